import { expect, test } from 'vitest';
import { bookingButton } from '../../contracts/callback-data.ts';
import { tooManyText } from '../../core/messages/tap-answer.ts';
import {
  event,
  FakeApi,
  FakeHandover,
  FakeMemory,
  FakeQueues,
  FakeTelegram,
  person,
  rawTap,
  rawText,
} from '../testing.ts';
import { Backlog } from './backlog.ts';
import { createDeliver } from './deliver.ts';
import { Intake } from './intake.ts';
import { Owed } from './owed.ts';
import { Patience } from './patience.ts';
import { Speak } from './speak.ts';

const button = bookingButton(event, { kind: 'sign_up' });

function setUp() {
  const memory = new FakeMemory();
  const queues = new FakeQueues();
  const handover = new FakeHandover();
  const api = new FakeApi();
  const telegram = new FakeTelegram();
  const backlog = new Backlog(queues, memory.backlog);
  const patience = new Patience(memory, telegram, 0);
  const fates: string[] = [];
  const audit = {
    update: (_update: unknown, fate: string) => void fates.push(fate),
    ignored: () => void fates.push('ignored'),
  };
  const failures: unknown[] = [];
  const intake = new Intake({
    memory,
    queues,
    backlog,
    patience,
    audit,
    deliver: createDeliver({ memory, api, handover, telegram }),
    speak: new Speak(memory, telegram, patience),
    failed: (error) => failures.push(error),
  });
  api.people.set(7, person());
  const take = (id: number, data = button) => intake.take(rawTap(id, data));
  return { memory, queues, handover, api, telegram, backlog, fates, failures, intake, take };
}

test('an update is marked as handed over only after Temporal has taken it', async () => {
  const { handover, memory, take } = setUp();
  const real = handover.hand;
  const markedBefore: boolean[] = [];
  handover.hand = async (order) => {
    markedBefore.push(memory.handed.has(1));
    return real(order);
  };
  handover.answer = { handed: 'away', reason: 'no' };
  await take(1);
  expect(memory.handed.has(1)).toBe(false);
  const second = setUp();
  await second.take(1);
  expect([...second.memory.handed]).toEqual([1]);
  expect(markedBefore).toEqual([false]);
});

test('a hand-over that succeeds is durable, and its repetition is dropped', async () => {
  const { handover, take, fates } = setUp();
  expect(await take(1)).toBe('durable');
  expect(await take(1)).toBe('durable');
  expect(handover.orders).toHaveLength(1);
  expect(fates).toEqual(['handed', 'repeated']);
});

test('what Temporal cannot take goes to the queue, and everything after it goes behind', async () => {
  const { handover, queues, backlog, take } = setUp();
  handover.answer = { handed: 'away', reason: 'no' };
  expect(await take(1)).toBe('durable');
  handover.answer = { handed: 'taken' };
  expect(await take(2)).toBe('durable');
  expect(handover.orders).toEqual([]);
  expect(queues.kept.map(({ where, update }) => [where, update.update_id])).toEqual([
    ['pending', 1],
    ['pending', 2],
  ]);
  queues.kept.length = 0;
  await backlog.holding(async () => undefined);
  await backlog.look();
  await take(3);
  expect(handover.orders).toHaveLength(1);
});

test('with neither Temporal nor the queue nothing is durable; with the queue alone away Temporal is asked', async () => {
  const { handover, queues, take } = setUp();
  handover.answer = { handed: 'away', reason: 'no' };
  queues.away = true;
  expect(await take(1)).toBe('lost');
  expect(await take(2)).toBe('lost');
  handover.answer = { handed: 'taken' };
  expect(await take(1)).toBe('durable');
  expect(handover.orders).toHaveLength(1);
});

test('what one person did after something that is not durable yet comes after it; others go on', async () => {
  const { handover, queues, api, intake, take } = setUp();
  handover.answer = { handed: 'away', reason: 'no' };
  queues.away = true;
  expect(await take(1)).toBe('lost');
  handover.answer = { handed: 'taken' };
  expect(await take(2)).toBe('lost');
  api.people.set(8, person());
  expect(await intake.take(rawTap(3, button, 8))).toBe('durable');
  expect([await take(1), await take(2)]).toEqual(['durable', 'durable']);
  expect(handover.orders).toHaveLength(3);
});

test('an update that another gateway took meanwhile holds nobody up for ever', () => {
  let now = 0;
  const owed = new Owed(() => now);
  const of = (update_id: number) => ({ update_id, telegram_id: 7 });
  owed.note(of(1), 'lost');
  expect([owed.comesBefore(of(1)), owed.comesBefore(of(2))]).toEqual([false, true]);
  now = 60_000;
  expect(owed.comesBefore(of(2))).toBe(false);
});

