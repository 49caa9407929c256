import { ObjectId } from 'mongodb';
import type { Claim, ClaimableSlot } from '../../../adapters/mongo/seats/claim.ts';

/** What the race needs of an engine: the verdict comes from what is stored afterwards, not from what it said alone. */
export type SeatEngine = {
  readonly insert: (slot: ClaimableSlot) => Promise<ObjectId>;
  readonly take: (claim: Claim) => Promise<boolean>;
  readonly read: (id: ObjectId) => Promise<ClaimableSlot | null>;
};

export type RaceOptions = { readonly racers: number; readonly seatsPerRound: readonly number[] };
export const usualRace: RaceOptions = { racers: 64, seatsPerRound: [1, 3, 10, 1, 32, 7, 63, 5] };

/** The sentence that says what the engine did wrong; undefined when it did nothing wrong. */
export async function race(
  engine: SeatEngine,
  options: RaceOptions = usualRace,
): Promise<string | undefined> {
  return (await refusals(engine)) ?? (await rounds(engine, options));
}

async function rounds(
  engine: SeatEngine,
  { racers, seatsPerRound }: RaceOptions,
): Promise<string | undefined> {
  for (const seats of seatsPerRound) {
    const slotId = await newSlot(engine, { max_users: seats });
    const claims = Array.from({ length: racers }, () => claimFor(slotId));
    const answers = await Promise.all(claims.map((claim) => engine.take(claim)));
    const winners = claims.filter((_claim, index) => answers[index] === true);
    const fault = await verdict(engine, slotId, winners, seats);
    if (fault !== undefined) return `${racers} racers for ${seats} seats: ${fault}`;
  }
  return (await onePerson(engine, racers)) ?? takeover(engine);
}

/** By as many bookings: the same one again would only take its own seat over. */
async function onePerson(engine: SeatEngine, racers: number): Promise<string | undefined> {
  const slotId = await newSlot(engine, { max_users: 5 });
  const person = claimFor(slotId);
  const claims = Array.from({ length: racers }, () => ({ ...person, bookingId: new ObjectId() }));
  const answers = await Promise.all(claims.map((claim) => engine.take(claim)));
  const fault = await verdict(
    engine,
    slotId,
    claims.filter((_claim, index) => answers[index] === true),
    1,
  );
  return fault && `one person ${racers} times at once: ${fault}`;
}

/** The same booking with a newer operation keeps its seat in a full slot; with an older one it is refused. */
async function takeover(engine: SeatEngine): Promise<string | undefined> {
  const slotId = await newSlot(engine, { max_users: 1 });
  const claim = { ...claimFor(slotId), op: 5 };
  if (!(await engine.take(claim))) return 'the only claim of a free seat is refused';
  if (await engine.take({ ...claim, op: 4 })) return 'an operation takes a seat from a newer one';
  if (!(await engine.take({ ...claim, op: 6 }))) return 'a newer operation cannot take over its own seat';
  if (await engine.take(claim)) return 'an operation takes a seat back from a newer one';
  const fault = await verdict(engine, slotId, [claim], 1, 2);
  return fault && `after one seat was taken over: ${fault}`;
}

async function verdict(
  engine: SeatEngine,
  id: ObjectId,
  winners: readonly Claim[],
  seats: number,
  updates = seats,
): Promise<string | undefined> {
  if (winners.length !== seats) return `${winners.length} were told they had won instead of ${seats}`;
  const stored = await engine.read(id);
  const booked = (stored?.booked_users ?? []).map(String);
  const seated = (stored?.seats ?? []).map((seat) => String(seat.user_id));
  if (new Set(booked).size !== seats || booked.length !== seats)
    return `${booked.length} people are stored (${new Set(booked).size} different ones) instead of ${seats}`;
  if (winners.some((claim) => !booked.includes(String(claim.userId)))) return 'a winner is not stored';
  if (booked.join() !== seated.join()) return 'booked_users and seats name different people';
  return stored?.rev === updates ? undefined : `rev is ${stored?.rev} after ${updates} updates`;
}

/** Each condition of the filter, alone: an engine that ignores one would let people in. */
async function refusals(engine: SeatEngine): Promise<string | undefined> {
  const cases: readonly (readonly [string, Partial<ClaimableSlot>, boolean])[] = [
    ['a closed event', { open: false }, false],
    ['a deactivated slot', { is_active: false }, false],
    ['a slot past its cut-off', { bookable_until: new Date(Date.now() - 1_000) }, false],
    ['a slot for other people', { audience_ids: [new ObjectId()] }, false],
    ['a slot without seats', { max_users: 0 }, false],
    ['a slot of another event', { event_id: new ObjectId() }, false],
    ['an ordinary slot', {}, true],
  ];
  for (const [what, change, expected] of cases) {
    const slotId = await newSlot(engine, change);
    if ((await engine.take(claimFor(slotId))) !== expected)
      return `${what} ${expected ? 'refuses a claim' : 'accepts a claim'}`;
  }
  const invited = new ObjectId();
  const slotId = await newSlot(engine, { audience_ids: [new ObjectId(), invited] });
  if (!(await engine.take({ ...claimFor(slotId), userId: invited }))) return 'an invited person is refused';
  return undefined;
}

const eventId = new ObjectId();

async function newSlot(engine: SeatEngine, change: Partial<ClaimableSlot>): Promise<ObjectId> {
  const slot: ClaimableSlot = {
    _id: new ObjectId(),
    event_id: eventId,
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
  return engine.insert(slot);
}

const claimFor = (slotId: ObjectId): Claim => ({
  slotId,
  eventId,
  userId: new ObjectId(),
  bookingId: new ObjectId(),
  op: 1,
  now: new Date(),
});
