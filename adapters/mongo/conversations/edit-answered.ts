import type { Db, ObjectId } from 'mongodb';
import { collections } from '../collections.ts';

/** Up to this number everything was answered or settled: an edit that stands there waits for nobody. */
export async function editAnswered(db: Db, _id: ObjectId, seq: number): Promise<void> {
  await collections(db).conversations.updateOne(
    { _id, changed_seq: { $lte: seq } },
    { $unset: { changed_seq: '', changed_at: '' } },
  );
}
