import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createClosingActivities } from '../../activities/closing/activities.ts';
import type { AskedChange } from '../../activities/closing/ports.ts';
import { createAuditReader } from '../../adapters/mongo/audit/read.ts';
import { createChangeStore } from '../../adapters/mongo/changes/store.ts';
import { findEvent } from '../../adapters/mongo/events.ts';
import { createOverEvents } from '../../adapters/mongo/over-events.ts';
import { insertSlots } from '../../adapters/mongo/slots.ts';
import type { EventId, SlotId } from '../../core/shared/ids.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  hours,
  minutes,
  openBookingWorld,
  someSlots,
} from '../support/booking-world.ts';
import { editEvent, editSlot } from '../support/edits.ts';

let world: BookingWorld;
let verbs: ReturnType<typeof createClosingActivities>;
const started: AskedChange[] = [];
beforeAll(async () => {
  world = await openBookingWorld('over-events');
  verbs = createClosingActivities({
    events: createOverEvents(world.db),
    startChange: async (change) => void started.push(change),
    time: world.deps.time,
  });
});
afterAll(() => world.close());
beforeEach(() => {
  started.length = 0;
});

/** Slots at 14:00 and 15:00 in two days, half an hour each; the clock goes to so many minutes after the last has begun. */
async function eventWith(slots: number): Promise<{ event: EventId; ids: readonly SlotId[] }> {
  const event = await anEvent(world);
  return { event, ids: slots > 0 ? await someSlots(world, event, slots) : [] };
}
async function afterStartOf(slot: SlotId | undefined, minutesLater: number): Promise<void> {
  const found = (await world.rows.slots.find().toArray()).find((row) => row._id.toHexString() === slot);
  world.clock.now = (found?.starts_at.getTime() ?? 0) + minutes(minutesLater);
}
const byItself = { person: 'system', subject: undefined, day: undefined } as const;
const isFound = async (event: EventId) => (await verbs.findOverEvents()).events.includes(event);

test('an event is found once its last slot has ended, not while it goes on', async () => {
  const { event, ids } = await eventWith(2);
  expect(await isFound(event)).toBe(false);
  await afterStartOf(ids[1], 29);
  expect(await isFound(event)).toBe(false);
  await afterStartOf(ids[1], 30);
  expect(await isFound(event)).toBe(true);
});

test('an event that is over is closed by an edit of the system’s, once', async () => {
  const { event, ids } = await eventWith(1);
  await afterStartOf(ids[0], 30);
  expect(await verbs.closeOverEvent({ event_id: event })).toEqual({ asked: true });
  expect(started).toMatchObject([{ event, rev: 1 }]);
  const applied = await createChangeStore(world.db).applyEvent(started[0]?.changeId ?? '');
  expect(applied).toMatchObject({ ok: true, rev: 2, initiated_by: { role: 'system', channel: 'system' } });
  expect(await findEvent(world.db, event)).toMatchObject({ status: 'closed', rev: 2 });
  expect(await isFound(event)).toBe(false);
  expect(await verbs.closeOverEvent({ event_id: event })).toEqual({ asked: false });
});

test('an event that closed itself has one line in the audit log, by the system, however often the step is repeated', async () => {
  const { event, ids } = await eventWith(1);
  await afterStartOf(ids[0], 30);
  await verbs.closeOverEvent({ event_id: event });
  const store = createChangeStore(world.db);
  await store.applyEvent(started[0]?.changeId ?? '');
  await store.applyEvent(started[0]?.changeId ?? '');
  const { company_id } = (await findEvent(world.db, event)) ?? { company_id: '' };
  const page = await createAuditReader(world.db).page(company_id, { ...byItself, after: undefined }, 50);
  expect(page.rows.filter(({ target }) => target === event)).toMatchObject([
    {
      subject: 'event',
      verb: 'closed',
      by: { role: 'system', channel: 'system' },
      before: { status: 'open' },
      after: { status: 'closed' },
    },
  ]);
});

test('the same step repeated stores an edit that is refused when the first was made', async () => {
  const { event, ids } = await eventWith(1);
  await afterStartOf(ids[0], 30);
  await verbs.closeOverEvent({ event_id: event });
  await verbs.closeOverEvent({ event_id: event });
  const store = createChangeStore(world.db);
  const [first, second] = started.map((one) => one.changeId);
  expect(await store.applyEvent(first ?? '')).toMatchObject({ ok: true });
  expect(await store.applyEvent(second ?? '')).toEqual({ ok: false, reason: 'changed_meanwhile' });
});

test('an event that has no slots yet, or is no more than a draft, is left alone', async () => {
  const { event: empty } = await eventWith(0);
  const draft = await anEvent(world, { status: 'draft' });
  const [slot] = await someSlots(world, draft, 1);
  await afterStartOf(slot, 60);
  expect(await isFound(empty)).toBe(false);
  expect(await isFound(draft)).toBe(false);
});

test('a slot that was added after it was found keeps it open', async () => {
  const { event, ids } = await eventWith(1);
  await afterStartOf(ids[0], 30);
  expect(await isFound(event)).toBe(true);
  await someSlots(world, event, 1);
  expect(await verbs.closeOverEvent({ event_id: event })).toEqual({ asked: false });
  expect(started).toEqual([]);
});

test('a later slot that was taken off the list counts while somebody is booked in it, and not without', async () => {
  const [full, empty] = [await eventWith(2), await eventWith(2)];
  await bookedIn(world, full.event, full.ids[1] as SlotId);
  for (const { ids } of [full, empty]) await editSlot(world.db, ids[1] as SlotId, { is_active: false });
  await afterStartOf(full.ids[0], 30);
  expect(await isFound(full.event)).toBe(false);
  expect(await isFound(empty.event)).toBe(true);
});

test('an event with nothing but slots taken off the list waits for others', async () => {
  const { event, ids } = await eventWith(1);
  await editSlot(world.db, ids[0] as SlotId, { is_active: false });
  await afterStartOf(ids[0], 60);
  expect(await isFound(event)).toBe(false);
});

test('a long slot that began before the last one is waited for', async () => {
  const { event, ids } = await eventWith(1);
  const slot = (await world.rows.slots.find().toArray()).find((row) => row._id.toHexString() === ids[0]);
  const day = (slot?.date ?? new Date()).getTime() + hours(3);
  await insertSlots(world.db, event, [
    { day: new Date(day).toISOString().slice(0, 10), time: '13:00', duration_minutes: 240, max_users: 1 },
  ]);
  await afterStartOf(ids[0], 60);
  expect(await isFound(event)).toBe(false);
  await afterStartOf(ids[0], 180);
  expect(await isFound(event)).toBe(true);
});

test('who opens it again after its last slot has a day to add more', async () => {
  const { event, ids } = await eventWith(1);
  await afterStartOf(ids[0], 60);
  await editEvent(world.db, event, { status: 'closed' });
  const opened = await editEvent(world.db, event, { status: 'open' });
  expect(opened.ok).toBe(true);
  await world.db
    .collection('changes')
    .updateMany({ 'patch.status': 'open' }, { $set: { at: new Date(world.clock.now) } });
  expect(await isFound(event)).toBe(false);
  world.clock.now += hours(24) + 1;
  expect(await isFound(event)).toBe(true);
});
