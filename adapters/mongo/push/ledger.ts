import { type Db, ObjectId } from 'mongodb';
import type { PushLedger } from '../../../activities/push/ports.ts';
import { inserted } from '../errors.ts';
import type { DeliveryDoc } from '../messages/deliveries.ts';

const states = { delivered: 'sent', expired: 'blocked', failed: 'failed' } as const;

/** Rows of the same ledger that Telegram’s messages stand in: staff read both in one list. */
export function createPushLedger(db: Db): PushLedger {
  const deliveries = db.collection<DeliveryDoc>('deliveries');
  return {
    async claim(key, { user_id, event_id, what, trace_id }) {
      const row: DeliveryDoc = {
        _id: key,
        event_id: event_id === null ? null : new ObjectId(event_id),
        user_id: new ObjectId(user_id),
        what,
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
      };
      if (await inserted(() => deliveries.insertOne(row))) return true;
      const again = { $set: { state: 'claimed' as const } };
      const taken = await deliveries.updateOne({ _id: key, state: { $in: ['claimed', 'failed'] } }, again);
      return taken.matchedCount === 1;
    },
    async settle(key, state, detail) {
      const finished = state !== 'failed';
      const settled = { state: states[state], detail, open: 0, finished, settled_at: new Date() };
      await deliveries.updateOne({ _id: key, state: { $ne: 'sent' } }, { $set: settled });
    },
  };
}
