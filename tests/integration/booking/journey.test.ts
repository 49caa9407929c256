import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BookingId, SlotId } from '../../../core/shared/ids.ts';
import { violations } from '../../race/invariants.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  hours,
  minutes,
  oidOf,
  openBookingWorld,
  ordersOf,
  someone,
  someSlots,
} from '../../support/booking-world.ts';
import { editSlot } from '../../support/edits.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('journey');
});
afterAll(() => world.close());

const slotsOf = async (count: number, maxUsers?: number) => {
  const event = await anEvent(world);
  const slots = await someSlots(world, event, count, maxUsers);
  return { event, slot: (index: number) => slots[index] as SlotId };
};
const seatsIn = async (slot: SlotId) =>
  (await world.rows.slots.findOne({ _id: oidOf(slot) }))?.seats.length ?? 0;
const atRest = async () => expect(await violations(world.db)).toEqual([]);

test('a hold keeps a seat until the hold’s time or the cut-off, whichever comes first', async () => {
  const { event, slot } = await slotsOf(1);
  const orders = ordersOf(event, await someone(world));
  const held = await world.verbs.takeHold(orders.hold(slot(0)));
  expect(held).toMatchObject({
    ok: true,
    announce: null,
    booking: { status: 'pending', active: true, number: null, op_seq: 1, rev: 0 },
  });
  expect(held.booking?.holds).toEqual([
    {
      slot: expect.objectContaining({ slot_id: slot(0) }) as unknown,
      op: 1,
      until: world.clock.now + minutes(5),
    },
  ]);
  const other = ordersOf(event, await someone(world));
  expect(await world.verbs.takeHold(other.hold(slot(0)))).toEqual({
    ok: false,
    reason: 'slot_taken',
    booking: null,
  });
  await atRest();
});

test('a hold close to the cut-off ends with it', async () => {
  const { event, slot } = await slotsOf(1);
  const before = world.clock.now;
  const found = await world.rows.slots.findOne({ _id: oidOf(slot(0)) });
  const until = found?.bookable_until.getTime() ?? 0;
  world.clock.now = until - minutes(1);
  const held = await world.verbs.takeHold(ordersOf(event, await someone(world)).hold(slot(0)));
  world.clock.now = before;
  expect(held.booking?.holds[0]?.until).toBe(until);
});

test('choosing another slot moves the hold; choosing the same again raises its operation', async () => {
  const { event, slot } = await slotsOf(2);
  const orders = ordersOf(event, await someone(world));
  const first = await world.verbs.takeHold(orders.hold(slot(0)));
  const id = first.booking?.booking_id ?? null;
  const second = await world.verbs.takeHold(orders.hold(slot(1), id));
  expect(second.booking?.holds.map((hold) => hold.slot.slot_id)).toEqual([slot(1)]);
  expect(await seatsIn(slot(0))).toBe(0);
  const again = await world.verbs.takeHold(orders.hold(slot(1), id));
  expect(again.booking?.holds.map(({ op }) => op)).toEqual([3]);
  const doc = await world.rows.slots.findOne({ _id: oidOf(slot(1)) });
  expect(doc?.seats.map(({ op }) => op)).toEqual([3]);
  await atRest();
});

test('a confirmed hold is a booking with a number, announced once, with its reminder', async () => {
  const { event, slot } = await slotsOf(1);
  const orders = ordersOf(event, await someone(world));
  const held = await world.verbs.takeHold(orders.hold(slot(0)));
  const booked = await world.verbs.confirmSeat(orders.confirm(slot(0), held.booking?.booking_id));
  expect(booked).toMatchObject({
    ok: true,
    announce: { rev: 1, type: 'booking.created' },
    booking: { status: 'booked', holds: [], moves: 0, booked_at: world.clock.now, previous: null },
  });
  expect(booked.booking?.number).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{3}$/);
  expect(booked.booking?.reminders.map(({ at }) => new Date(at).toISOString())).toEqual([
    '2026-11-26T08:00:00.000Z',
  ]);
  await atRest();
});

test('the stored booking is readable by who knows the seed', async () => {
  const { event, slot } = await slotsOf(1);
  const { booking_id: id, user } = await bookedIn(world, event, slot(0));
  expect(await world.rows.bookings.findOne({ _id: oidOf(id) })).toMatchObject({
    user_id: oidOf(user),
    date: new Date('2026-11-25T21:00:00Z'),
    time: '14:00',
    location: 'Office 0',
    status: 'booked',
    workflow_id: `booking:${event}:${user}`,
  });
});

