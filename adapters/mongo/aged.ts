import type { Db } from 'mongodb';
import type { Aged } from '../../activities/pruning/ports.ts';
import type { Index } from './indexes.ts';

type Age = {
  readonly collection: string;
  /** The instant its age is counted from. */
  readonly field: string;
  readonly days: number;
};

/** What is removed at an age. Why so long stands in docs/deploy.md; everything else is kept. */
export const ages: readonly Age[] = [
  { collection: 'idempotency_keys', field: 'created_at', days: 90 },
  { collection: 'processed_messages', field: 'at', days: 60 },
  { collection: 'foreign_orders', field: 'at', days: 60 },
  { collection: 'inbound_texts', field: 'at', days: 30 },
  { collection: 'dead_messages', field: 'settled_at', days: 90 },
  { collection: 'troubles', field: 'last_at', days: 7 },
  { collection: 'imports', field: 'at', days: 30 },
  { collection: 'import_rows', field: 'at', days: 30 },
  { collection: 'people_moves', field: 'at', days: 180 },
  { collection: 'deliveries', field: 'claimed_at', days: 180 },
  { collection: 'sign_in_throttles', field: 'until', days: 1 },
  { collection: 'sign_in_attempts', field: 'until', days: 1 },
  { collection: 'broadcast_recipients', field: 'created_at', days: 180 },
  { collection: 'page_visits', field: 'created_at', days: 120 },
  { collection: 'webhook_deliveries', field: 'created_at', days: 30 },
  { collection: 'conversation_messages', field: 'at', days: 365 },
];

/** Those whose own modules have no other use for one. */
export const ageIndexes: readonly Index[] = [
  {
    collection: 'foreign_orders',
    keys: { at: 1 },
    options: { name: 'foreign_orders_by_age' },
    guards: 'pruning what foreign orders meant reads all of it every night',
  },
  {
    collection: 'inbound_texts',
    keys: { at: 1 },
    options: { name: 'texts_by_age' },
    guards: 'pruning old texts reads all of them every night',
  },
  {
    collection: 'people_moves',
    keys: { at: 1 },
    options: { name: 'moves_by_age' },
    guards: 'pruning old moves of people reads all of them every night',
  },
  {
    collection: 'deliveries',
    keys: { claimed_at: 1 },
    options: { name: 'deliveries_by_age' },
    guards: 'pruning the ledger reads every message ever sent, every night',
  },
  {
    collection: 'sign_in_attempts',
    keys: { until: 1 },
    options: { name: 'attempts_by_age' },
    guards: 'pruning codes that are over reads all of them every night',
  },
  {
    collection: 'sign_in_throttles',
    keys: { until: 1 },
    options: { name: 'throttles_by_age' },
    guards: 'pruning old tries to sign in reads all of them every night',
  },
  {
    collection: 'broadcast_recipients',
    keys: { created_at: 1 },
    options: { name: 'recipients_by_age' },
    guards: 'pruning old broadcasts reads every recipient there ever was, every night',
  },
];

const dayMs = 86_400_000;

export function createAged(db: Db): Aged {
  return {
    collections: ages.map((age) => age.collection),
    async prune(name, now, most) {
      const age = ages.find((one) => one.collection === name);
      // Asked for by a version that had it in its table: what has no age here is kept.
      if (!age) return 0;
      const rows = db.collection(name);
      const past = { [age.field]: { $lt: new Date(now - age.days * dayMs) } };
      const oldest = await rows
        .find(past, { projection: { _id: 1 } })
        .sort({ [age.field]: 1 })
        .limit(most)
        .toArray();
      if (oldest.length === 0) return 0;
      const { deletedCount } = await rows.deleteMany({ ...past, _id: { $in: oldest.map((row) => row._id) } });
      return deletedCount;
    },
  };
}
