import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import type { EventId } from '../../../core/shared/ids.ts';
import type { EventChangeDoc } from '../documents/change.ts';
import { isDuplicateKey } from '../errors.ts';
import { oid } from '../ids.ts';

/** Stores what is to change; the workflow is started with the id this answers. `seen`: what the editor looked at. */
export async function askEventChange(
  db: Db,
  event: EventId,
  asked: Pick<EventChangeDoc, 'patch' | 'seen' | 'initiated_by' | 'act' | 'added' | 'removed'>,
  now: number,
  id: string = randomUUID(),
): Promise<string> {
  const change: EventChangeDoc = {
    _id: id,
    target: 'event',
    event_id: oid(event),
    ...asked,
    reason: null,
    at: new Date(now),
    applied: null,
    told: null,
    finished_at: null,
  };
  try {
    await db.collection<EventChangeDoc>('changes').insertOne(change);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return change._id;
}
