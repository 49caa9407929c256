import type { Db } from 'mongodb';
import type { Begun, IdempotencyStore } from '../../admin/ports.ts';
import { isDuplicateKey } from './errors.ts';
import type { Index } from './indexes.ts';

type Row = {
  readonly _id: string;
  readonly request_hash: string;
  readonly attempt: string;
  /** Until then it is being handled; after that who handled it has died. */
  readonly leased_until: Date;
  /** As JSON: an answer may have field names the database gives a meaning of its own. */
  readonly answer: { readonly status: number; readonly body: string } | null;
  readonly created_at: Date;
};

export const apiIdempotencyIndexes: readonly Index[] = [
  {
    collection: 'idempotency_keys',
    keys: { created_at: 1 },
    options: { name: 'keys_by_age' },
    guards: 'pruning old keys reads all of them every night',
  },
];

/** Leases are counted on the real clock: they are about processes, not about interviews. */
export function createIdempotencyStore(db: Db, now: () => number = Date.now): IdempotencyStore {
  const keys = db.collection<Row>('idempotency_keys');
  const mine = (id: string, attempt: string) => ({ _id: id, attempt, answer: null });
  return {
    async begin({ id, request_hash, attempt, lease_ms }) {
      const leased_until = new Date(now() + lease_ms);
      try {
        const created_at = new Date(now());
        await keys.insertOne({ _id: id, request_hash, attempt, leased_until, answer: null, created_at });
        return { state: 'begun' };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const expired = { _id: id, request_hash, answer: null, leased_until: { $lte: new Date(now()) } };
      const taken = await keys.updateOne(expired, { $set: { attempt, leased_until } });
      return taken.modifiedCount > 0
        ? { state: 'begun' }
        : standing(await keys.findOne({ _id: id }), request_hash);
    },
    async answer(id, attempt, { status, body }) {
      await keys.updateOne(mine(id, attempt), { $set: { answer: { status, body: JSON.stringify(body) } } });
    },
    async release(id, attempt) {
      await keys.deleteOne(mine(id, attempt));
    },
  };
}

function standing(row: Row | null, requestHash: string): Begun {
  // Released between our two looks: who asks again finds it free.
  if (!row) return { state: 'in_progress' };
  if (row.request_hash !== requestHash) return { state: 'other_request' };
  if (!row.answer) return { state: 'in_progress' };
  return {
    state: 'answered',
    answer: { status: row.answer.status, body: JSON.parse(row.answer.body) as unknown },
  };
}
