import { afterAll, beforeEach, expect, test } from 'vitest';
import { createBookingActivities } from '../../activities/booking/activities.ts';
import { findEvent } from '../../adapters/mongo/events.ts';
import { copyEventToSlots, insertSlots } from '../../adapters/mongo/slots.ts';
import type { EventId, SlotId, UserId } from '../../core/shared/ids.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  oidOf,
  openBookingWorld,
  ordersOf,
  someone,
  someSlots,
} from '../support/booking-world.ts';
import { editEvent, editSlot } from '../support/edits.ts';
import { violations } from './invariants.ts';
import { together } from './schedule.ts';

// The verdict is read from the database: never from what the racers were told.

let world: BookingWorld;
beforeEach(async () => {
  await world?.close();
  world = await openBookingWorld('races');
});
afterAll(() => world.close());

const sizes = [2, 50] as const;
const people = (count: number): Promise<readonly UserId[]> =>
  Promise.all(Array.from({ length: count }, () => someone(world)));
const seatsIn = async (slot: SlotId) =>
  (await world.rows.slots.findOne({ _id: oidOf(slot) }))?.seats.length ?? 0;
const bookedSeats = (slot: SlotId) =>
  world.rows.bookings.countDocuments({ slot_id: oidOf(slot), status: 'booked' });
const set = async (event: EventId, status: 'open' | 'closed') => {
  await editEvent(world.db, event, { status });
  const changed = await findEvent(world.db, event);
  if (changed) await copyEventToSlots(world.db, changed);
};
const atRest = async () => expect(await violations(world.db)).toEqual([]);

test.each(sizes)('%i people for the last seat: one has it', async (count) => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1, 3)) as [SlotId];
  await bookedIn(world, event, slot);
  await bookedIn(world, event, slot);
  const racers = (await people(count)).map((user) => ordersOf(event, user));
  await together(racers.map((orders) => () => world.verbs.confirmSeat(orders.confirm(slot))));
  expect(await bookedSeats(slot)).toBe(3);
  await atRest();
});

test.each(sizes)('%i people for the first seat, by hold and confirm: one has it', async (count) => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const racers = (await people(count)).map((user) => ordersOf(event, user));
  await together(
    racers.map((orders) => async () => {
      const held = await world.verbs.takeHold(orders.hold(slot));
      if (held.ok) await world.verbs.confirmSeat(orders.confirm(slot, held.booking.booking_id));
    }),
  );
  expect(await bookedSeats(slot)).toBe(1);
  await atRest();
});

test.each(sizes)('one person, %i confirms of as many slots: one booking with one seat', async (count) => {
  const event = await anEvent(world);
  const slots = await someSlots(world, event, count);
  const orders = ordersOf(event, await someone(world));
  const all = slots.map((slot) => orders.confirm(slot));
  await together(all.map((order) => () => world.verbs.confirmSeat(order)));
  expect(await world.rows.slots.countDocuments({ 'seats.0': { $exists: true } })).toBe(1);
  expect(await world.rows.bookings.countDocuments({ active: true })).toBe(1);
  await atRest();
});

test.each(sizes)('one person, %i holds of as many slots: one of them is held', async (count) => {
  const event = await anEvent(world);
  const slots = await someSlots(world, event, count);
  const orders = ordersOf(event, await someone(world));
  const all = slots.map((slot) => orders.hold(slot));
  await together(all.map((order) => () => world.verbs.takeHold(order)));
  expect(await world.rows.slots.countDocuments({ 'seats.0': { $exists: true } })).toBe(1);
  await atRest();
});

test.each(sizes)('%i holds run out as they are confirmed: each is booked or gone', async (count) => {
  const event = await anEvent(world);
  const slots = await someSlots(world, event, count);
  const held = await Promise.all(
    slots.map(async (slot) => {
      const orders = ordersOf(event, await someone(world));
      const answer = await world.verbs.takeHold(orders.hold(slot));
      if (!answer.ok) throw new Error(answer.reason);
      return { orders, slot, id: answer.booking.booking_id };
    }),
  );
  await together(
    held.flatMap(({ orders, slot, id }, index) => {
      const confirm = orders.confirm(slot, id, 'first', index % 2 ? 2 : 3);
      const drop = orders.op(id, index % 2 ? 3 : 2);
      return [() => world.verbs.confirmSeat(confirm), () => world.verbs.dropHolds(drop)];
    }),
  );
  for (const { slot } of held) expect(await seatsIn(slot)).toBe(await bookedSeats(slot));
  await atRest();
});

