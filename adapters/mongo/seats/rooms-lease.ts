import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Collection, Db } from 'mongodb';
import { inserted } from '../errors.ts';
import { seatWriteConcern } from './claim.ts';

type Row = {
  /** The company. */
  readonly _id: string;
  readonly owner: string;
  /** After that who held it has died. */
  readonly until: Date;
};

const leaseMs = 15_000;
/** Who waits outlasts a holder that died. */
const patienceMs = 25_000;
const lookAgainMs = 50;

/**
 * One at a time for each company, over all replicas: whether rooms are free, and the slots that then take them, are two steps
 * that nobody may come between. Counted on the real clock, and kept up while the work goes on.
 */
export async function aloneWithRooms<Made>(
  db: Db,
  company: string,
  work: () => Promise<Made>,
): Promise<Made> {
  const leases = db.collection<Row>('room_leases');
  const mine = { _id: company, owner: randomUUID() };
  await take(leases, mine);
  const keepUp = setInterval(() => {
    // One that fails is made good by the next: the lease lasts for three.
    leases.updateOne(mine, { $set: { until: leaseEnd() } }).catch(() => undefined);
  }, leaseMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(keepUp);
    // What was made stays made: a lease that cannot be given back runs out.
    await leases.deleteOne(mine).catch(() => undefined);
  }
}

const leaseEnd = (): Date => new Date(Date.now() + leaseMs);

async function take(leases: Collection<Row>, mine: Omit<Row, 'until'>): Promise<void> {
  const givenUp = Date.now() + patienceMs;
  const options = { writeConcern: seatWriteConcern };
  for (;;) {
    const row = { ...mine, until: leaseEnd() };
    if (await inserted(() => leases.insertOne(row, options))) return;
    const dead = { _id: mine._id, until: { $lte: new Date() } };
    const { owner, until } = row;
    if ((await leases.updateOne(dead, { $set: { owner, until } }, options)).modifiedCount > 0) return;
    if (Date.now() > givenUp) throw new Error(`slots of ${mine._id} are being made for too long`);
    await pause(lookAgainMs * (0.5 + Math.random()));
  }
}
