import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createChangeStore } from '../../../adapters/mongo/changes/store.ts';
import { createEventDesk } from '../../../adapters/mongo/panel/event-desk.ts';
import { createPanelReader } from '../../../adapters/mongo/panel/reader.ts';
import { insertSlots } from '../../../adapters/mongo/slots.ts';
import type { EventDetails } from '../../../admin/panel/ports/event-desk.ts';
import type { ActOfEdit } from '../../../core/audit/act.ts';
import { eventDefaults } from '../../../core/events/values.ts';
import { type EventId, type SlotId, userId } from '../../../core/shared/ids.ts';
import { dayAfter, dayOf } from '../../../core/time/slot-instants.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  oidOf,
  openBookingWorld,
  ordersOf,
  someone,
  someSlots,
} from '../../support/booking-world.ts';
import { editEvent } from '../../support/edits.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('event-desk');
});
afterAll(() => world.close());

/** The workflow is left out: what was stored is applied, as its first step does it. */
const desk = () =>
  createEventDesk(world.db, async ({ changeId }) => {
    const applied = await createChangeStore(world.db).applyEvent(changeId);
    return applied.ok ? { ok: true, told: 0 } : applied;
  });
const by = { user_id: null, role: 'admin', channel: 'panel' } as const;
const act: ActOfEdit = {
  what: 'event.changed',
  company_id: 'default',
  by,
  target: 'an event',
  before: { title: 'Before' },
  after: { title: 'After' },
  trace_id: 'trace',
};
const editor = { initiated_by: by, now: 0, act } as const;

async function detailsOf(event: EventId, company = 'default'): Promise<EventDetails> {
  const found = await desk().details(company, event);
  if (!found) throw new Error('the event is not found');
  return found;
}

test('an event of another company is nobody’s here', async () => {
  const event = await anEvent(world);
  expect(await desk().details('another', event)).toBeUndefined();
  const of = { ...(await detailsOf(event)), company_id: 'another', status: 'draft' as const };
  expect(await desk().remove(of)).toBe(false);
  expect(await world.rows.events.countDocuments({ _id: oidOf(event) })).toBe(1);
});

test('pressed twice, an event is made once', async () => {
  const values = { ...eventDefaults, title: 'Once', audience: null };
  const once = { now: world.clock.now, once: 'same' };
  const [first, second] = await Promise.all([
    desk().create('default', values, once),
    desk().create('default', values, once),
  ]);
  expect(second).toBe(first);
  expect(await world.rows.events.find({ title: 'Once' }).toArray()).toMatchObject([
    { status: 'draft', rev: 1, company_id: 'default' },
  ]);
  expect(await desk().create('another', values, once)).not.toBe(first);
});

test('an edit changes what it names, and is refused when one of its fields changed meanwhile', async () => {
  const event = await anEvent(world, { title: 'Before' });
  const seen = await detailsOf(event);
  const place = { ...seen.place, name: 'Annex' };
  expect(await desk().change(seen, { title: 'After', place, reminders: ['120 min before'] }, editor)).toEqual(
    { ok: true, told: 0 },
  );
  expect(await detailsOf(event)).toMatchObject({ title: 'After', place, reminders: ['120 min before'] });
  expect(await desk().change(seen, { title: 'Late' }, editor)).toMatchObject({ reason: 'changed_meanwhile' });
  expect(await desk().change(seen, { bring: 'a passport' }, editor)).toMatchObject({ ok: true });
});

test('an edit of an event has its line in the audit log when it is made, however long after, and once', async () => {
  const event = await anEvent(world, { title: 'Before' });
  const asked: string[] = [];
  const goesOn = createEventDesk(world.db, async ({ changeId }) => {
    asked.push(changeId);
    return { ok: true, told: null };
  });
  const noted = { ...editor, act: { ...act, target: event } };
  const seen = await detailsOf(event);
  await goesOn.change(seen, { title: 'After' }, noted);
  await goesOn.change(seen, { title: 'Late' }, noted);
  const lines = () => world.rows.acts.find({ target: event }).toArray();
  expect(await lines()).toEqual([]);
  for (const changeId of [...asked, ...asked]) await createChangeStore(world.db).applyEvent(changeId);
  expect(await lines()).toMatchObject([{ what: 'event.changed', after: { title: 'After' } }]);
});

