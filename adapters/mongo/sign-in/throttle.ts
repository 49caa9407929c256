import { createHash } from 'node:crypto';
import type { Db } from 'mongodb';
import type { Throttle } from '../../../admin/panel/ports/sign-in.ts';
import type { Limit } from '../../../core/staff/sign-in.ts';
import { collections } from '../collections.ts';
import { inserted } from '../errors.ts';

/** Others may begin the same window in the same instant: then theirs is counted in. */
const tries = 5;

/** Counted in the database, where all replicas see the same, one update a try. What was typed is kept as a hash only. */
export function createThrottle(db: Db): Throttle {
  const { throttles } = collections(db);
  const idOf = (what: string, who: string) => createHash('sha256').update(`${what}:${who}`).digest('hex');

  async function count(_id: string, { most, windowMs }: Limit, now: number): Promise<number | undefined> {
    const [at, until] = [new Date(now), new Date(now + windowMs)];
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const going = await throttles.findOneAndUpdate(
        { _id, until: { $gt: at } },
        { $inc: { count: 1 } },
        { returnDocument: 'after' },
      );
      if (going) return going.count > most ? going.until.getTime() : undefined;
      const anew = await throttles.updateOne({ _id, until: { $lte: at } }, { $set: { count: 1, until } });
      if (anew.modifiedCount === 1) return undefined;
      if (await inserted(() => throttles.insertOne({ _id, count: 1, until }))) return undefined;
    }
    return until.getTime();
  }

  return {
    async count(tried, now) {
      const ends: number[] = [];
      for (const { what, who, limit } of tried) {
        const until = await count(idOf(what, who), limit, now);
        if (until !== undefined) ends.push(until);
      }
      return ends.length === 0 ? { ok: true } : { ok: false, until: Math.max(...ends) };
    },
    async forget(what, who) {
      await throttles.deleteOne({ _id: idOf(what, who) });
    },
  };
}
