import type { Db } from 'mongodb';
import type { InitiatedBy } from '../../../core/booking/words.ts';
import { collections } from '../collections.ts';
import type { ChangeDoc } from '../documents/change.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { asEventId } from '../ids.ts';
import { askEventChange } from './ask-event.ts';

/**
 * Deletes a slot that nobody has a seat or a history in. What tells of it is stored first, so that no crash keeps it
 * quiet, and is started with the id this answers; undefined: nothing was deleted.
 */
export async function removeSlot(
  db: Db,
  which: Pick<SlotDoc, '_id' | 'event_id'>,
  initiated_by: InitiatedBy,
  now: number,
): Promise<string | undefined> {
  const { bookings, slots } = collections(db);
  if (await bookings.findOne({ slot_id: which._id, status: { $ne: 'cancelled' } })) return undefined;
  const slot = await slots.findOne({ _id: which._id, event_id: which.event_id });
  if (!slot) return undefined;
  const asked = { patch: {}, seen: {}, initiated_by, removed: { slot: slot._id, rev: slot.rev + 1 } };
  const changeId = await askEventChange(db, asEventId(slot.event_id), asked, now);
  // The claim of a seat is a write to the same document: whoever comes first, wins.
  const gone = await slots.deleteOne({ _id: slot._id, 'booked_users.0': { $exists: false } });
  if (gone.deletedCount === 1) return changeId;
  await db.collection<ChangeDoc>('changes').deleteOne({ _id: changeId });
  return undefined;
}