test('release: the seat is free for others, the number stays, and what is confirmed next is one move', async () => {
  const { event, slot } = await slotsOf(2);
  const { orders, booking_id: id } = await bookedIn(world, event, slot(0));
  const number = (await world.verbs.readTruth(orders.whose)).booking?.number;
  const begun = await world.verbs.beginMove(orders.op(id));
  expect(begun).toMatchObject({
    ok: true,
    released: true,
    announce: { rev: 2, type: 'booking.cancelled' },
    booking: { status: 'pending', active: true, slot: null, previous: { slot_id: slot(0) }, holds: [] },
  });
  expect(await seatsIn(slot(0))).toBe(0);
  const moved = await world.verbs.confirmSeat(orders.confirm(slot(1), id, 'moved'));
  expect(moved).toMatchObject({
    ok: true,
    announce: { rev: 3, type: 'booking.rescheduled' },
    booking: { status: 'booked', number, moves: 1, previous: null, slot: { slot_id: slot(1) } },
  });
  const row = await world.rows.audit.findOne({ _id: `${id}:3` });
  expect(row).toMatchObject({
    old: { slot_id: oidOf(slot(0)) },
    new: { slot_id: oidOf(slot(1)) },
    reason: null,
  });
  await atRest();
});

test('keeping the old time is an ordinary claim that counts as no move', async () => {
  const { event, slot } = await slotsOf(2);
  const { orders, booking_id: id } = await bookedIn(world, event, slot(0));
  await world.verbs.beginMove(orders.op(id));
  const kept = await world.verbs.confirmSeat(orders.confirm(slot(0), id, 'kept'));
  expect(kept).toMatchObject({ ok: true, booking: { moves: 0, slot: { slot_id: slot(0) } } });
  expect(await world.rows.audit.findOne({ _id: `${id}:3` })).toMatchObject({
    what: 'booking.rescheduled',
    old: { slot_id: oidOf(slot(0)) },
    new: { slot_id: oidOf(slot(0)) },
    reason: 'kept',
  });
  await atRest();
});

test('a slot that staff moved to another time since it was looked at is nobody’s by an old press', async () => {
  const { event, slot } = await slotsOf(2);
  const startOf = async (id: SlotId) =>
    (await world.rows.slots.findOne({ _id: oidOf(id) }))?.starts_at.getTime() ?? 0;
  const seen = { starts_at: await startOf(slot(0)) };
  const { orders, booking_id: id } = await bookedIn(world, event, slot(0));
  await world.verbs.beginMove(orders.op(id));
  const other = ordersOf(event, await someone(world));
  const held = await world.verbs.takeHold(other.hold(slot(0)));
  const theirs = held.booking?.booking_id as BookingId;
  await editSlot(world.db, slot(0), { time: '20:20' });

  const confirmed = await world.verbs.confirmSeat({ ...other.confirm(slot(0), theirs), ...seen });
  expect(confirmed).toMatchObject({ ok: false, reason: 'closed', booking: { status: 'pending' } });
  expect(confirmed.booking?.holds).toHaveLength(1);
  await world.verbs.dropHolds(other.op(theirs));
  expect(await seatsIn(slot(0))).toBe(0);
  const kept = await world.verbs.confirmSeat({ ...orders.confirm(slot(0), id, 'kept'), ...seen });
  expect(kept).toMatchObject({ ok: false, reason: 'closed', booking: { holds: [] } });
  await atRest();

  const now = { starts_at: await startOf(slot(0)) };
  expect(await world.verbs.confirmSeat({ ...orders.confirm(slot(0), id, 'kept'), ...now })).toMatchObject({
    ok: true,
  });
  await atRest();
});

test('the old time may be taken meanwhile', async () => {
  const { event, slot } = await slotsOf(2);
  const { orders, booking_id: id } = await bookedIn(world, event, slot(0));
  await world.verbs.beginMove(orders.op(id));
  await bookedIn(world, event, slot(0));
  const kept = await world.verbs.confirmSeat(orders.confirm(slot(0), id, 'kept'));
  expect(kept).toMatchObject({ ok: false, reason: 'slot_taken', booking: { status: 'pending' } });
  await atRest();
});

test('swap: the old seat stays until the new one is confirmed', async () => {
  const event = await anEvent(world, { reschedule_policy: 'swap' });
  const [one, two] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const { orders, booking_id: id } = await bookedIn(world, event, one);
  expect(await world.verbs.beginMove(orders.op(id))).toMatchObject({
    ok: true,
    released: false,
    announce: null,
  });
  await world.verbs.takeHold(orders.hold(two, id));
  expect([await seatsIn(one), await seatsIn(two)]).toEqual([1, 1]);
  const moved = await world.verbs.confirmSeat(orders.confirm(two, id, 'moved'));
  expect(moved).toMatchObject({ ok: true, booking: { moves: 1, holds: [] } });
  expect([await seatsIn(one), await seatsIn(two)]).toEqual([0, 1]);
  await atRest();
});