test.each(sizes)('%i moves against cancellations: one of the two has happened', async (count) => {
  const event = await anEvent(world, { reschedule_policy: 'swap' });
  const slots = await someSlots(world, event, 2 * count);
  const booked = await Promise.all(slots.slice(0, count).map((slot) => bookedIn(world, event, slot)));
  await together(
    booked.flatMap(({ orders, booking_id: id }, index) => {
      const to = slots[count + index] as SlotId;
      const move = orders.confirm(to, id, 'moved', index % 2 ? 2 : 3);
      const cancel = orders.op(id, index % 2 ? 3 : 2);
      return [() => world.verbs.confirmSeat(move), () => world.verbs.cancelBooking(cancel)];
    }),
  );
  await atRest();
  expect(await world.rows.bookings.countDocuments()).toBe(count);
});

test.each(sizes)('%i people confirm while the event closes: whoever sits there sat before', async (count) => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1, count)) as [SlotId];
  const racers = (await people(count)).map((user) => ordersOf(event, user));
  const close = async () => {
    await set(event, 'closed');
    return seatsIn(slot);
  };
  const confirms = racers.map((orders) => async () => {
    await world.verbs.confirmSeat(orders.confirm(slot));
    return null;
  });
  const answers = await together<number | null>([...confirms, close]);
  expect(await seatsIn(slot)).toBe(answers.at(-1));
  await atRest();
});

test.each(sizes)('%i people confirm while the slot shrinks: never more seats than it has', async (count) => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1, count)) as [SlotId];
  const racers = (await people(count)).map((user) => ordersOf(event, user));
  await together<unknown>([
    ...racers.map((orders) => () => world.verbs.confirmSeat(orders.confirm(slot))),
    () => editSlot(world.db, slot, { max_users: Math.floor(count / 2) }),
  ]);
  await atRest();
});

test.each(sizes)('%i people confirm as the cut-off passes: no seat is taken after it', async (count) => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1, count)) as [SlotId];
  const until = (await world.rows.slots.findOne({ _id: oidOf(slot) }))?.bookable_until.getTime() ?? 0;
  let asked = 0;
  // Half of the questions for the time are asked before the cut-off; each order asks more than once.
  const now = () => {
    asked += 1;
    return Promise.resolve(asked > count ? until : until - 1);
  };
  const verbs = createBookingActivities({ ...world.deps, time: { ...world.deps.time, now } });
  const racers = (await people(count)).map((user) => ordersOf(event, user));
  await together(racers.map((orders) => () => verbs.confirmSeat(orders.confirm(slot))));
  const seats = (await world.rows.slots.findOne({ _id: oidOf(slot) }))?.seats ?? [];
  expect(seats.filter((seat) => seat.at.getTime() >= until)).toEqual([]);
  await atRest();
});

test('closing, opening and adding slots at once: no slot of the closed event stays bookable', async () => {
  const event = await anEvent(world);
  const add = (hour: number) =>
    insertSlots(world.db, event, [
      { day: '2026-11-26', time: `${hour}:00`, duration_minutes: 30, max_users: 1 },
    ]);
  await together<unknown>(
    [10, 11, 12, 13, 14].flatMap((hour) => [
      () => add(hour),
      () => set(event, 'closed'),
      () => set(event, 'open'),
      () => set(event, 'closed'),
    ]),
  );
  const last = await findEvent(world.db, event);
  const slots = await world.rows.slots.find({ event_id: oidOf(event) }).toArray();
  expect(slots).toHaveLength(5);
  expect(slots.map(({ open, event_rev: rev }) => ({ open, rev }))).toEqual(
    slots.map(() => ({ open: last?.status === 'open', rev: last?.rev })),
  );
});
