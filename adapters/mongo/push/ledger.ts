import { type Db, ObjectId } from 'mongodb';
import type { PushLedger } from '../../../activities/push/ports.ts';
import { inserted } from '../errors.ts';
import { type DeliveryDoc, speaksOf } from '../messages/deliveries.ts';

const states = { delivered: 'sent', expired: 'blocked', failed: 'failed' } as const;

/** Longer than a post to a push service may take. */
const busyMs = 15_000;

/** Rows of the same ledger that Telegram’s messages stand in: staff read both in one list. */
export function createPushLedger(db: Db): PushLedger {
  const deliveries = db.collection<DeliveryDoc>('deliveries');
  return {
    async claim(key, { user_id, event_id, bookings, what, trace_id }) {
      const busy_until = new Date(Date.now() + busyMs);
      const row: DeliveryDoc = {
        _id: key,
        event_id: event_id === null ? null : new ObjectId(event_id),
        user_id: new ObjectId(user_id),
        what,
        ...speaksOf(bookings),
        channel: 'web_push',
        trace_id,
        state: 'claimed',
        open: 1,
        message_id: null,
        finished: false,
        resent: 0,
        detail: null,
        claimed_at: new Date(),
        settled_at: null,
        busy_until,
      };
      if (await inserted(() => deliveries.insertOne(row))) return 'yours';
      const open = { _id: key, state: { $in: ['claimed' as const, 'failed' as const] } };
      const nobodyElse = { busy_until: { $not: { $gt: new Date() } } };
      const again = { $set: { state: 'claimed' as const, busy_until } };
      const taken = await deliveries.updateOne({ ...open, ...nobodyElse }, again);
      if (taken.matchedCount === 1) return 'yours';
      return (await deliveries.countDocuments(open, { limit: 1 })) === 1 ? 'busy' : 'over';
    },
    async settle(key, state, detail) {
      const finished = state !== 'failed';
      const settled = { state: states[state], detail, open: 0, finished, settled_at: new Date() };
      const change = { $set: settled, $unset: { busy_until: '' as const } };
      await deliveries.updateOne({ _id: key, state: { $ne: 'sent' } }, change);
    },
  };
}
