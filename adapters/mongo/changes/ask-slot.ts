import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import type { SlotChangeDoc } from '../documents/change.ts';
import type { SlotDoc } from '../documents/slot.ts';

/** Stores what is to change; the workflow is started with the id this answers. `seen`: what the editor looked at. */
export async function askSlotChange(
  db: Db,
  slot: Pick<SlotDoc, '_id' | 'event_id'>,
  asked: Pick<SlotChangeDoc, 'patch' | 'seen' | 'initiated_by' | 'act' | 'people' | 'beside'>,
  now: number,
): Promise<string> {
  const change: SlotChangeDoc = {
    _id: randomUUID(),
    target: 'slot',
    slot_id: slot._id,
    event_id: slot.event_id,
    ...asked,
    reason: null,
    at: new Date(now),
    applied: null,
    told: null,
    finished_at: null,
  };
  await db.collection<SlotChangeDoc>('changes').insertOne(change);
  return change._id;
}
