import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBookingActivities } from '../../../activities/booking/activities.ts';
import type { BookingId, SlotId } from '../../../core/shared/ids.ts';
import { violations } from '../../race/invariants.ts';
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
import { editSlot } from '../../support/edits.ts';
import { Crash, type CrashPoint, faultyPorts } from '../../support/faulty-ports.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('crashes');
});
afterAll(() => world.close());

type Verbs = ReturnType<typeof createBookingActivities>;
type Stage = {
  /** The slots, the event, the person and the booking, by which different runs are compared. */
  readonly names: ReadonlyMap<string, string>;
  readonly booking_id: BookingId | null;
  readonly run: (verbs: Verbs) => Promise<unknown>;
};

type Policy = 'release' | 'swap';

/** On an empty database: other people's seats of the same day would count as earlier ones. */
async function stage(policy: Policy, slotCount = 3) {
  const { slots: old, bookings, audit } = world.rows;
  await Promise.all([old.deleteMany(), bookings.deleteMany(), audit.deleteMany()]);
  const event = await anEvent(world, { reschedule_policy: policy });
  const slots = await someSlots(world, event, slotCount);
  const user = await someone(world);
  const names = new Map<string, string>([
    [event, 'event'],
    [user, 'user'],
    ...slots.map((slot, index) => [slot, `slot ${index}`] as const),
  ]);
  return {
    event,
    user,
    names,
    orders: ordersOf(event, user),
    slot: (index: number) => slots[index] as SlotId,
  };
}

/** Held slot 0. */
async function held(policy: Policy) {
  const base = await stage(policy);
  const answer = await world.verbs.takeHold(base.orders.hold(base.slot(0)));
  if (!answer.ok) throw new Error(answer.reason);
  return { ...base, booking_id: answer.booking.booking_id };
}

/** Booked slot 0. */
async function booked(policy: Policy) {
  const base = await stage(policy);
  const { booking_id } = await bookedIn(world, base.event, base.slot(0), base.user);
  base.orders.op(booking_id);
  return { ...base, booking_id };
}

const scenarios: readonly (readonly [string, () => Promise<Stage>])[] = [
  [
    'the first hold',
    async () => {
      const { orders, slot, names } = await stage('release');
      const order = orders.hold(slot(0));
      return { names, booking_id: null, run: (verbs) => verbs.takeHold(order) };
    },
  ],
  [
    'another hold instead',
    async () => {
      const { orders, slot, names, booking_id } = await held('release');
      const order = orders.hold(slot(1), booking_id);
      return { names, booking_id, run: (verbs) => verbs.takeHold(order) };
    },
  ],
  [
    'the same hold again',
    async () => {
      const { orders, slot, names, booking_id } = await held('release');
      const order = orders.hold(slot(0), booking_id);
      return { names, booking_id, run: (verbs) => verbs.takeHold(order) };
    },
  ],
  [
    'a hold refused',
    async () => {
      const { orders, slot, names, booking_id } = await held('release');
      const order = orders.hold(slot(0), booking_id);
      await editSlot(world.db, slot(0), { is_active: false });
      const confirm = { ...order, as: 'first' as const };
      return { names, booking_id, run: (verbs) => verbs.confirmSeat(confirm) };
    },
  ],
  [
    'a confirm without a hold',
    async () => {
      const { orders, slot, names } = await stage('release');
      const order = orders.confirm(slot(0));
      return { names, booking_id: null, run: (verbs) => verbs.confirmSeat(order) };
    },
  ],
  [
    'a confirm of a hold',
    async () => {
      const { orders, slot, names, booking_id } = await held('release');
      const order = orders.confirm(slot(0), booking_id);
      return { names, booking_id, run: (verbs) => verbs.confirmSeat(order) };
    },
  ],
  [
    'a move by swap, past another hold',
    async () => {
      const { orders, slot, names, booking_id } = await booked('swap');
      await world.verbs.takeHold(orders.hold(slot(1), booking_id));
      const order = orders.confirm(slot(2), booking_id, 'moved');
      return { names, booking_id, run: (verbs) => verbs.confirmSeat(order) };
    },
  ],
  [
    'the beginning of a move by release',
    async () => {
      const { orders, names, booking_id } = await booked('release');
      const order = orders.op(booking_id);
      return { names, booking_id, run: (verbs) => verbs.beginMove(order) };
    },
  ],
  [
    'the end of a move by release',
    async () => {
      const { orders, slot, names, booking_id } = await booked('release');
      await world.verbs.beginMove(orders.op(booking_id));
      await world.verbs.takeHold(orders.hold(slot(1), booking_id));
      const order = orders.confirm(slot(1), booking_id, 'moved');
      return { names, booking_id, run: (verbs) => verbs.confirmSeat(order) };
    },
  ],
  [
    'keeping the old time',
    async () => {
      const { orders, slot, names, booking_id } = await booked('release');
      await world.verbs.beginMove(orders.op(booking_id));
      await world.verbs.takeHold(orders.hold(slot(1), booking_id));
      const order = orders.confirm(slot(0), booking_id, 'kept');
      return { names, booking_id, run: (verbs) => verbs.confirmSeat(order) };
    },
  ],
  [
    'the end of a hold',
    async () => {
      const { orders, names, booking_id } = await held('release');
      const order = orders.op(booking_id);
      return { names, booking_id, run: (verbs) => verbs.dropHolds(order) };
    },
  ],
  [
    'a cancellation with a hold besides',
    async () => {
      const { orders, slot, names, booking_id } = await booked('swap');
      await world.verbs.takeHold(orders.hold(slot(1), booking_id));
      const order = { ...orders.op(booking_id), reason: 'ill' as const };
      return { names, booking_id, run: (verbs) => verbs.cancelBooking(order) };
    },
  ],
  [
    'an outcome',
    async () => {
      const { orders, names, booking_id } = await booked('release');
      const order = { ...orders.op(booking_id), outcome: 'done' as const };
      return { names, booking_id, run: (verbs) => verbs.recordOutcome(order) };
    },
  ],
  [
    'the end of one that never was booked',
    async () => {
      const { orders, names, booking_id } = await held('release');
      const order = { ...orders.op(booking_id), as: 'expired' as const };
      return { names, booking_id, run: (verbs) => verbs.finishBooking(order) };
    },
  ],
  [
    'a slot put off by staff',
    async () => {
      const { orders, slot, names, booking_id } = await booked('release');
      const later = new Date('2026-11-27T09:00:00Z');
      await world.rows.slots.updateOne({ _id: oidOf(slot(0)) }, { $set: { starts_at: later } });
      const order = { ...orders.op(booking_id), change_id: 'change' };
      return { names, booking_id, run: (verbs) => verbs.adoptSlotChange(order) };
    },
  ],
];