test('swap and think better of it: the hold goes, the booking stays', async () => {
  const event = await anEvent(world, { reschedule_policy: 'swap' });
  const [one, two] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const { orders, booking_id: id } = await bookedIn(world, event, one);
  await world.verbs.takeHold(orders.hold(two, id));
  const dropped = await world.verbs.dropHolds(orders.op(id));
  expect(dropped).toMatchObject({ ok: true, announce: null, booking: { status: 'booked', holds: [] } });
  expect([await seatsIn(one), await seatsIn(two)]).toEqual([1, 0]);
  await atRest();
});

test('what is noted while a seat is held for a choice leaves that hold as it is', async () => {
  const event = await anEvent(world, { reschedule_policy: 'swap' });
  const [one, two] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const { orders, booking_id: id } = await bookedIn(world, event, one);
  await world.verbs.takeHold(orders.hold(two, id));
  const stands = { ok: true, booking: { holds: [{ slot: { slot_id: two } }] } };
  await world.rows.slots.updateOne({ _id: oidOf(one) }, { $set: { audience: '404' } });
  const adopted = await world.verbs.adoptSlotChange({ ...orders.op(id), change_id: 'c' });
  expect(adopted).toMatchObject({ ...stands, what: 'place' });
  expect(await world.verbs.recordArrived(orders.op(id))).toMatchObject(stands);
  expect(await world.verbs.readTruth(orders.whose)).toMatchObject({ booking: stands.booking });
  expect([await seatsIn(one), await seatsIn(two)]).toEqual([1, 1]);
  await atRest();
});

test('cleared for a move, another seat held, “no time booked now” said: the held seat is still kept', async () => {
  const { event, slot } = await slotsOf(2);
  const { orders, booking_id: id } = await bookedIn(world, event, slot(0));
  await world.verbs.beginMove(orders.op(id));
  await world.verbs.takeHold(orders.hold(slot(1), id));
  expect(await world.verbs.markUnbooked(orders.op(id))).toMatchObject({
    announce: { type: 'booking.unbooked' },
    booking: { holds: [{ slot: { slot_id: slot(1) } }] },
  });
  expect(await seatsIn(slot(1))).toBe(1);
  await atRest();
});

test.each(['reminder', 'end', 'outcome', 'another time'] as const)(
  'a hold beside a booking goes back with its %s, which ends the choice',
  async (what) => {
    const event = await anEvent(world, { reschedule_policy: 'swap' });
    const [one, two] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
    const { orders, booking_id: id } = await bookedIn(world, event, one);
    await world.verbs.takeHold(orders.hold(two, id));
    const starts_at = new Date('2026-11-28T10:00:00Z');
    if (what === 'another time')
      await world.rows.slots.updateOne({ _id: oidOf(one) }, { $set: { starts_at } });
    const ended = await {
      reminder: () => world.verbs.markReminded({ ...orders.op(id), key: 'day' }),
      end: () => world.verbs.markDue(orders.op(id)),
      outcome: () => world.verbs.recordOutcome({ ...orders.op(id), outcome: 'no_show' }),
      'another time': () => world.verbs.adoptSlotChange({ ...orders.op(id), change_id: 'c' }),
    }[what]();
    expect(ended).toMatchObject({ ok: true, booking: { holds: [] } });
    expect([await seatsIn(one), await seatsIn(two)]).toEqual([1, 0]);
    await atRest();
  },
);

test.each([
  ['no_other_slot', 1, {}, async () => undefined],
  ['max_moves', 2, { max_moves: 0 }, async () => undefined],
  ['closed', 2, {}, async (slot: SlotId) => editSlot(world.db, slot, { is_active: false })],
  [
    'inside_cutoff',
    2,
    {},
    async (slot: SlotId) =>
      world.rows.slots.updateOne(
        { _id: oidOf(slot) },
        { $set: { bookable_until: new Date(world.clock.now) } },
      ),
  ],
] as const)('nothing is released for a move refused as %s', async (reason, count, change, prepare) => {
  const event = await anEvent(world, change);
  const slots = await someSlots(world, event, count);
  const slot = slots[0] as SlotId;
  const { orders, booking_id: id } = await bookedIn(world, event, slot);
  await prepare(slot);
  expect(await world.verbs.beginMove(orders.op(id))).toMatchObject({
    ok: false,
    reason,
    booking: { status: 'booked', slot: { slot_id: slot } },
  });
  expect(await seatsIn(slot)).toBe(1);
  await atRest();
});

