import type { Db, ObjectId } from 'mongodb';
import type { SlotAnnouncer } from '../../activities/changes/ports.ts';
import type { SlotChangedEvent } from '../../contracts/events/slot-changed.ts';
import { exchange } from '../../contracts/events/topology.ts';
import type { EventChangeDoc, SlotChangeDoc } from '../mongo/documents/change.ts';
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

  async slotsCameOrWent(changeId) {
    const change = await db.collection<EventChangeDoc>('changes').findOne({ _id: changeId, target: 'event' });
    if (change?.removed)
      await cameOrWent(rabbit, change, {
        slot: change.removed.slot,
        what: 'removed',
        rev: change.removed.rev,
      });
    if (!change?.added) return;
    const { slots } = change.added;
    for (let from = 0; from < slots.length; from += atOnce)
      await Promise.all(
        slots
          .slice(from, from + atOnce)
          .map((slot) => cameOrWent(rabbit, change, { slot, what: 'created', rev: 0 })),
      );
  },
});

const atOnce = 100;

/** A slot that is new or gone is one message too, known by the slot. */
async function cameOrWent(
  rabbit: Pick<Rabbit, 'publish'>,
  { _id: trace_id, event_id, at, initiated_by }: EventChangeDoc,
  {
    slot,
    what,
    rev,
  }: { readonly slot: ObjectId; readonly what: 'created' | 'removed'; readonly rev: number },
): Promise<void> {
  const body: SlotChangedEvent = {
    event_type: type,
    timestamp: at.toISOString(),
    slot_id: slot.toHexString(),
    event_id: event_id.toHexString(),
    changed: [what],
    rev,
    message_id: `${type}:${slot.toHexString()}:${what}`,
    trace_id,
    initiated_by,
    schema_version: 1,
  };
  const headers = { trace_id };
  await rabbit.publish({ exchange, routingKey: type, messageId: body.message_id, type, headers, body });
}
