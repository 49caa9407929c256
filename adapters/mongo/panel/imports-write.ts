import type { AnyBulkWriteOperation, Db, Filter } from 'mongodb';
import type { ImportWriter, Place } from '../../../activities/importing/ports.ts';
import type { ImportedPerson } from '../../../core/people/import-row.ts';
import { createAuditWriter } from '../audit/write-act.ts';
import { collections } from '../collections.ts';
import { type ImportRowDoc, importCollections } from '../documents/import.ts';
import type { UserDoc } from '../documents/user.ts';
import { isDuplicateKey } from '../errors.ts';
import { newPersonDoc, withKey } from '../people.ts';
import { compare } from './imports-compare.ts';

const atOnce = 200;

type Order = {
  readonly company: string;
  readonly id: string;
  readonly now: number;
  readonly changed: (account: number) => Promise<void>;
};

/** Only of lists that somebody said are to be written. */
export function createImportWriter(db: Db, now: () => Promise<number>): ImportWriter {
  const { imports, rows } = importCollections(db);
  return {
    async writeSome(id, after, changed) {
      const list = await imports.findOne({ _id: id, state: 'writing' }, { projection: { company_id: 1 } });
      if (!list) return { rows: 0, next: null };
      const { kind, nth } = after ?? ({ kind: 'new', nth: -1 } as const);
      const some = await rows
        .find({ import_id: id, kind, nth: { $gt: nth }, result: null })
        .sort({ nth: 1 })
        .limit(atOnce)
        .toArray();
      if (some.length > 0)
        await writeSome(db, { company: list.company_id, id, now: await now(), changed }, some);
      return { rows: some.length, next: placeAfter(kind, some) };
    },
    async finish(id) {
      const list = await imports.findOne({ _id: id, state: 'writing' });
      if (!list) return;
      const count = (result: 'written' | 'meanwhile') => rows.countDocuments({ import_id: id, result });
      const done = { written: await count('written'), meanwhile: await count('meanwhile') };
      const { asked, company_id } = list;
      if (asked && done.written > 0)
        await createAuditWriter(db).write({
          ...asked,
          company_id,
          what: 'person.imported',
          target: id,
          after: done,
          key: id,
        });
      await imports.updateOne({ _id: id }, { $set: { state: 'written', ...done } });
    },
  };
}

function placeAfter(kind: Place['kind'], some: readonly ImportRowDoc[]): Place | null {
  const last = some.at(-1);
  if (last && some.length === atOnce) return { kind, nth: last.nth };
  return kind === 'new' ? { kind: 'changed', nth: -1 } : null;
}

async function writeSome(db: Db, order: Order, some: readonly ImportRowDoc[]): Promise<void> {
  const again = await compare(
    db,
    order.company,
    some.map(({ line, person }) => ({ line, person: person ?? {} })),
  );
  const both = some.flatMap((row, at) => (again[at] ? [{ row, now: again[at] }] : []));
  const ofKind = (kind: Place['kind']) => both.filter(({ row }) => row.kind === kind);
  const done = new Set([
    ...(await insertNew(db, order, ofKind('new'))),
    ...(await changeKnown(db, order, ofKind('changed'))),
  ]);
  const left = some.flatMap(({ _id }) => (done.has(_id) ? [] : [_id]));
  const { imports, rows } = importCollections(db);
  const settle = async (ids: readonly string[], result: 'written' | 'meanwhile'): Promise<number> => {
    if (ids.length === 0) return 0;
    const mine = { _id: { $in: [...ids] }, result: null };
    return (await rows.updateMany(mine, { $set: { result } })).modifiedCount;
  };
  const progress = {
    written: await settle([...done], 'written'),
    meanwhile: await settle(left, 'meanwhile'),
  };
  await imports.updateOne({ _id: order.id }, { $inc: progress });
}

type Now = Awaited<ReturnType<typeof compare>>[number];

type Both = { readonly row: ImportRowDoc; readonly now: Now };

/** Which rows are written now: all at once, because a list is mostly people nobody knew. */
async function insertNew(db: Db, order: Order, some: readonly Both[]): Promise<readonly string[]> {
  const { users } = collections(db);
  const mine = ({ row, now }: Both) => row.user_id !== null && (now.user_id?.equals(row.user_id) ?? false);
  // Found by what this very list wrote before a crash: that is the one.
  const there = some.filter((one) => one.now.kind !== 'new' && mine(one)).map(({ row }) => row._id);
  const fresh = some.filter(({ now, row }) => now.kind === 'new' && row.person && row.user_id);
  if (fresh.length === 0) return there;
  const docs = fresh.map(({ row: { person, user_id } }) => ({
    ...newPersonDoc({ ...person, company_id: order.company }, order.now),
    ...(user_id && { _id: user_id }),
  }));
  // An account that became somebody else's meanwhile, or the same list written side by side.
  await besideTwins(() => users.insertMany(docs, { ordered: false }));
  const stored = await users
    .find({ _id: { $in: docs.map(({ _id }) => _id) } }, { projection: { telegram_id: 1 } })
    .toArray();
  await forget(order, stored);
  const ids = new Set(stored.map(({ _id }) => _id.toHexString()));
  const written = fresh.filter(({ row }) => ids.has(row.user_id?.toHexString() ?? ''));
  return [...there, ...written.map(({ row }) => row._id)];
}

/** Which rows stand as they were shown: changed now, or before a crash. */
async function changeKnown(db: Db, order: Order, some: readonly Both[]): Promise<readonly string[]> {
  const { users } = collections(db);
  const still = some.filter(isStillMeant);
  const changes = still.flatMap((one) => changeOf(order.company, one));
  if (changes.length > 0) await besideTwins(() => users.bulkWrite(changes, { ordered: false }));
  const ids = still.flatMap(({ row }) => row.user_id ?? []);
  const stored = await users.find({ _id: { $in: ids } }).toArray();
  const known = new Map(stored.map((one) => [one._id.toHexString(), one]));
  const written = still.flatMap(({ row }) => {
    const person = known.get(row.user_id?.toHexString() ?? '');
    return person && row.changes.every(({ field }) => person[field] === row.person?.[field])
      ? [{ id: row._id, person }]
      : [];
  });
  await forget(
    order,
    written.map(({ person }) => person),
  );
  return written.map(({ id }) => id);
}

function isStillMeant({ row, now }: Both): boolean {
  if (!row.person || !row.user_id || !now.user_id?.equals(row.user_id)) return false;
  return now.kind === 'unchanged' || JSON.stringify(now.changes) === JSON.stringify(row.changes);
}

/** Only from what was shown, to what was shown. */
function changeOf(company: string, { row, now }: Both): AnyBulkWriteOperation<UserDoc>[] {
  const { person, user_id } = row;
  if (!person || !user_id || now.kind === 'unchanged') return [];
  const before: Filter<UserDoc> = Object.fromEntries(
    row.changes.map(({ field, from }) => [
      field,
      from === '' ? null : field === 'telegram_id' ? Number(from) : from,
    ]),
  );
  const set = withKey(
    Object.fromEntries(row.changes.map(({ field }) => [field, person[field]])) as ImportedPerson,
  );
  return [{ updateOne: { filter: { ...before, _id: user_id, company_id: company }, update: { $set: set } } }];
}

/** What a unique index refuses is left out; everything else of the same write is done. */
async function besideTwins(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

async function forget({ changed }: Order, people: readonly Pick<UserDoc, 'telegram_id'>[]): Promise<void> {
  await Promise.all(
    people.flatMap(({ telegram_id }) => (telegram_id === null ? [] : [changed(telegram_id)])),
  );
}