test('staff go past cut-off, closing and the most moves with a reason, never past capacity', async () => {
  const event = await anEvent(world, { max_moves: 0 });
  const [one, two] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const { orders, booking_id: id } = await bookedIn(world, event, one);
  await world.rows.slots.updateMany(
    { event_id: oidOf(event) },
    { $set: { open: false, is_active: false, bookable_until: new Date(0) } },
  );
  const staff = { override_reason: 'the office burnt down' };
  expect(await world.verbs.beginMove({ ...orders.op(id), ...staff })).toMatchObject({ ok: true });
  expect(await world.verbs.confirmSeat(orders.confirm(two, id, 'moved'))).toMatchObject({
    ok: false,
    reason: 'closed',
  });
  expect(await world.verbs.confirmSeat({ ...orders.confirm(two, id, 'moved'), ...staff })).toMatchObject({
    ok: true,
  });
  expect(await world.rows.audit.findOne({ _id: `${id}:3` })).toMatchObject(staff);
  const late = ordersOf(event, await someone(world));
  expect(await world.verbs.confirmSeat({ ...late.confirm(two), ...staff })).toMatchObject({
    ok: false,
    reason: 'slot_taken',
  });
  await atRest();
});

test('a hold whose slot closes meanwhile is refused at the confirm, and its seat goes back', async () => {
  const { event, slot } = await slotsOf(1);
  const orders = ordersOf(event, await someone(world));
  const held = await world.verbs.takeHold(orders.hold(slot(0)));
  await editSlot(world.db, slot(0), { is_active: false });
  const confirmed = await world.verbs.confirmSeat(orders.confirm(slot(0), held.booking?.booking_id));
  expect(confirmed).toMatchObject({ ok: false, reason: 'closed', booking: { status: 'pending', holds: [] } });
  expect(await seatsIn(slot(0))).toBe(0);
  await atRest();
});

test.each([
  ['too_late', { bookable_until: new Date(0) }],
  ['closed', { open: false }],
  ['closed', { is_active: false }],
  ['not_allowed', { audience_ids: [] }],
  ['slot_taken', { max_users: 0 }],
] as const)('a seat refused as %s says so and leaves nothing behind', async (reason, change) => {
  const { event, slot } = await slotsOf(1);
  await world.rows.slots.updateOne({ _id: oidOf(slot(0)) }, { $set: change });
  const user = await someone(world);
  const orders = ordersOf(event, user);
  expect(await world.verbs.takeHold(orders.hold(slot(0)))).toEqual({ ok: false, reason, booking: null });
  expect(await world.verbs.confirmSeat(orders.confirm(slot(0)))).toEqual({
    ok: false,
    reason,
    booking: null,
  });
  expect(await world.rows.bookings.countDocuments({ user_id: oidOf(user) })).toBe(0);
});

test('a slot of another event is refused as closed', async () => {
  const mine = await slotsOf(1);
  const other = await slotsOf(1);
  const orders = ordersOf(mine.event, await someone(world));
  expect(await world.verbs.confirmSeat(orders.confirm(other.slot(0)))).toMatchObject({
    ok: false,
    reason: 'closed',
  });
});

test('cancelling works inside the cut-off and gives every seat back', async () => {
  const event = await anEvent(world, { reschedule_policy: 'swap' });
  const [one, two] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const { orders, booking_id: id } = await bookedIn(world, event, one);
  await world.verbs.takeHold(orders.hold(two, id));
  const before = world.clock.now;
  world.clock.now = before + hours(49);
  const cancelled = await world.verbs.cancelBooking({ ...orders.op(id), reason: 'ill' });
  world.clock.now = before;
  expect(cancelled).toMatchObject({
    ok: true,
    announce: { rev: 2, type: 'booking.cancelled' },
    booking: { status: 'cancelled', active: false, holds: [], cancelled: { by: 'candidate', reason: 'ill' } },
  });
  expect([await seatsIn(one), await seatsIn(two)]).toEqual([0, 0]);
  expect(await world.verbs.cancelBooking(orders.op(id))).toMatchObject({ ok: false, reason: 'not_booked' });
  await atRest();
});

test('cancelling what was only held announces nothing', async () => {
  const { event, slot } = await slotsOf(1);
  const orders = ordersOf(event, await someone(world));
  const held = await world.verbs.takeHold(orders.hold(slot(0)));
  const id = held.booking?.booking_id;
  if (!id) throw new Error('not held');
  expect(await world.verbs.cancelBooking(orders.op(id))).toMatchObject({ ok: true, announce: null });
  await atRest();
});

test('after a cancellation the same person books anew, under a new number', async () => {
  const { event, slot } = await slotsOf(1);
  const { orders, booking_id: id } = await bookedIn(world, event, slot(0));
  await world.verbs.cancelBooking(orders.op(id));
  const again = await world.verbs.confirmSeat(orders.confirm(slot(0), id));
  expect(again).toMatchObject({ ok: true, announce: { rev: 1, type: 'booking.created' } });
  expect(again.booking?.booking_id).not.toBe(id);
  await atRest();
});
