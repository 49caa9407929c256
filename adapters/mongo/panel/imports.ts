import { type Db, ObjectId } from 'mongodb';
import type { Counts, Imports, RowKind, StoredImport } from '../../../admin/panel/ports/imports.ts';
import type { ImportedPerson } from '../../../core/people/import-row.ts';
import { type ImportDoc, type ImportRowDoc, importCollections } from '../documents/import.ts';
import type { Index } from '../indexes.ts';
import { type Compared, compare } from './imports-compare.ts';

export const importIndexes: readonly Index[] = [
  {
    collection: 'import_rows',
    keys: { import_id: 1, kind: 1, nth: 1 },
    options: { name: 'rows_of_import' },
    guards: 'a page of one list’s rows reads every list ever uploaded',
  },
  {
    collection: 'import_rows',
    keys: { user_id: 1 },
    options: { name: 'rows_about_person' },
    guards: 'what is kept about one person is looked for in every list ever uploaded',
  },
  {
    collection: 'import_rows',
    keys: { at: 1 },
    options: { name: 'rows_by_age' },
    guards: 'pruning old lists reads all of them every night',
  },
  {
    collection: 'imports',
    keys: { at: 1 },
    options: { name: 'imports_by_age' },
    guards: 'pruning old lists reads all of them every night',
  },
  {
    collection: 'users',
    keys: { company_id: 1, phone: 1 },
    options: { name: 'people_by_phone' },
    guards: 'comparing a list with who is known reads everybody for each row',
  },
  {
    collection: 'users',
    keys: { company_id: 1, username_key: 1 },
    options: { name: 'people_by_username_key' },
    guards: 'comparing a list with who is known reads everybody for each row',
  },
];

const none: Counts = { wrong: 0, new: 0, changed: 0, unchanged: 0 };

/** `begin`: starts the workflow that writes; one that runs already is enough. */
export const createImports = (db: Db, begin: (importId: string) => Promise<void>): Imports => {
  const { imports, rows } = importCollections(db);
  return {
    async begin({ id, company, by, at, ...file }) {
      const doc = { ...file, _id: id, company_id: company, by: new ObjectId(by), at: new Date(at) };
      await imports.insertOne({ ...doc, state: 'reading', read_at: new Date() });
    },
    async add(id, company, some, from) {
      const compared = await compare(db, company, some);
      const at = new Date();
      const docs = compared.map((one, index) => rowDoc(id, at, from + index, one));
      if (docs.length > 0) await rows.insertMany(docs);
      await imports.updateOne({ _id: id }, { $set: { read: from + docs.length, read_at: at } });
    },
    async previewed(id) {
      const counts = await countsOf(db, id);
      await imports.updateOne({ _id: id, state: 'reading' }, { $set: { state: 'previewed', counts } });
    },
    async broken(id) {
      await imports.updateOne({ _id: id, state: 'reading' }, { $set: { state: 'broken' } });
    },
    async find(company, id) {
      const found = await imports.findOne({ _id: id, company_id: company });
      if (!found) return undefined;
      const { columns, ignored, encoding, size, read = 0, counts = none } = found;
      const { written = 0, meanwhile = 0 } = found;
      const file = { id, at: found.at.getTime(), columns, ignored, encoding, size };
      return { ...file, state: stateOf(found), read, counts, written, meanwhile };
    },
    async rows(id, kind, after, most) {
      const from = /^\d{1,6}$/.test(after ?? '') ? Number(after) : -1;
      const found = await rows
        .find({ import_id: id, ...(kind && { kind }), nth: { $gt: from } })
        .sort({ nth: 1 })
        .limit(most + 1)
        .toArray();
      const shown = found.slice(0, most);
      const last = shown.at(-1);
      return {
        rows: shown.map(({ line, kind: its, said, faults, twin, changes, result }) => ({
          line,
          kind: its,
          said,
          faults,
          twin,
          changes,
          result,
        })),
        ...(found.length > most && last ? { next: String(last.nth) } : {}),
      };
    },
    async write(company, id, { by, trace_id }) {
      const mine = { _id: id, company_id: company };
      const asked = { by, trace_id };
      await imports.updateOne({ ...mine, state: 'previewed' }, { $set: { state: 'writing', asked } });
      if (await imports.findOne({ ...mine, state: 'writing' }, { projection: { _id: 1 } })) await begin(id);
    },
    again: begin,
  };
};

/** Longer than some rows ever take: whoever read it is gone. */
const longestSilenceMs = 60_000;

const stateOf = ({ state, read_at }: ImportDoc): StoredImport['state'] =>
  state === 'reading' && Date.now() - (read_at?.getTime() ?? 0) > longestSilenceMs ? 'broken' : state;

function rowDoc(importId: string, at: Date, nth: number, { row, ...compared }: Compared): ImportRowDoc {
  return {
    _id: `${importId}:${nth}`,
    import_id: importId,
    at,
    nth,
    line: row.line,
    said: 'person' in row ? saidOf(row.person) : row.said,
    person: 'person' in row ? row.person : null,
    twin: row.twin ?? null,
    result: null,
    ...compared,
  };
}

const saidOf = ({ first_name, last_name, username, phone, telegram_id }: ImportedPerson): string =>
  [[first_name, last_name].filter(Boolean).join(' '), username && `@${username}`, phone, telegram_id]
    .filter(Boolean)
    .join(' · ');

async function countsOf(db: Db, id: string): Promise<Counts> {
  const counted = await importCollections(db)
    .rows.aggregate<{ _id: RowKind; count: number }>([
      { $match: { import_id: id } },
      { $group: { _id: '$kind', count: { $sum: 1 } } },
    ])
    .toArray();
  return { ...none, ...Object.fromEntries(counted.map((one) => [one._id, one.count])) };
}
