import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventId, slotId, userId } from '../../../core/shared/ids.ts';
import { command } from '../../support/announcing.ts';
import { Broadcasting } from '../../support/broadcasting.ts';
import { HeldCalls } from '../../support/held-calls.ts';
import { House, moscow } from '../../support/house.ts';
import { type Candidate, labels, patient, slotLabels } from '../../support/journey.ts';
import { waitFor } from '../../support/wait.ts';

const names = Array.from({ length: 20 }, (_none, at) => `Person ${at}`);
const staff = { user_id: null, role: 'admin', channel: 'panel' } as const;

let calls: HeldCalls;
let house: House;
let all: Broadcasting;
let people: readonly Candidate[];
beforeAll(async () => {
  calls = await HeldCalls.open();
  house = await House.open('broadcasts', calls.options);
  all = new Broadcasting(house);
  people = await all.people(names);
});
afterAll(async () => {
  await all?.close();
  await house?.close();
  await calls?.close();
});

const announce = (text: string, event: string) =>
  command(house, { action: 'post_broadcast', message_text: text, event_id: event, target: 'unbooked' });

test('twenty people, one blocked, one booked meanwhile, a 429 and a 500: each hears of it once, or the ledger says why not', async () => {
  const { id: event, slots } = await house.event({ starts: [moscow(2, '14:00'), moscow(3, '14:00')] });
  const blocked = people[3] as Candidate;
  const hurried = people[12] as Candidate;
  const lost = people[14] as Candidate;
  const booked = people[19] as Candidate;
  await house.sandbox.sandbox.fault({ kind: 'blocked', method: 'sendMessage', chat: blocked.id, count: 1 });
  // Until the last has booked the first stand still.
  const first = calls.hold(people.slice(0, 3).concat(people.slice(4, 9)));
  await house.sandbox.sandbox.fault({
    kind: 'too_many_requests',
    method: 'sendMessage',
    chat: hurried.id,
    count: 1,
    retry_after: 2,
  });
  await house.sandbox.sandbox.fault({ kind: 'server_error', method: 'sendMessage', chat: lost.id, count: 1 });
  const text = 'Come and see us';
  await announce(text, event);
  const id = await all.id(text);
  await waitFor('everybody to have a row', async () => (await all.rows(id)).length === 20 || undefined);
  const answer = await all.bookings.book(
    { event_id: eventId(event), user_id: userId(booked.userId) },
    { key: 'meanwhile', trace_id: 't', initiated_by: staff, slot_id: slotId(slots[0] ?? '') },
  );
  expect(answer).toMatchObject({ ok: true });
  await first.letGo();
  await all.until(text, 'done');
  expect(await all.counts(id)).toEqual({ sent: 17, blocked: 1, unknown: 1, skipped: 1 });
  expect(await all.rowOf(id, blocked)).toMatchObject({ state: 'blocked' });
  expect(await all.rowOf(id, lost)).toMatchObject({ state: 'unknown' });
  expect(await all.rowOf(id, booked)).toMatchObject({ state: 'skipped', reason: 'booked' });
  const seen = await all.seen(people, text);
  const silent = new Set([blocked, lost, booked]);
  expect(seen).toEqual(people.map((person) => (silent.has(person) ? 0 : 1)));
  const user = await house.db.collection('users').findOne({ telegram_id: blocked.id });
  expect(user).toMatchObject({ reachable: 'blocked' });
});

