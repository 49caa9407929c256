import type { Db, ObjectId } from 'mongodb';
import type { StaffNotes } from '../../../admin/ports.ts';
import { noteRef } from '../../../core/booking/notes.ts';
import { oid } from '../ids.ts';
import type { Index } from '../indexes.ts';

/** `staff_notes`: why staff went past a rule, in their words. */
type NoteDoc = {
  readonly _id: string;
  readonly company_id: string;
  readonly user_id: ObjectId;
  readonly event_id: ObjectId;
  readonly text: string;
  readonly by: ObjectId | null;
  readonly at: Date;
};

export const staffNoteIndexes: readonly Index[] = [
  {
    collection: 'staff_notes',
    keys: { user_id: 1 },
    options: { name: 'notes_about_person' },
    guards: 'what is kept about one person is looked for in every note ever written',
  },
];

export const createStaffNotes = (db: Db): StaffNotes => ({
  async keep({ id, company, user_id, event_id, text, by, at }) {
    const note = {
      company_id: company,
      user_id: oid(user_id),
      event_id: oid(event_id),
      text,
      by: by === null ? null : oid(by),
      at: new Date(at),
    };
    await db
      .collection<NoteDoc>('staff_notes')
      .updateOne({ _id: id }, { $setOnInsert: note }, { upsert: true });
  },
});

/** The words behind references, by reference. */
export async function notesOf(db: Db, references: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = references.flatMap((one) => noteRef.read(one) ?? []);
  if (ids.length === 0) return new Map();
  const found = await db
    .collection<NoteDoc>('staff_notes')
    .find({ _id: { $in: ids } })
    .toArray();
  return new Map(found.map(({ _id, text }) => [noteRef.write(_id), text]));
}