test('what Temporal refuses for good is buried, and its person told', async () => {
  const { handover, queues, telegram, take } = setUp();
  handover.answer = { handed: 'refused', reason: 'too large' };
  expect(await take(1)).toBe('durable');
  expect(queues.buried).toEqual([{ update_id: 1, reason: 'too large' }]);
  expect(telegram.answers).toMatchObject([{ queryId: 'q1', alert: true }]);
  queues.away = true;
  expect(await take(2)).toBe('lost');
});

test('an update that makes us stumble is brought again twice, then buried: the others are not kept waiting', async () => {
  const { handover, queues, failures, take } = setUp();
  handover.answer = new Error('a mistake of ours');
  expect([await take(1), await take(1), await take(1)]).toEqual(['lost', 'lost', 'durable']);
  expect(queues.buried).toEqual([{ update_id: 1, reason: 'Error in the gateway' }]);
  expect(failures).toHaveLength(3);
});

test('while it cannot be known who taps, the tap waits, later ones of that person behind it, and they are told', async () => {
  const { api, memory, queues, telegram, handover, take } = setUp();
  api.away = true;
  expect(await take(1)).toBe('durable');
  api.away = false;
  const asked = api.asked;
  expect(await take(2)).toBe('durable');
  expect(api.asked).toBe(asked);
  expect(queues.kept.map(({ where, update }) => [where, update.update_id])).toEqual([
    ['waiting', 1],
    ['waiting', 2],
  ]);
  expect(telegram.answers.map(({ text }) => text)).toEqual([
    expect.stringContaining('One moment'),
    expect.stringContaining('One moment'),
  ]);
  // Somebody else is nobody’s follower.
  memory.waiting.clear();
  await take(3);
  expect(handover.orders).toHaveLength(1);
});

test('over the limit one is answered with that, and further ones reach nobody', async () => {
  const { memory, handover, take, fates } = setUp();
  memory.rateVerdict = 'tell';
  await take(1);
  memory.rateVerdict = 'silent';
  await take(2);
  expect(handover.orders).toMatchObject([{ to: 'request', request: { request: { kind: 'too_many' } } }]);
  expect(fates).toEqual(['handed', 'rate_limited']);
});

test('of a flood of messages what was taken is kept in order, and its person is told once that the rest was not', async () => {
  const { memory, handover, api, intake, fates } = setUp();
  const writes = (n: number) => intake.take(rawText(n, `word ${n}`));
  const verdicts = ['fine', 'fine', 'tell', 'silent', 'silent', 'fine'] as const;
  for (const [n, verdict] of verdicts.entries()) {
    memory.rateVerdict = verdict;
    expect(await writes(n)).toBe('durable');
  }
  expect(api.told).toMatchObject(['word 0', 'word 1', 'word 5'].map((text) => ({ text })));
  expect(handover.orders.map((order) => order.to)).toEqual([
    'conversation',
    'conversation',
    'request',
    'conversation',
  ]);
  expect(handover.orders[2]).toMatchObject({ request: { request: { kind: 'too_many' } } });
  expect(fates).toEqual(['handed', 'handed', 'handed', 'rate_limited', 'rate_limited', 'handed']);
  // Told in words that leave nobody waiting.
  for (const [lang, said] of [
    ['en', 'were not taken'],
    ['ru', 'не приняты'],
  ] as const)
    expect(tooManyText(lang)).toContain(said);
});

test('one person’s updates are handed over in order although the first takes longest', async () => {
  const { intake, handover, api } = setUp();
  const held = Promise.withResolvers<void>();
  const real = api.identity;
  let first = true;
  api.identity = async (id) => {
    if (first) {
      first = false;
      await held.promise;
    }
    return real(id);
  };
  const both = [1, 2].map((id) => intake.take(rawTap(id, button)));
  api.people.set(8, person({ telegram_id: 8 }));
  expect(await intake.take(rawTap(3, button, 8))).toBe('durable');
  held.resolve();
  await Promise.all(both);
  const order = handover.orders.map((one) => (one.to === 'booking' ? one.tap.update_id : 0));
  expect(order).toEqual([3, 1, 2]);
});

test('what is no update of ours is durable at once: nothing of it could be lost', async () => {
  const { intake, fates } = setUp();
  for (const raw of [undefined, null, 7, 'x', {}, { update_id: 1 }, { update_id: 1, message: 5 }])
    expect(await intake.take(raw)).toBe('durable');
  expect(new Set(fates)).toEqual(new Set(['ignored']));
});
