import { type Collection, MongoClient, ObjectId } from 'mongodb';
import { type ClaimableSlot, claimSeat, seatWriteConcern } from '../../../adapters/mongo/seats/claim.ts';
import { redactIn } from '../../redact.ts';
import { messageOf } from '../../trouble.ts';
import type { GateVerdict } from '../service.ts';
import { race, type SeatEngine, usualRace } from './race.ts';

/** Lets an engine race for seats as the product will: one that sells a seat too many must never serve it. */
export async function raceGate(
  url: string,
  makeEngine = seatEngine,
  options = usualRace,
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
    const fault = await race(makeEngine(slots), options);
    return fault === undefined ? { ok: true } : { ok: false, why: fault };
  } catch (error) {
    return { ok: false, why: `the race broke off: ${redactIn(messageOf(error), url)}` };
  } finally {
    await slots.drop().catch(() => undefined);
    await client.close();
  }
}

/** With the product's own updates and write concern. */
export const seatEngine = (slots: Collection<ClaimableSlot>): SeatEngine => ({
  insert: async (slot) => (await slots.insertOne(slot, { writeConcern: seatWriteConcern })).insertedId,
  read: (id) => slots.findOne({ _id: id }),
  take: async (claim) =>
    ((await claimSeat(slots, claim, 'free')) ?? (await claimSeat(slots, claim, 'own'))) !== null,
});
