import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BookingId, SlotId } from '../../../core/shared/ids.ts';
import { violations } from '../../race/invariants.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  oidOf,
  openBookingWorld,
  someSlots,
} from '../../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('propose');
});
afterAll(() => world.close());

async function aBooking() {
  const event = await anEvent(world);
  const slots = await someSlots(world, event, 3);
  const [first, second, third] = slots as [SlotId, SlotId, SlotId];
  const time = async (slot_id: SlotId) => {
    const row = await world.rows.slots.findOne({ _id: oidOf(slot_id) });
    return { slot_id, starts_at: row?.starts_at.getTime() ?? 0 };
  };
  const times = [await time(second), await time(third)];
  return { event, first, second, third, times, time, ...(await bookedIn(world, event, first)) };
}
const journal = async (id: BookingId) =>
  (
    await world.rows.audit
      .find({ booking_id: oidOf(id) })
      .sort({ rev: 1 })
      .toArray()
  ).map(({ what, reason, detail }) => [what, reason, detail]);

test('what is proposed stands in the booking until it is declined, and takes no seat', async () => {
  const { orders, booking_id: id, times, second } = await aBooking();
  const order = { ...orders.op(id), times };
  const proposed = await world.verbs.propose(order);
  expect(proposed).toMatchObject({ ok: true, announce: { rev: 2, type: 'booking.proposal' } });
  // The same order again is the same answer, and no second row.
  expect(await world.verbs.propose(order)).toEqual(proposed);
  const truth = await world.verbs.readTruth(orders.whose);
  expect(truth.booking?.proposed).toEqual(
    times.map((one) => ({ ...one, bookable_until: expect.any(Number) })),
  );
  expect((await world.rows.slots.findOne({ _id: oidOf(second) }))?.booked_users).toEqual([]);
  expect(await world.verbs.declineProposal(orders.op(id))).toMatchObject({
    announce: { rev: 3, type: 'booking.proposal' },
  });
  expect((await world.verbs.readTruth(orders.whose)).booking).not.toHaveProperty('proposed');
  expect(await world.verbs.declineProposal(orders.op(id))).toMatchObject({ ok: true, announce: null });
  expect(await journal(id)).toEqual([
    ['booking.created', null, null],
    ['booking.proposal', 'asked', times.map(({ starts_at }) => new Date(starts_at).toISOString()).join(' ')],
    ['booking.proposal', 'declined', null],
  ]);
  expect(await violations(world.db)).toEqual([]);
});

test('what is withdrawn is proposed no more, once; a seat that the candidate holds meanwhile stays theirs', async () => {
  const { orders, booking_id: id, times, third } = await aBooking();
  await world.verbs.propose({ ...orders.op(id), times });
  await world.verbs.takeHold(orders.hold(third, id));
  const order = orders.op(id);
  const withdrawn = await world.verbs.withdrawProposal(order);
  expect(withdrawn).toMatchObject({ ok: true, announce: { type: 'booking.proposal' } });
  expect(withdrawn.booking).not.toHaveProperty('proposed');
  expect(withdrawn.booking?.holds.map(({ slot }) => slot.slot_id)).toContain(third);
  // The same order again is the same answer; another finds nothing.
  expect(await world.verbs.withdrawProposal(order)).toEqual(withdrawn);
  expect(await world.verbs.withdrawProposal(orders.op(id))).toMatchObject({ ok: true, announce: null });
  const told = (await journal(id)).filter(([what]) => what === 'booking.proposal');
  expect(told.map(([, reason]) => reason)).toEqual(['asked', 'withdrawn']);
  expect(await violations(world.db)).toEqual([]);
});

test('a move ends it, by whichever way; so does giving the time up', async () => {
  const accepted = await aBooking();
  await world.verbs.propose({ ...accepted.orders.op(accepted.booking_id), times: accepted.times });
  const moved = await world.verbs.confirmSeat(
    accepted.orders.confirm(accepted.second, accepted.booking_id, 'moved'),
  );
  expect(moved).toMatchObject({ ok: true, booking: { slot: { slot_id: accepted.second }, moves: 1 } });
  expect(moved.booking).not.toHaveProperty('proposed');

  const released = await aBooking();
  await world.verbs.propose({ ...released.orders.op(released.booking_id), times: released.times });
  await world.verbs.beginMove(released.orders.op(released.booking_id));
  const kept = await world.verbs.confirmSeat(
    released.orders.confirm(released.first, released.booking_id, 'kept'),
  );
  expect(kept.booking).not.toHaveProperty('proposed');
});

test('what cannot be booked is not proposed, and nothing is written', async () => {
  const { orders, booking_id: id, event, first, second, third, time } = await aBooking();
  await bookedIn(world, event, second);
  const asked = async (slot: SlotId, later = 0) => {
    const { slot_id, starts_at } = await time(slot);
    const times = [{ slot_id, starts_at: starts_at + later }];
    return world.verbs.propose({ ...orders.op(id), times });
  };
  expect(await asked(second)).toMatchObject({ ok: false, reason: 'slot_taken' });
  expect(await asked(first)).toMatchObject({ ok: false, reason: 'already_booked' });
  expect(await asked(third, 60_000)).toMatchObject({ ok: false, reason: 'outdated' });
  expect((await journal(id)).length).toBe(1);
});

test('a time that staff moved or removed since is no longer what was proposed', async () => {
  const { orders, booking_id: id, times, second, third } = await aBooking();
  await world.verbs.propose({ ...orders.op(id), times });
  await world.rows.slots.updateOne(
    { _id: oidOf(second) },
    { $set: { starts_at: new Date((times[0]?.starts_at ?? 0) + 60_000) } },
  );
  const still = (await world.verbs.readTruth(orders.whose)).booking?.proposed;
  expect(still?.map(({ slot_id }) => slot_id)).toEqual([third]);
  await world.rows.slots.deleteOne({ _id: oidOf(third) });
  expect((await world.verbs.readTruth(orders.whose)).booking).not.toHaveProperty('proposed');
});
