import { afterEach, expect, test } from 'vitest';
import { createBookingActivities } from '../../activities/booking/activities.ts';
import type { BookingDeps, SeatStore } from '../../activities/booking/ports.ts';
import { allIndexes } from '../../adapters/mongo/all-indexes.ts';
import { createSlotSource } from '../../adapters/mongo/api-slots.ts';
import { changeDoc, patchFields } from '../../adapters/mongo/bookings/stored.ts';
import type { Index } from '../../adapters/mongo/indexes.ts';
import { openRedis } from '../../adapters/redis/connect.ts';
import { createSlotCache } from '../../adapters/redis/slot-cache.ts';
import type { BookingId, SlotId } from '../../core/shared/ids.ts';
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
import { ownName, patientRedisUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';
import { violations } from './invariants.ts';
import { startBarrier, stopping, together } from './schedule.ts';

// Each schedule is run twice: with the ports as they are, and with one fault in them. The checker must tell the two apart.

let world: BookingWorld;
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0)) await one();
  await world.close();
});

type Fault = (deps: BookingDeps) => BookingDeps;
const asItIs: Fault = (deps) => deps;
const verdictOf = async (
  schedule: (deps: BookingDeps) => Promise<void>,
  fault: Fault,
  indexes?: readonly Index[],
) => {
  world = await openBookingWorld('broken', indexes);
  await schedule(fault(world.deps));
  return violations(world.db);
};

/** Checks, and only then writes: everybody checks before anybody writes. */
const checkThenWrite: Fault = (deps) => {
  const ready = startBarrier(2);
  const claim: SeatStore['claim'] = async ({ slot_id, user_id, booking_id, op, now }) => {
    const slot = await world.rows.slots.findOne({ _id: oidOf(slot_id) });
    await ready();
    if (!slot || slot.seats.length >= slot.max_users) return null;
    const seat = { user_id: oidOf(user_id), booking_id: oidOf(booking_id), op, at: new Date(now) };
    await world.rows.slots.updateOne(
      { _id: slot._id },
      { $push: { seats: seat, booked_users: seat.user_id }, $inc: { rev: 1 } },
    );
    const [after] = await deps.slots.byIds([slot_id]);
    return after ?? null;
  };
  return { ...deps, seats: { ...deps.seats, claim } };
};

async function twoForOneSeat(deps: BookingDeps): Promise<void> {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const verbs = createBookingActivities(deps);
  const orders = [ordersOf(event, await someone(world)), ordersOf(event, await someone(world))];
  await together(orders.map((mine) => () => verbs.confirmSeat(mine.confirm(slot))));
}

/** Whoever's operation it is: the person's seat goes. */
const releaseByPerson: Fault = (deps) => ({
  ...deps,
  seats: {
    ...deps.seats,
    async release({ slot_id, user_id }) {
      const done = await world.rows.slots.updateOne(
        { _id: oidOf(slot_id) },
        { $pull: { seats: { user_id: oidOf(user_id) }, booked_users: oidOf(user_id) } },
      );
      return done.modifiedCount === 1;
    },
  },
});

/** A hold that moves on is lost before it gives its old seat back; a newer run books that seat; the lost one comes to. */
async function lateRelease(deps: BookingDeps): Promise<void> {
  const event = await anEvent(world);
  const [one, two] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const orders = ordersOf(event, await someone(world));
  const held = await world.verbs.takeHold(orders.hold(one));
  const id = held.booking?.booking_id ?? null;
  const late = stopping(deps, 'seats.release');
  const lost = createBookingActivities(late.deps).takeHold(orders.hold(two, id));
  await late.reached;
  await world.verbs.confirmSeat(orders.confirm(one, id));
  late.go();
  await lost;
}

/** Writes what it once decided, whatever has been committed or begun since. */
const noLastOp: Fault = (deps) => ({
  ...deps,
  bookings: {
    ...deps.bookings,
    async commit({ read, patch, change }) {
      const set = {
        ...patchFields(patch),
        rev: change.rev,
        last_op: change.op,
        last_change: changeDoc(change),
      };
      await world.rows.bookings.updateOne({ _id: oidOf(read.booking_id) }, { $set: set });
      return deps.bookings.byId(read.booking_id);
    },
  },
});

/** A confirm stops just before its commit; a newer run cancels; the confirm goes on. */
async function lateCommit(deps: BookingDeps): Promise<void> {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const orders = ordersOf(event, await someone(world));
  const held = await world.verbs.takeHold(orders.hold(slot));
  const id = held.booking?.booking_id as BookingId;
  const late = stopping(deps, 'bookings.commit');
  const lost = createBookingActivities(late.deps).confirmSeat(orders.confirm(slot, id));
  await late.reached;
  await world.verbs.cancelBooking(orders.op(id));
  late.go();
  await lost;
}

/** Two first taps of one person, both of which have seen that there is no booking yet. */
async function twoFirstTaps(deps: BookingDeps): Promise<void> {
  const event = await anEvent(world);
  const slots = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const orders = ordersOf(event, await someone(world));
  const ready = startBarrier(2);
  let opened = 0;
  const open: BookingDeps['bookings']['open'] = async (order) => {
    opened += 1;
    if (opened <= 2) await ready();
    return deps.bookings.open(order);
  };
  const verbs = createBookingActivities({ ...deps, bookings: { ...deps.bookings, open } });
  const holds = slots.map((slot) => orders.hold(slot));
  await together(holds.map((hold) => () => verbs.takeHold(hold)));
}

