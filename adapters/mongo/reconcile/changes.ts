import type { Db, Filter } from 'mongodb';
import type { StoreLooker } from '../../../activities/reconcile/ports.ts';
import type { ChangeDoc } from '../documents/change.ts';
import { asEventId, asSlotId } from '../ids.ts';
import type { Index } from '../indexes.ts';

export const changeIndexes: readonly Index[] = [
  {
    collection: 'changes',
    keys: { finished_at: 1, at: 1 },
    options: { name: 'unfinished_changes' },
    guards: 'every pass of the reconciler reads every edit that was ever made',
  },
];

/** Edits that were made: the row says so, or, when its writer died before it could, what was edited does. */
export const createChangeLooker = (db: Db): Pick<StoreLooker, 'unfinishedChanges'> => ({
  async unfinishedChanges({ from, before }) {
    const unfinished: Filter<ChangeDoc> = {
      finished_at: null,
      at: { $gte: new Date(from), $lt: new Date(before) },
    };
    const rows = await db.collection<ChangeDoc>('changes').find(unfinished).toArray();
    const made = await Promise.all(rows.map(async (row) => row.applied !== null || (await wasMade(db, row))));
    return rows
      .filter((_row, index) => made[index])
      .map((row) => ({
        change_id: row._id,
        event_id: asEventId(row.event_id),
        slot_id: row.target === 'slot' ? asSlotId(row.slot_id) : null,
      }));
  },
});

async function wasMade(db: Db, change: ChangeDoc): Promise<boolean> {
  if (change.target === 'event' && change.added) return true;
  if (change.target === 'event' && change.removed)
    return (await db.collection('interview_slots').countDocuments({ _id: change.removed.slot })) === 0;
  const [where, _id] =
    change.target === 'slot' ? ['interview_slots', change.slot_id] : ['events', change.event_id];
  return (await db.collection(where).countDocuments({ _id, last_change_id: change._id })) > 0;
}