test('a tap finds its workflow waiting, takes the announcement over, and an older message loses its buttons', async () => {
  const { id: event } = await house.event({ starts: [moscow(2, '16:00'), moscow(3, '16:00')] });
  const text = 'Tap me';
  await announce(text, event);
  await all.until(text, 'done');
  const id = await all.id(text);
  const anna = people[0] as Candidate;
  const { status } = await all.client.workflow.getHandle(`booking:${event}:${anna.userId}`).describe();
  expect(status.name).toBe('RUNNING');
  expect(await all.rowOf(id, anna)).toMatchObject({ state: 'sent', owner: 'broadcast' });
  const first = await anna.chat().waitForText(text, patient);
  await anna.tap('Sign Up', { message_id: first.message_id });
  const slots = await anna.chat().waitForText('Please choose a time', patient);
  expect(slots.message_id).toBe(first.message_id);
  expect(await all.rowOf(id, anna)).toMatchObject({ owner: 'booking', message_id: first.message_id });

  // A second announcement of the same event: its tap moves the booking there.
  const again = 'Tap me again';
  await announce(again, event);
  await all.until(again, 'done');
  const second = await anna.chat().waitForText(again, patient);
  await anna.tap('Sign Up', { message_id: second.message_id });
  const moved = await anna
    .chat()
    .waitFor(
      (messages) =>
        messages.find((one) => one.message_id === second.message_id && slotLabels(one).length > 0),
      patient,
    );
  expect(moved.text).toContain('Please choose a time');
  await anna
    .chat()
    .waitFor(
      (messages) =>
        messages.find((one) => one.message_id === first.message_id && slotLabels(one).length === 0),
      patient,
    );
});

test('recall edits what still is the broadcast’s; who tapped keeps their booking’s message', async () => {
  const { id: event } = await house.event({ starts: [moscow(4, '16:00')] });
  const text = 'Too early';
  await announce(text, event);
  await all.until(text, 'done');
  const id = await all.id(text);
  const [anna, boris] = [people[0], people[1]] as [Candidate, Candidate];
  const hers = await anna.chat().waitForText(text, patient);
  const his = await boris.chat().waitForText(text, patient);
  await anna.tap('Sign Up', { message_id: hers.message_id });
  await anna
    .chat()
    .waitFor(
      (messages) => messages.find((one) => one.message_id === hers.message_id && slotLabels(one).length > 0),
      patient,
    );
  expect(await all.control.recall(id, 'recall-1')).toMatchObject({ ok: true });
  const withdrawn = await boris
    .chat()
    .waitFor(
      (messages) => messages.find((one) => one.message_id === his.message_id && one.text !== text),
      patient,
    );
  expect(withdrawn.text).toBe('This announcement was withdrawn.');
  expect(withdrawn.reply_markup).toBeUndefined();
  await waitFor('all to be taken back', async () => {
    const rows = await all.rows(id);
    return rows.every((row) => row.state !== 'sent' || row.owner !== 'broadcast') || undefined;
  });
  expect(await all.rowOf(id, anna)).toMatchObject({ owner: 'booking' });
  const still = (await anna.chat().messages()).find((one) => one.message_id === hers.message_id);
  expect(slotLabels(still as never)).toHaveLength(1);
  expect(await all.control.recall(id, 'recall-2')).toMatchObject({ ok: true });
  expect(await all.control.pause(id, 'pause')).toEqual({ ok: false, reason: 'not_now' });
});

test('what the API hands over reaches those of its list, in HTML, once; a test reaches one alone', async () => {
  const { id: event } = await house.event({ starts: [moscow(5, '16:00')], capacity: 5 });
  const [anna, boris, vera] = people.slice(5, 8) as [Candidate, Candidate, Candidate];
  const response = await fetch(`${house.env['API_URL']}/api/broadcasts`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${house.env['API_TOKEN']}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      text: 'By <b>name</b> &amp; number',
      html: true,
      event_id: event,
      audience: 'list',
      people: [String(anna.id), boris.userId],
      buttons: [{ text: 'Read more', url: 'https://example.org/' }],
    }),
  });
  expect(response.status).toBe(201);
  const { broadcast_id: id } = (await response.json()) as { broadcast_id: string };
  await waitFor('it to be done', async () => {
    const counts = await all.counts(id);
    return counts['sent'] === 2 || undefined;
  });
  const text = 'By name & number';
  expect(await all.seen([anna, boris, vera], text)).toEqual([1, 1, 0]);
  const shown = await anna.chat().waitForText(text, patient);
  expect(labels(shown)).toEqual([['Sign Up'], ['Read more']]);
  expect(shown.entities).toMatchObject([{ type: 'bold', offset: 3, length: 4 }]);
  expect(await all.control.test(id, 'test', userId(vera.userId))).toBe('sent');
  expect(await all.control.test(id, 'test', userId(vera.userId))).toBe('sent');
  expect(await all.seen([anna, boris, vera], text)).toEqual([1, 1, 1]);
});
