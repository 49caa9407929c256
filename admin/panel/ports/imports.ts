import type { Act } from '../../../core/audit/act.ts';
import type { ImportedPerson, ReadRow, RowFault } from '../../../core/people/import-row.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import type { Page } from './page.ts';

export const rowKinds = ['wrong', 'new', 'changed', 'unchanged'] as const;
export type RowKind = (typeof rowKinds)[number];

export type Change = { readonly field: keyof ImportedPerson; readonly from: string; readonly to: string };
export type ImportRow = {
  readonly line: number;
  readonly kind: RowKind;
  /** What the row says of somebody, in one line. */
  readonly said: string;
  readonly faults: readonly RowFault[];
  /** The line that said the same person before. */
  readonly twin: number | null;
  readonly changes: readonly Change[];
  /** `meanwhile`: the person changed after the preview, so this row was left out. */
  readonly result: 'written' | 'meanwhile' | null;
};

export type ImportFile = {
  readonly id: string;
  readonly company: string;
  readonly by: UserId;
  readonly at: number;
  /** Headings that were understood, and those that were left out. */
  readonly columns: readonly string[];
  readonly ignored: readonly string[];
  readonly encoding: string;
  /** How many rows it has. */
  readonly size: number;
};
export type Counts = Readonly<Record<RowKind, number>>;
export type StoredImport = Pick<ImportFile, 'id' | 'at' | 'columns' | 'ignored' | 'encoding' | 'size'> & {
  /** `broken`: reading ended before the whole file was looked at; nothing can be written from it. */
  readonly state: 'reading' | 'broken' | 'previewed' | 'writing' | 'written';
  /** Rows compared so far. */
  readonly read: number;
  readonly counts: Counts;
  /** So far. */
  readonly written: number;
  readonly meanwhile: number;
};

/** Lists as they were uploaded, compared with who is known. Rows are kept: what is written is what was shown. */
export type Imports = {
  begin(file: ImportFile): Promise<void>;
  /** Compares some more rows; `from`: how many came before them. */
  add(
    id: string,
    company: string,
    rows: readonly (ReadRow & { readonly twin?: number })[],
    from: number,
  ): Promise<void>;
  previewed(id: string): Promise<void>;
  /** It was not compared to its end. */
  broken(id: string): Promise<void>;
  find(company: string, id: string): Promise<StoredImport | undefined>;
  rows(
    id: string,
    kind: RowKind | undefined,
    after: string | undefined,
    most: number,
  ): Promise<Page<ImportRow>>;
  /** What was shown is to be written, which goes on by itself. Again: nothing more, but a run that was lost is begun anew. */
  write(company: string, id: string, asked: Pick<Act, 'by' | 'trace_id'>): Promise<void>;
  /** For a list that is being written and whose own run was lost. */
  again(id: string): Promise<void>;
};
