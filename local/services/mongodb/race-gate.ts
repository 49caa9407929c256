import { type Collection, MongoClient, ObjectId } from 'mongodb';
import {
  type Claim,
  type ClaimableSlot,
  seatFilter,
  seatUpdate,
  seatWriteConcern,
} from '../../../adapters/mongo/seats/claim.ts';
import { messageOf } from '../../trouble.ts';
import type { GateVerdict } from '../service.ts';

export type RaceOptions = { readonly racers: number; readonly seatsPerRound: readonly number[] };
export const usualRace: RaceOptions = { racers: 64, seatsPerRound: [1, 3, 10, 1, 32, 7, 63, 5] };

/** Takes one seat or does not; the gate decides by what is stored afterwards, not by what it was told alone. */
export type TakeSeat = (slots: Collection<ClaimableSlot>, claim: Claim) => Promise<boolean>;

const takeSeat: TakeSeat = async (slots, claim) =>
  (await slots.findOneAndUpdate(seatFilter(claim), seatUpdate(claim), {
    writeConcern: seatWriteConcern,
    projection: { _id: 1 },
  })) !== null;

/** Lets an engine race for seats as the product will: an engine that sells one too many must never serve it. */
export async function raceGate(
  url: string,
  options: RaceOptions = usualRace,
  take: TakeSeat = takeSeat,
): Promise<GateVerdict> {
  const client = new MongoClient(url, {
    retryWrites: false,
    maxPoolSize: options.racers,
    serverSelectionTimeoutMS: 10_000,
    socketTimeoutMS: 30_000,
  });
  const name = `zapis_race_gate_${new ObjectId().toHexString()}`;
  const slots = client.db().collection<ClaimableSlot>(name);
  try {
    const fault = (await refusals(slots, take)) ?? (await rounds(slots, options, take));
    return fault === undefined ? { ok: true } : { ok: false, why: fault };
  } catch (error) {
    return { ok: false, why: `the race broke off: ${messageOf(error)}` };
  } finally {
    await slots.drop().catch(() => undefined);
    await client.close();
  }
}

async function rounds(
  slots: Collection<ClaimableSlot>,
  { racers, seatsPerRound }: RaceOptions,
  take: TakeSeat,
): Promise<string | undefined> {
  for (const seats of seatsPerRound) {
    const slotId = await newSlot(slots, { max_users: seats });
    const claims = Array.from({ length: racers }, () => claimFor(slotId));
    const answers = await Promise.all(claims.map((claim) => take(slots, claim)));
    const winners = claims.filter((_claim, index) => answers[index] === true);
    const fault = await verdict(slots, slotId, winners, seats);
    if (fault !== undefined) return `${racers} racers for ${seats} seats: ${fault}`;
  }
  const slotId = await newSlot(slots, { max_users: 5 });
  const once = claimFor(slotId);
  const answers = await Promise.all(Array.from({ length: racers }, () => take(slots, once)));
  const winners = answers.filter(Boolean).map(() => once);
  const fault = await verdict(slots, slotId, winners, 1);
  return fault && `one person ${racers} times at once: ${fault}`;
}

async function verdict(
  slots: Collection<ClaimableSlot>,
  id: ObjectId,
  winners: readonly Claim[],
  seats: number,
): Promise<string | undefined> {
  if (winners.length !== seats) return `${winners.length} were told they had won instead of ${seats}`;
  const stored = await slots.findOne({ _id: id });
  const booked = (stored?.booked_users ?? []).map(String);
  const seated = (stored?.seats ?? []).map((seat) => String(seat.user_id));
  if (new Set(booked).size !== seats || booked.length !== seats)
    return `${booked.length} people are stored (${new Set(booked).size} different ones) instead of ${seats}`;
  if (winners.some((claim) => !booked.includes(String(claim.userId)))) return 'a winner is not stored';
  if (booked.join() !== seated.join()) return 'booked_users and seats name different people';
  return stored?.rev === seats ? undefined : `rev is ${stored?.rev} after ${seats} updates`;
}

/** Each condition of the filter, alone: an engine that ignores one would let people in. */
async function refusals(slots: Collection<ClaimableSlot>, take: TakeSeat): Promise<string | undefined> {
  const cases: readonly (readonly [string, Partial<ClaimableSlot>, boolean])[] = [
    ['a closed event', { open: false }, false],
    ['a deactivated slot', { is_active: false }, false],
    ['a slot past its cut-off', { bookable_until: new Date(Date.now() - 1_000) }, false],
    ['a slot for other people', { audience_ids: [new ObjectId()] }, false],
    ['a slot without seats', { max_users: 0 }, false],
    ['an ordinary slot', {}, true],
  ];
  for (const [what, change, expected] of cases) {
    const slotId = await newSlot(slots, change);
    if ((await take(slots, claimFor(slotId))) !== expected)
      return `${what} ${expected ? 'refuses a claim' : 'accepts a claim'}`;
  }
  const invited = new ObjectId();
  const slotId = await newSlot(slots, { audience_ids: [new ObjectId(), invited] });
  if (!(await take(slots, { ...claimFor(slotId), userId: invited }))) return 'an invited person is refused';
  return undefined;
}

async function newSlot(slots: Collection<ClaimableSlot>, change: Partial<ClaimableSlot>): Promise<ObjectId> {
  const slot: ClaimableSlot = {
    _id: new ObjectId(),
    open: true,
    is_active: true,
    bookable_until: new Date(Date.now() + 3_600_000),
    audience_ids: null,
    max_users: 1,
    booked_users: [],
    seats: [],
    rev: 0,
    ...change,
  };
  const { insertedId } = await slots.insertOne(slot, { writeConcern: seatWriteConcern });
  return insertedId;
}

const claimFor = (slotId: ObjectId): Claim => ({
  slotId,
  userId: new ObjectId(),
  bookingId: new ObjectId(),
  op: 1,
  now: new Date(),
});