test('people are found as staff write them, and nobody of another company', async () => {
  const [anna, boris, other] = [await someone(world), await someone(world), await someone(world)];
  await world.rows.users.updateOne({ _id: oidOf(anna) }, { $set: { username: 'Anna_I' } });
  await world.rows.users.updateOne({ _id: oidOf(other) }, { $set: { username: 'x1234', company_id: 'b' } });
  const { telegram_id } = (await world.rows.users.findOne({ _id: oidOf(boris) })) ?? {};
  const found = await desk().candidates('default', ['@anna_i', String(telegram_id), 'x1234', '.*']);
  expect(found.known).toEqual([
    { user_id: anna, label: '@Anna_I' },
    { user_id: boris, label: String(telegram_id) },
  ]);
  expect(found.unknown).toEqual(['x1234', '.*']);
});

test('who is booked ahead is counted and named, and who is not on a list is told apart', async () => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1, 3)) as [SlotId];
  const anna = await bookedIn(world, event, slot);
  await world.rows.users.updateOne({ _id: oidOf(anna.user) }, { $set: { first_name: 'Anna' } });
  await bookedIn(world, event, slot);
  const { now } = world.clock;
  expect(await desk().booked(event, now)).toMatchObject({ count: 2, names: ['Anna', ''] });
  expect(await desk().booked(event, now + 10 * 86_400_000)).toEqual({ count: 0, names: [] });
  expect(await desk().bookedBesides(event, [anna.user], now)).toEqual({ count: 1, names: [''] });
  expect(await desk().bookedBesides(event, [userId('f'.repeat(24))], now)).toMatchObject({ count: 2 });
});

test('an event that anybody booked in is never deleted, nor one that is open', async () => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 2)) as [SlotId];
  const { orders, booking_id } = await bookedIn(world, event, slot);
  await editEvent(world.db, event, { status: 'closed' });
  expect(await desk().remove(await detailsOf(event))).toBe(false);
  await world.verbs.cancelBooking({ ...orders.op(booking_id), reason: 'ill' });
  expect(await desk().everBooked(event)).toMatchObject({ count: 1 });
  expect(await desk().remove(await detailsOf(event))).toBe(false);
  expect(await world.rows.slots.countDocuments({ event_id: oidOf(event) })).toBe(2);
  const open = await anEvent(world);
  expect(await desk().remove(await detailsOf(open))).toBe(false);
});

test('an event that nobody booked in goes with its slots', async () => {
  const event = await anEvent(world, { status: 'draft' });
  await someSlots(world, event, 3);
  expect(await desk().remove(await detailsOf(event))).toBe(true);
  expect(await world.rows.events.countDocuments({ _id: oidOf(event) })).toBe(0);
  expect(await world.rows.slots.countDocuments({ event_id: oidOf(event) })).toBe(0);
});

test('a copy has the slots on other days without anybody in them, those that are off left out, once', async () => {
  const event = await anEvent(world, { title: 'Source', cutoff_minutes: 60, bring: 'a passport' });
  const [slot, off] = (await someSlots(world, event, 3, 2)) as [SlotId, SlotId];
  await bookedIn(world, event, slot);
  await world.rows.slots.updateOne({ _id: oidOf(off) }, { $set: { is_active: false } });
  const when = { now: world.clock.now, once: 'copy' };
  const to = { title: 'Copy', days: 7 };
  const copy = await desk().copy(await detailsOf(event), to, when);
  expect(await desk().copy(await detailsOf(event), to, when)).toBe(copy);
  expect(await detailsOf(copy)).toMatchObject({
    title: 'Copy',
    status: 'draft',
    bring: 'a passport',
    rev: 1,
  });
  const rows = await world.rows.slots.find({ event_id: oidOf(copy) }).toArray();
  expect(rows).toHaveLength(2);
  const day = dayAfter(dayOf(world.clock.now), 9);
  for (const row of rows) {
    expect(row).toMatchObject({ open: false, booked_users: [], seats: [], max_users: 2, rev: 0 });
    expect(dayOf(row.starts_at.getTime())).toBe(day);
    expect(row.starts_at.getTime() - row.bookable_until.getTime()).toBe(60 * 60_000);
  }
});