/** A move that saw its new slot free, and finds it taken as it comes to claim it. */
async function moveToTaken(deps: BookingDeps): Promise<void> {
  const event = await anEvent(world, { reschedule_policy: 'swap' });
  const [one, two] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const { orders, booking_id: id } = await bookedIn(world, event, one);
  const late = stopping(deps, 'seats.claim');
  const move = createBookingActivities(late.deps).confirmSeat(orders.confirm(two, id, 'moved'));
  await late.reached;
  await bookedIn(world, event, two);
  late.go();
  await move;
}

/** Gives the old seat up before it has the new one. */
const releasingFirst: Fault = (deps) => ({
  ...deps,
  seats: {
    ...deps.seats,
    async claim(claim) {
      const seats = await world.rows.slots.find({ booked_users: oidOf(claim.user_id) }).toArray();
      const others = seats.filter((slot) => slot._id.toHexString() !== claim.slot_id);
      for (const slot of others)
        await deps.seats.release({ ...claim, slot_id: slot._id.toHexString() as SlotId });
      return deps.seats.claim(claim);
    },
  },
});

/** The person sits there, so it must be all right. */
const staleClaimAccepted: Fault = (deps) => ({
  ...deps,
  seats: {
    ...deps.seats,
    async claim(claim) {
      const own = { 'seats.$[mine].op': claim.op };
      const taken = await world.rows.slots.updateOne(
        { _id: oidOf(claim.slot_id), 'seats.booking_id': oidOf(claim.booking_id) },
        { $set: own },
        { arrayFilters: [{ 'mine.booking_id': oidOf(claim.booking_id) }] },
      );
      const [slot] = await deps.slots.byIds([claim.slot_id]);
      return taken.matchedCount === 1 && slot ? slot : deps.seats.claim(claim);
    },
  },
});

/** A hold stops before its claim; a newer one of the same slot stands; the old claim arrives. */
async function lateClaim(deps: BookingDeps): Promise<void> {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const orders = ordersOf(event, await someone(world));
  const late = stopping(deps, 'seats.claim');
  const lost = createBookingActivities(late.deps).takeHold(orders.hold(slot));
  await late.reached;
  await world.verbs.takeHold(orders.hold(slot));
  late.go();
  await lost;
}

/** The list in Redis says there is a free seat, so there is. */
const cacheDecides: Fault = (deps) => {
  const ready = startBarrier(2);
  const redis = openRedis({ url: patientRedisUrl(), prefix: `${ownName('broken')}:` });
  undo.push(() => redis.close());
  const cache = createSlotCache(
    redis,
    createSlotSource(world.db, () => Promise.resolve(world.clock.now)),
  );
  const claim: SeatStore['claim'] = async ({ event_id, slot_id, user_id, booking_id, op, now }) => {
    await waitFor('redis', () => redis.client.status === 'ready' || undefined);
    const days = await cache.read(event_id);
    const line = days.flatMap((day) => day.slots).find((slot) => slot.slot_id === slot_id);
    // Both have read what the cache says before either writes.
    await ready();
    if (!line || line.booked >= line.max) return null;
    const seat = { user_id: oidOf(user_id), booking_id: oidOf(booking_id), op, at: new Date(now) };
    await world.rows.slots.updateOne(
      { _id: oidOf(slot_id) },
      { $push: { seats: seat, booked_users: seat.user_id }, $inc: { rev: 1 } },
    );
    const [after] = await deps.slots.byIds([slot_id]);
    return after ?? null;
  };
  return { ...deps, seats: { ...deps.seats, claim } };
};

const withoutUnique = allIndexes.filter((index) => index.options.name !== 'one_active_booking');

test.each([
  ['check-then-write', twoForOneSeat, checkThenWrite, /has 2 seats taken of 1/],
  ['a cache that decides', twoForOneSeat, cacheDecides, /has 2 seats taken of 1/],
  ['release by person only', lateRelease, releaseByPerson, /its slot has no seat/],
  ['no last_op', lateCommit, noLastOp, /its slot has no seat/],
  ['release-then-claim', moveToTaken, releasingFirst, /its slot has no seat/],
  ['a stale claim accepted', lateClaim, staleClaimAccepted, /a hold has no seat/],
] as const)(
  '%s is caught, and what is there passes the same schedule',
  async (_name, schedule, fault, said) => {
    expect(await verdictOf(schedule, asItIs)).toEqual([]);
    await world.close();
    expect((await verdictOf(schedule, fault)).join('\n')).toMatch(said);
  },
);

test('no unique index is caught, and what is there passes the same schedule', async () => {
  expect(await verdictOf(twoFirstTaps, asItIs)).toEqual([]);
  await world.close();
  expect((await verdictOf(twoFirstTaps, asItIs, withoutUnique)).join('\n')).toMatch(
    /two active bookings of one person in one event/,
  );
});
