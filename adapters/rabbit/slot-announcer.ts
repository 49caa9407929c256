import type { Db } from 'mongodb';
import type { SlotAnnouncer } from '../../activities/changes/ports.ts';
import type { SlotChangedEvent } from '../../contracts/events/slot-changed.ts';
import { exchange } from '../../contracts/events/topology.ts';
import type { EventId, SlotId } from '../../core/shared/ids.ts';
import type { SlotChangeDoc } from '../mongo/documents/change.ts';
import { asEventId } from '../mongo/ids.ts';
import type { Rabbit } from './connect.ts';

const type = 'slot.changed';

/** The change's own id makes the message id: however often it is announced, it is one message. */
export const createSlotAnnouncer = (db: Db, rabbit: Pick<Rabbit, 'publish'>): SlotAnnouncer => ({
  async slotChanged(changeId, traceId) {
    const change = await db.collection<SlotChangeDoc>('changes').findOne({ _id: changeId, target: 'slot' });
    if (!change?.applied) throw new Error(`the change ${changeId} was not applied`);
    const body: SlotChangedEvent = {
      event_type: type,
      timestamp: change.applied.at.toISOString(),
      slot_id: change.slot_id.toHexString(),
      event_id: change.event_id.toHexString(),
      changed: Object.keys(change.patch),
      rev: change.applied.rev,
      message_id: `${type}:${changeId}`,
      trace_id: traceId,
      initiated_by: change.initiated_by,
      schema_version: 1,
    };
    const headers = { trace_id: traceId };
    await rabbit.publish({ exchange, routingKey: type, messageId: body.message_id, type, headers, body });
    return { event_id: asEventId(change.event_id) };
  },
});

/** A new slot is one message too, known by the slot. */
export async function slotAdded(
  rabbit: Pick<Rabbit, 'publish'>,
  { slot, event, at, traceId }: { slot: SlotId; event: EventId; at: number; traceId: string },
): Promise<void> {
  const body: SlotChangedEvent = {
    event_type: type,
    timestamp: new Date(at).toISOString(),
    slot_id: slot,
    event_id: event,
    changed: ['created'],
    rev: 0,
    message_id: `${type}:${slot}:created`,
    trace_id: traceId,
    initiated_by: { user_id: null, role: 'admin', channel: 'api' },
    schema_version: 1,
  };
  const headers = { trace_id: traceId };
  await rabbit.publish({ exchange, routingKey: type, messageId: body.message_id, type, headers, body });
}
