import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Lane } from '../../../activities/messaging/ports.ts';
import type { Answer } from '../../../adapters/telegram/answer.ts';
import type { Call } from '../../../adapters/telegram/gateway.ts';
import { pause } from '../../../runtime/retry.ts';
import { type Desk, many, openDesk, reachable } from './support.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const say = (call: Call, chat: number, text: string, lane: Lane) =>
  call('sendMessage', { chat_id: chat, text }, { lane, timeoutMs: 10_000 });

/** As an activity does it: whoever is told to wait comes again after that time. */
async function untilSent(call: Call, chat: number, text: string, lane: Lane): Promise<Answer<unknown>> {
  for (;;) {
    const answer = await say(call, chat, text, lane);
    if (answer.kind !== 'wait') return answer;
    await pause(answer.ms);
  }
}

const sends = () => desk.sandbox.calls('sendMessage');
const refusedForHaste = async () => (await sends()).filter((call) => call.status === 429).length;

test('a hundred answers and two hundred of bulk, from two processes at once, all arrive and Telegram hardly ever has to refuse', async () => {
  const people = await many(desk.sandbox, 300);
  const senders = [desk.call, desk.secondSender()];
  // The first call of all takes a second: both ends compile. What follows would arrive in one heap.
  await untilSent(desk.call, (await reachable(desk.sandbox)).id, 'm100000', 'bulk');
  const jobs = people.map((one, at) => {
    const call = senders[at % 2] ?? desk.call;
    return untilSent(call, one.id, `m${at}`, at < 100 ? 'person' : 'bulk');
  });
  const answers = await Promise.all(jobs);
  expect(answers.filter((one) => one.kind !== 'ok')).toEqual([]);
  const texts = (await sends())
    .filter((call) => call.status === 200)
    .map((call) => JSON.stringify(call.params['text']).slice(1, -1));
  expect(new Set(texts).size).toBe(301);
  expect(texts.length).toBe(301);
  // None when both ends keep time. A loaded machine delivers one second's worth late and the next one on its heels; without
  // any limits every message would be refused several times.
  expect(await refusedForHaste()).toBeLessThanOrEqual(75);
  // Answers first: the last of them is out before half of bulk is.
  const lastAnswer = texts.findLastIndex((text) => Number(text.slice(1)) < 100);
  expect(texts.slice(0, lastAnswer).filter((text) => Number(text.slice(1)) >= 100).length).toBeLessThan(100);
});

test('one chat is never written to faster than Telegram takes it', async () => {
  const ann = await reachable(desk.sandbox);
  const jobs = [0, 1, 2, 3, 4, 5].map((n) => untilSent(desk.call, ann.id, `m${n}`, 'person'));
  expect((await Promise.all(jobs)).every((answer) => answer.kind === 'ok')).toBe(true);
  // One that is held up on its way has the next one on its heels: each of the three after the burst may be refused once.
  // Without limits they would be refused six times.
  expect(await refusedForHaste()).toBeLessThanOrEqual(3);
});

