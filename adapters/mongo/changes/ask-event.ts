import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import type { InitiatedBy } from '../../../core/booking/words.ts';
import type { EventId } from '../../../core/shared/ids.ts';
import type { EventChangeDoc, EventPatch } from '../documents/change.ts';
import { oid } from '../ids.ts';

/** Stores what is to change; the workflow is started with the id this answers. `seen`: what the editor looked at. */
export async function askEventChange(
  db: Db,
  event: EventId,
  asked: { readonly patch: EventPatch; readonly seen: EventPatch; readonly initiated_by: InitiatedBy },
  now: number,
): Promise<string> {
  const change: EventChangeDoc = {
    _id: randomUUID(),
    target: 'event',
    event_id: oid(event),
    ...asked,
    reason: null,
    at: new Date(now),
    applied: null,
    told: null,
    finished_at: null,
  };
  await db.collection<EventChangeDoc>('changes').insertOne(change);
  return change._id;
}
