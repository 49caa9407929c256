import { setImmediate as turn } from 'node:timers/promises';
import type { ObjectId } from 'mongodb';
import { expect, test } from 'vitest';
import type { Claim, ClaimableSlot } from '../../../adapters/mongo/seats/claim.ts';
import { race, type SeatEngine } from './race.ts';

type Stored = ClaimableSlot & {
  booked_users: ObjectId[];
  seats: ClaimableSlot['seats'][number][];
  rev: number;
};
type Faults = {
  /** Lets others in between the check and the write. */
  readonly readThenWrite?: boolean;
  readonly ignores?: keyof ClaimableSlot;
  readonly claimsToHaveStored?: boolean;
  readonly losesPush?: boolean;
  readonly ignoresOp?: boolean;
  readonly refusesTakeover?: boolean;
};

/** An engine in memory with the faults that engines have been seen to have. */
function engine(faults: Faults = {}): SeatEngine {
  const slots = new Map<string, Stored>();
  const mine = (slot: Stored, { userId, bookingId, op }: Claim) =>
    slot.seats.some(
      (seat) =>
        seat.user_id.equals(userId) &&
        seat.booking_id.equals(bookingId) &&
        (faults.ignoresOp || seat.op <= op),
    );
  const may = (slot: Stored, claim: Claim) => {
    const { userId, now } = claim;
    const holds = (field: keyof ClaimableSlot, condition: boolean) => faults.ignores === field || condition;
    const has = (list: readonly ObjectId[]) => list.some((id) => id.equals(userId));
    const takeover = !faults.refusesTakeover && mine(slot, claim);
    return (
      holds('event_id', slot.event_id.equals(claim.eventId)) &&
      holds('open', slot.open) &&
      holds('is_active', slot.is_active) &&
      holds('bookable_until', slot.bookable_until > now) &&
      holds('audience_ids', slot.audience_ids === null || has(slot.audience_ids)) &&
      (takeover ||
        (holds('booked_users', !has(slot.booked_users)) &&
          holds('max_users', slot.booked_users.length < slot.max_users)))
    );
  };
  const write = (slot: Stored, { userId, bookingId, op, now }: Claim) => {
    const others = <T>(list: readonly T[], person: (one: T) => ObjectId) =>
      list.filter((one) => faults.ignores === 'booked_users' || !person(one).equals(userId));
    slot.booked_users = [...others(slot.booked_users, (one) => one), userId];
    slot.seats = others(slot.seats, (seat) => seat.user_id);
    if (!faults.losesPush) slot.seats.push({ user_id: userId, booking_id: bookingId, op, at: now });
    slot.rev += 1;
  };
  return {
    insert: async ({ _id: id, ...slot }) => {
      slots.set(String(id), { ...slot, _id: id, booked_users: [], seats: [] });
      return id;
    },
    read: async (id) => slots.get(String(id)) ?? null,
    take: async (claim) => {
      const slot = slots.get(String(claim.slotId));
      if (slot === undefined || !may(slot, claim)) return false;
      if (faults.readThenWrite) await turn();
      if (!faults.claimsToHaveStored) write(slot, claim);
      return true;
    },
  };
}

const options = { racers: 16, seatsPerRound: [1, 3, 10] };

test('an engine that decides in one step passes', async () => {
  expect(await race(engine(), options)).toBeUndefined();
});

test('an engine that lets others in between check and write is found out', async () => {
  expect(await race(engine({ readThenWrite: true }), options)).toMatch(/16 racers for 1 seats: 16 were told/);
});

test('an engine that lets an old operation take a seat from a newer one is found out', async () => {
  expect(await race(engine({ ignoresOp: true }), options)).toMatch(/from a newer one/);
});

test('an engine that cannot take a seat over in place is found out', async () => {
  expect(await race(engine({ refusesTakeover: true }), options)).toMatch(/cannot take over its own seat/);
});

test.each([
  'event_id',
  'open',
  'is_active',
  'bookable_until',
  'audience_ids',
  'booked_users',
  'max_users',
] as const)('an engine that ignores the condition on %s is found out', async (ignores) => {
  expect(await race(engine({ ignores }), options)).toBeDefined();
});

test('an engine that confirms what it did not store is found out', async () => {
  const forgetful = engine({ claimsToHaveStored: true });
  const once = new Set<string>();
  const take = async (claim: Claim) => {
    if (once.has(String(claim.slotId))) return false;
    once.add(String(claim.slotId));
    return (await forgetful.take(claim)) || !once.delete(String(claim.slotId));
  };
  expect(await race({ ...forgetful, take }, options)).toMatch(/0 people are stored/);
});

test('an engine that loses half of an update is found out', async () => {
  expect(await race(engine({ losesPush: true }), options)).toMatch(/different people/);
});
