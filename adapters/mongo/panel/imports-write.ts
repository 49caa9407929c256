import type { Db, Filter } from 'mongodb';
import { collections } from '../collections.ts';
import { type ImportRowDoc, importCollections } from '../documents/import.ts';
import type { UserDoc } from '../documents/user.ts';
import { isDuplicateKey } from '../errors.ts';
import { newPersonDoc } from '../people.ts';
import { compare } from './imports-compare.ts';

type Order = {
  readonly company: string;
  readonly id: string;
  readonly now: number;
  readonly changed: (account: number) => Promise<void>;
};

const atOnce = 200;
const sideBySide = 20;

/** Row after row, in batches: each is compared anew just before, and done only if it still means what was shown. */
export async function writeRows(
  db: Db,
  order: Order,
): Promise<{ readonly written: number; readonly meanwhile: number }> {
  const { imports, rows } = importCollections(db);
  const mine = { _id: order.id, company_id: order.company };
  if (!(await imports.findOne({ ...mine, state: { $ne: 'reading' } }))) return { written: 0, meanwhile: 0 };
  for (const kind of ['new', 'changed'] as const) {
    let nth = -1;
    for (;;) {
      const some = await rows
        .find({ import_id: order.id, kind, nth: { $gt: nth }, result: null })
        .sort({ nth: 1 })
        .limit(atOnce)
        .toArray();
      const last = some.at(-1);
      if (!last) break;
      await writeSome(db, order, some);
      nth = last.nth;
    }
  }
  await imports.updateOne(mine, { $set: { state: 'written' } });
  const count = (result: 'written' | 'meanwhile') => rows.countDocuments({ import_id: order.id, result });
  return { written: await count('written'), meanwhile: await count('meanwhile') };
}

async function writeSome(db: Db, order: Order, some: readonly ImportRowDoc[]): Promise<void> {
  const again = await compare(
    db,
    order.company,
    some.map(({ line, person }) => ({ line, person: person ?? {} })),
  );
  const both = some.flatMap((row, at) => (again[at] ? [{ row, now: again[at] }] : []));
  const done = new Set([
    ...(await insertNew(
      db,
      order,
      both.filter(({ row }) => row.kind === 'new'),
    )),
    ...(await changeKnown(
      db,
      order,
      both.filter(({ row }) => row.kind === 'changed'),
    )),
  ]);
  const { rows } = importCollections(db);
  const settle = (ids: readonly string[], result: 'written' | 'meanwhile') =>
    rows.updateMany({ _id: { $in: [...ids] }, result: null }, { $set: { result } });
  await settle([...done], 'written');
  await settle(
    some.flatMap(({ _id }) => (done.has(_id) ? [] : [_id])),
    'meanwhile',
  );
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
  try {
    await users.insertMany(docs, { ordered: false });
  } catch (error) {
    // An account that became somebody else's meanwhile, or the same list written side by side.
    if (!isDuplicateKey(error)) throw error;
  }
  const stored = await users
    .find({ _id: { $in: docs.map(({ _id }) => _id) } }, { projection: { telegram_id: 1 } })
    .toArray();
  for (const { telegram_id } of stored) if (telegram_id !== null) await order.changed(telegram_id);
  const ids = new Set(stored.map(({ _id }) => _id.toHexString()));
  const written = fresh.filter(({ row }) => ids.has(row.user_id?.toHexString() ?? ''));
  return [...there, ...written.map(({ row }) => row._id)];
}

async function changeKnown(db: Db, order: Order, some: readonly Both[]): Promise<readonly string[]> {
  const queue = [...some];
  const written: string[] = [];
  const one = async () => {
    for (let next = queue.shift(); next; next = queue.shift())
      if (await changeOne(db, order, next)) written.push(next.row._id);
  };
  await Promise.all(Array.from({ length: sideBySide }, one));
  return written;
}

/** False: it means something else by now. */
async function changeOne(db: Db, order: Order, { row, now }: Both): Promise<boolean> {
  const { person, user_id } = row;
  if (!person || !user_id) return false;
  if (!now.user_id?.equals(user_id)) return false;
  // Written before a crash: nothing of it is left to do.
  if (now.kind === 'unchanged') return true;
  if (JSON.stringify(now.changes) !== JSON.stringify(row.changes)) return false;
  const before: Filter<UserDoc> = Object.fromEntries(
    row.changes.map(({ field, from }) => [
      field,
      from === '' ? null : field === 'telegram_id' ? Number(from) : from,
    ]),
  );
  const set = Object.fromEntries(row.changes.map(({ field }) => [field, person[field]]));
  try {
    const done = await collections(db).users.updateOne(
      { ...before, _id: user_id, company_id: order.company },
      { $set: set },
    );
    if (done.matchedCount === 0) return false;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
  const known = await collections(db).users.findOne({ _id: user_id }, { projection: { telegram_id: 1 } });
  if (known?.telegram_id != null) await order.changed(known.telegram_id);
  return true;
}
