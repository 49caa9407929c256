import type { Db } from 'mongodb';
import type { InitiatedBy } from '../../../core/booking/words.ts';
import type { EventId } from '../../../core/shared/ids.ts';
import type { ChangeDoc, EventChangeDoc } from '../documents/change.ts';
import type { EventDoc } from '../documents/event.ts';
import { asEventId, idOf } from '../ids.ts';
import { insertSlots, type NewSlot } from '../slots.ts';
import { askEventChange } from './ask-event.ts';

type Adding = {
  readonly slots: readonly NewSlot[];
  /** The same act again, a second press of the button, adds nothing. */
  readonly once: string;
  readonly initiated_by: InitiatedBy;
};

/** Inserts them, and stores that people are to be told: what that is done by is started with the id this answers. */
export async function addSlots(
  db: Db,
  event: Pick<EventDoc, '_id'>,
  { slots, once, initiated_by }: Adding,
  now: number,
): Promise<{ readonly added: number; readonly changeId: string }> {
  const id = asEventId(event._id);
  const ids = slots.map((_slot, index) => idOf(id, once, index));
  await insertSlots(db, id, slots, ids);
  const seats = slots.reduce((sum, slot) => sum + slot.max_users, 0);
  const asked = { patch: {}, seen: {}, initiated_by, added: { slots: ids, seats } };
  return { added: slots.length, changeId: await askEventChange(db, id, asked, now, changeOf(id, once)) };
}

const changeOf = (event: EventId, once: string): string => `added:${event}:${once}`;

/** What the same act added before; null: nothing yet. */
export const addedBefore = (db: Db, event: EventId, once: string): Promise<EventChangeDoc | null> =>
  db.collection<EventChangeDoc>('changes').findOne({ _id: changeOf(event, once), target: 'event' });

export const slotsWereAdded = async (db: Db, event: EventId, once: string): Promise<boolean> =>
  (await db.collection<ChangeDoc>('changes').countDocuments({ _id: changeOf(event, once) })) > 0;