test('a group’s twenty-first message of a minute is not even tried', async () => {
  const group = await desk.sandbox.newChat({
    kind: 'supergroup',
    title: 'Staff',
    bots: [{ bot: 'zapis_bot' }],
  });
  // The buckets of one a second, ours and Telegram's, are full again each time: this test is about the minute.
  const answers: Answer<unknown>[] = [];
  for (let n = 0; n < 21; n += 1) {
    await desk.redis.client.del(`rl:send:chat:${group}`);
    desk.telegramForgets();
    answers.push(
      await desk.call('sendMessage', { chat_id: group, text: `m${n}` }, { lane: 'person', timeoutMs: 5_000 }),
    );
  }
  expect(answers.at(-1)).toMatchObject({ kind: 'wait', because: 'chat' });
  expect((await sends()).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
});

test('a refused chat pauses for every process, edits too, and nobody else’s does', async () => {
  const ann = await reachable(desk.sandbox);
  const bob = await reachable(desk.sandbox, 'Bob');
  await desk.sandbox.fault({ kind: 'too_many_requests', chat: ann.id, retry_after: 73_414, count: 1 });
  expect(await say(desk.call, ann.id, 'x', 'person')).toEqual({
    kind: 'wait',
    ms: 73_414_000,
    because: 'telegram',
  });
  const other = desk.secondSender();
  const before = (await sends()).length;
  const answer = await say(other, ann.id, 'x', 'person');
  expect(answer).toMatchObject({ kind: 'wait', because: 'chat' });
  expect(answer.kind === 'wait' && answer.ms).toBeGreaterThan(73_000_000);
  const edit = { chat_id: ann.id, message_id: 1, text: 'x' };
  expect(await other('editMessageText', edit, { lane: 'person', timeoutMs: 1_000 })).toMatchObject({
    kind: 'wait',
  });
  expect((await sends()).length).toBe(before);
  expect(await say(other, bob.id, 'x', 'bulk')).toMatchObject({ kind: 'ok' });
});

test('when a second chat is refused within a second bulk is paused everywhere, while people are answered', async () => {
  const [ann, bob, cid, dan] = await many(desk.sandbox, 4);
  if (!ann || !bob || !cid || !dan) throw new Error('four people');
  await desk.sandbox.fault({ kind: 'too_many_requests', retry_after: 30, count: 2 });
  await Promise.all([say(desk.call, ann.id, 'x', 'person'), say(desk.call, bob.id, 'x', 'person')]);
  const other = desk.secondSender();
  const bulk = await say(other, cid.id, 'x', 'bulk');
  expect(bulk).toMatchObject({ kind: 'wait', because: 'budget' });
  expect(bulk.kind === 'wait' && bulk.ms).toBeGreaterThan(20_000);
  expect(await say(other, cid.id, 'x', 'person')).toMatchObject({ kind: 'ok' });
  expect(await say(desk.call, dan.id, 'x', 'person')).toMatchObject({ kind: 'ok' });
});

test('edits and callback answers are neither counted nor held back', async () => {
  // Both ends compile what the first call of a method is checked by, and all others stand behind it.
  const patient = { lane: 'person', timeoutMs: 20_000 } as const;
  const ann = await reachable(desk.sandbox);
  const sent = await desk.call('sendMessage', { chat_id: ann.id, text: 'start' }, patient);
  if (sent.kind !== 'ok') throw new Error(sent.kind);
  const edits = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      desk.call(
        'editMessageText',
        { chat_id: ann.id, message_id: sent.result.message_id, text: `edit ${n}` },
        patient,
      ),
    ),
  );
  expect(edits.every((answer) => answer.kind === 'ok')).toBe(true);
  expect(await say(desk.call, ann.id, 'next', 'bulk')).toMatchObject({ kind: 'ok' });
});

test('without Redis messages still go out, within this process’s share', async () => {
  const alone = await openDesk('redis://127.0.0.1:1');
  try {
    const people = await many(alone.sandbox, 40);
    const answers = await Promise.all(people.map((one) => untilSent(alone.call, one.id, 'x', 'bulk')));
    expect(answers.every((answer) => answer.kind === 'ok')).toBe(true);
    const calls = await alone.sandbox.calls('sendMessage');
    expect(calls.filter((call) => call.status === 429).length).toBeLessThanOrEqual(1);
  } finally {
    await alone.close();
  }
});

test('a Redis that forgets its scripts is told them again', async () => {
  const ann = await reachable(desk.sandbox);
  await say(desk.call, ann.id, 'x', 'person');
  await desk.redis.client.script('FLUSH');
  expect(await say(desk.call, ann.id, 'y', 'person')).toMatchObject({ kind: 'ok' });
  expect(Number(await desk.redis.client.hget('rl:send:all', 'tokens'))).toBeLessThan(1);
});