/** Everything that counts, with ids and numbers replaced by names, so that two runs can be compared. */
async function outcome(answer: unknown, { names }: Stage) {
  const [user] = [...names].find(([, name]) => name === 'user') ?? [];
  const theirs = { user_id: oidOf(user ?? '') };
  const [bookings, rows, slots] = await Promise.all([
    world.rows.bookings.find(theirs).toArray(),
    world.rows.audit.find(theirs).sort({ rev: 1 }).toArray(),
    world.rows.slots.find({ booked_users: oidOf(user ?? '') }, { projection: { seats: 1 } }).toArray(),
  ]);
  const calls = new Map([
    ...names,
    ...bookings.map((booking) => [booking._id.toHexString(), 'booking'] as const),
  ]);
  expect(await violations(world.db)).toEqual([]);
  const text = JSON.stringify({ answer, bookings, rows, slots })
    .replaceAll(/[0-9a-f]{24}/g, (id) => calls.get(id) ?? id)
    .replaceAll(/[0-9A-Z]{3}-[0-9A-Z]{3}/g, 'number');
  return JSON.parse(text) as unknown;
}

/** Crashes at one write, then repeats the order as a new worker would. */
async function crashAndRepeat(setUp: () => Promise<Stage>, at: CrashPoint) {
  const scene = await setUp();
  const faulty = faultyPorts(world.deps, at);
  await expect(scene.run(createBookingActivities(faulty.deps)), JSON.stringify(at)).rejects.toThrow(Crash);
  const answer = await scene.run(world.verbs);
  return outcome(answer, scene);
}

test.each(scenarios)(
  '%s, lost at any write and repeated, ends as if nothing had happened',
  async (_name, setUp) => {
    const scene = await setUp();
    const counted = faultyPorts(world.deps);
    const expected = await outcome(await scene.run(createBookingActivities(counted.deps)), scene);
    const writes = counted.writes().length;
    expect(writes).toBeGreaterThan(0);
    for (let write = 1; write <= writes; write += 1)
      for (const when of ['before', 'after'] as const) {
        const seen = await crashAndRepeat(setUp, { write, when });
        expect(seen, `${when} write ${write}: ${counted.writes()[write - 1]}`).toEqual(expected);
      }
    expect(await violations(world.db)).toEqual([]);
  },
);

test.each(scenarios)('%s, done and repeated, is done once', async (_name, setUp) => {
  const scene = await setUp();
  const first = await outcome(await scene.run(world.verbs), scene);
  const again = await outcome(await scene.run(world.verbs), scene);
  expect(again).toEqual(first);
});

test.each(scenarios)('%s, twice at the same moment, is done once', async (_name, setUp) => {
  const scene = await setUp();
  await Promise.all([scene.run(world.verbs), scene.run(world.verbs)]);
  expect(await violations(world.db)).toEqual([]);
});

test.each(scenarios)(
  '%s, lost at any write and never repeated, is mended by the next run',
  async (_name, setUp) => {
    const counted = faultyPorts(world.deps);
    await (await setUp()).run(createBookingActivities(counted.deps));
    for (let write = 1; write <= counted.writes().length; write += 1) {
      const scene = await setUp();
      const faulty = faultyPorts(world.deps, { write, when: 'after' });
      await expect(scene.run(createBookingActivities(faulty.deps))).rejects.toThrow(Crash);
      const [event_id, user_id] = ['event', 'user'].map(
        (name) => [...scene.names].find(([, called]) => called === name)?.[0] ?? '',
      );
      const whose = { event_id, user_id } as unknown as Parameters<Verbs['readTruth']>[0];
      const { booking } = await world.verbs.readTruth(whose);
      if (!booking) throw new Error('no booking');
      const next = ordersOf(whose.event_id, whose.user_id).op(booking.booking_id, booking.op_seq + 1);
      await world.verbs.dropHolds(next);
      expect(await violations(world.db), `after write ${write}: ${counted.writes()[write - 1]}`).toEqual([]);
    }
  },
);