test('a copy leaves out what another event of the company is in the way of, and nothing for a second press', async () => {
  const [event, other] = [await anEvent(world), await anEvent(world)];
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const [busy] = (await someSlots(world, other, 1)) as [SlotId];
  const where = { location: 'Only here', audience: '7' };
  await world.rows.slots.updateOne({ _id: oidOf(slot) }, { $set: where });
  const at = (await world.rows.slots.findOne({ _id: oidOf(slot) }))?.starts_at ?? new Date(0);
  const week = 7 * 86_400_000;
  const half = new Date(at.getTime() + week + 10 * 60_000);
  await world.rows.slots.updateOne({ _id: oidOf(busy) }, { $set: { ...where, starts_at: half } });
  const plan = async (days: number, once: string) =>
    desk().copyPlan(await detailsOf(event), days, { now: world.clock.now, once });
  expect(await plan(7, 'one')).toMatchObject([{ starts_at: at.getTime() + week, left_out: 'overlap' }]);
  expect(await plan(8, 'two')).toMatchObject([{ left_out: null }]);
  const copied = async (days: number, once: string) => {
    const to = { title: 'Copy', days };
    const made = await desk().copy(await detailsOf(event), to, { now: world.clock.now, once });
    return world.rows.slots.countDocuments({ event_id: oidOf(made) });
  };
  expect(await copied(7, 'one')).toBe(0);
  expect(await copied(8, 'two')).toBe(1);
  expect(await plan(8, 'two')).toMatchObject([{ left_out: null }]);
  expect(await copied(8, 'two')).toBe(1);
  // There and then stands the first copy.
  expect(await plan(8, 'three')).toMatchObject([{ left_out: 'overlap' }]);
});

test('days are counted by the database, and a day is read page by page', async () => {
  const reader = createPanelReader(world.db);
  const event = await anEvent(world);
  const [slot, off, held] = (await someSlots(world, event, 5, 7)) as [SlotId, SlotId, SlotId];
  for (let count = 0; count < 6; count += 1) await bookedIn(world, event, slot);
  await world.verbs.takeHold(ordersOf(event, await someone(world)).hold(held));
  await world.rows.slots.updateOne({ _id: oidOf(off) }, { $set: { is_active: false } });
  const day = dayAfter(dayOf(world.clock.now), 2);
  expect(await reader.days(event)).toEqual([{ day, from: '14:00', slots: 5, off: 1, seats: 28, taken: 7 }]);
  const first = await reader.slots(event, { now: world.clock.now, day, skip: 0, most: 2 });
  expect(first).toMatchObject({ more: true, rows: [{ taken: 6, held: 0, seats: 7 }, { active: false }] });
  expect(first.rows[0]?.people).toHaveLength(5);
  const rest = await reader.slots(event, { now: world.clock.now, day, skip: 2, most: 3 });
  expect(rest).toMatchObject({ more: false, rows: [{ taken: 1, held: 1 }, {}, {}] });
  const other = { now: world.clock.now, day: dayAfter(day, 1), skip: 0, most: 3 };
  expect(await reader.slots(event, other)).toEqual({ rows: [], more: false });
});

test('an event of 5,000 bookings is read a day at a time, and of each slot only a few names', async () => {
  const reader = createPanelReader(world.db);
  const event = await anEvent(world, { title: 'Large' });
  const days = Array.from({ length: 10 }, (_none, day) => dayAfter(dayOf(world.clock.now), day + 1));
  const slots = days.flatMap((day) =>
    ['10:00', '11:00', '12:00', '13:00', '14:00'].map((time) => ({
      day,
      time,
      duration_minutes: 60,
      max_users: 100,
      location: 'Hall',
      audience: '1',
    })),
  );
  for (const slot of await insertSlots(world.db, event, slots)) {
    const seats = Array.from({ length: 100 }, (_none, at) => ({
      user_id: new ObjectId(),
      booking_id: new ObjectId(),
      op: 1,
      at: new Date(at),
    }));
    const booked_users = seats.map(({ user_id }) => user_id);
    await world.rows.slots.updateOne({ _id: oidOf(slot) }, { $set: { seats, booked_users } });
  }
  const counted = await reader.days(event);
  expect(counted.map(({ taken, seats }) => [taken, seats])).toEqual(days.map(() => [500, 500]));
  const asked = { now: world.clock.now, day: days[3], skip: 0, most: 120 };
  const { rows, more } = await reader.slots(event, asked);
  expect([rows.length, more]).toEqual([5, false]);
  expect(rows.map(({ people, taken }) => [people.length, taken])).toEqual(rows.map(() => [5, 100]));
  const { count, names } = await desk().booked(event, world.clock.now);
  expect([count, names.length]).toEqual([5_000, 20]);
});
