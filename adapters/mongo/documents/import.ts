import type { Db, ObjectId } from 'mongodb';
import type { Change, Counts, ImportFile, ImportRow } from '../../../admin/panel/ports/imports.ts';
import type { Act } from '../../../core/audit/act.ts';
import type { ImportedPerson } from '../../../core/people/import-row.ts';

/** `imports`: a list of candidates that was uploaded. */
export type ImportDoc = Omit<ImportFile, 'id' | 'company' | 'by' | 'at'> & {
  readonly _id: string;
  readonly company_id: string;
  readonly by: ObjectId;
  readonly at: Date;
  readonly state: 'reading' | 'broken' | 'previewed' | 'writing' | 'written';
  /** Rows compared so far, and when that was: the file is nowhere but with whoever reads it. */
  readonly read?: number;
  readonly read_at?: Date;
  /** Counted once, when all rows were compared: they stay what they were shown as. */
  readonly counts?: Counts;
  /** Who said that it is to be written. */
  readonly asked?: Pick<Act, 'by' | 'trace_id'>;
  /** Rows with that result so far. */
  readonly written?: number;
  readonly meanwhile?: number;
};
/** `import_rows`: each of its rows, and what it would do or has done. */
export type ImportRowDoc = Omit<ImportRow, 'changes'> & {
  readonly _id: string;
  readonly import_id: string;
  readonly at: Date;
  /** Where it stands in the file. */
  readonly nth: number;
  readonly person: ImportedPerson | null;
  /** Whom it is about; of a new person the id they will have. */
  readonly user_id: ObjectId | null;
  readonly changes: readonly Change[];
};

export const importCollections = (db: Db) => ({
  imports: db.collection<ImportDoc>('imports'),
  rows: db.collection<ImportRowDoc>('import_rows'),
});
