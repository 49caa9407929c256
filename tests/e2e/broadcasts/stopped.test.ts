import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { command } from '../../support/announcing.ts';
import { Broadcasting } from '../../support/broadcasting.ts';
import { HeldCalls } from '../../support/held-calls.ts';
import { House, moscow } from '../../support/house.ts';
import type { Candidate } from '../../support/journey.ts';
import { waitFor } from '../../support/wait.ts';

/** Of one batch: those of the first that are on their way at a time, and others behind them. */
const atOnce = 8;
const names = Array.from({ length: 20 }, (_none, at) => `Person ${at}`);

let calls: HeldCalls;
let house: House;
let all: Broadcasting;
let people: readonly Candidate[];
beforeAll(async () => {
  calls = await HeldCalls.open();
  house = await House.open('stopped', calls.options);
  all = new Broadcasting(house);
  people = await all.people(names);
});
afterAll(async () => {
  await all?.close();
  await house?.close();
  await calls?.close();
});
beforeEach(() => house.sandbox.sandbox.clearFaults());

async function announce(text: string): Promise<string> {
  const { id: event } = await house.event({ starts: [moscow(2, '14:00')] });
  await command(house, { action: 'post_broadcast', message_text: text, event_id: event, target: 'unbooked' });
  return all.id(text);
}

/** The first calls stand still until what is asked of it then is stored: it is asked in the middle of a batch. */
async function inTheMiddle<Answer>(
  text: string,
  status: 'paused' | 'cancelled',
  ask: (id: string) => Promise<Answer>,
): Promise<{ readonly id: string; readonly answer: Answer }> {
  const first = calls.hold(people.slice(0, atOnce));
  const id = await announce(text);
  await first.reached;
  const asked = ask(id);
  await all.until(text, status);
  await first.letGo();
  return { id, answer: await asked };
}

const noCalls = (id: string) =>
  waitFor('the calls under way to end', async () => !(await all.counts(id))['claimed'] || undefined);

test('a worker killed between claim and answer: who was claimed is unknown and counted, everybody else hears of it once', async () => {
  const text = 'Killed on the way';
  const hanging = people[5] as Candidate;
  await house.sandbox.sandbox.fault({
    kind: 'hang_after',
    method: 'sendMessage',
    chat: hanging.id,
    count: 1,
  });
  for (const { id: chat } of people.slice(10))
    await house.sandbox.sandbox.fault({ kind: 'slow', method: 'sendMessage', chat, count: 1, ms: 1_500 });
  const id = await announce(text);
  await waitFor('the call that hangs', async () => (await all.seen([hanging], text))[0] === 1 || undefined);
  const [worker] = house.of('worker');
  if (!worker) throw new Error('no worker runs');
  await house.kill(worker);
  const claimed = (await all.rows(id)).filter(({ state }) => state === 'claimed').map(({ _id }) => _id);
  expect(claimed).toContain(`${id}:${hanging.userId}`);
  await house.start(['worker']);
  await all.until(text, 'done');
  const rows = await all.rows(id);
  const unknown = rows.filter(({ state }) => state === 'unknown').map(({ _id }) => _id);
  expect(unknown.toSorted()).toEqual(claimed.toSorted());
  expect(rows.filter(({ state }) => state === 'sent')).toHaveLength(names.length - claimed.length);
  const seen = await all.seen(people, text);
  for (const [at, person] of people.entries())
    if (unknown.includes(`${id}:${person.userId}`)) expect(seen[at]).toBeLessThanOrEqual(1);
    else expect(seen[at], person.userId).toBe(1);
});

test('a pause is answered, sends nothing but what is under way, and ends where it began', async () => {
  const text = 'Paused in the middle';
  const { id, answer } = await inTheMiddle(text, 'paused', (one) => all.control.pause(one, 'pause'));
  expect(answer).toMatchObject({ ok: true });
  await noCalls(id);
  expect(await all.counts(id)).toEqual({ sent: atOnce, waiting: names.length - atOnce });
  expect(await all.row(text)).toMatchObject({ status: 'paused' });
  expect(await all.control.pause(id, 'again')).toEqual({ ok: false, reason: 'not_now' });
  expect(await all.control.resume(id, 'resume')).toMatchObject({ ok: true });
  await all.until(text, 'done');
  expect(await all.counts(id)).toEqual({ sent: names.length });
  expect(await all.seen(people, text)).toEqual(names.map(() => 1));
});

test('cancelled, the others hear nothing, and those who heard keep what they have', async () => {
  const text = 'Cancelled in the middle';
  const { id, answer } = await inTheMiddle(text, 'cancelled', (one) => all.control.cancel(one, 'cancel'));
  expect(answer).toEqual({ ok: true, count: names.length - atOnce });
  await all.until(text, 'cancelled');
  expect(await all.counts(id)).toEqual({ sent: atOnce, skipped: names.length - atOnce });
  expect(await all.seen(people, text)).toEqual(names.map((_name, at) => (at < atOnce ? 1 : 0)));
  expect(await all.control.resume(id, 'too late')).toEqual({ ok: false, reason: 'not_now' });
});

test('trying again reaches those who failed and nobody else, also when all was over', async () => {
  const text = 'Once more';
  const refused = people.slice(3, 5);
  for (const { id: chat } of refused)
    await house.sandbox.sandbox.fault({
      kind: 'server_error',
      method: 'sendMessage',
      chat,
      count: 1,
      code: 400,
      description: 'Bad Request: BUTTON_URL_INVALID',
    });
  const lost = people[9] as Candidate;
  await house.sandbox.sandbox.fault({ kind: 'server_error', method: 'sendMessage', chat: lost.id, count: 1 });
  const id = await announce(text);
  await all.until(text, 'done');
  expect(await all.counts(id)).toEqual({ sent: names.length - 3, failed: 2, unknown: 1 });
  expect(await all.control.retry(id, 'retry', false)).toEqual({ ok: true, count: 2 });
  await waitFor('the others', async () => (await all.counts(id))['sent'] === names.length - 1 || undefined);
  expect(await all.seen(people, text)).toEqual(people.map((person) => (person === lost ? 0 : 1)));
  await all.until(text, 'done');
  expect(await all.control.retry(id, 'again', false)).toEqual({ ok: false, reason: 'nobody' });
  expect(await all.counts(id)).toEqual({ sent: names.length - 1, unknown: 1 });
});
