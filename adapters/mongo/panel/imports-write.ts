import type { Db, Filter, ObjectId } from 'mongodb';
import type { ImportedPerson } from '../../../core/people/import-row.ts';
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
  for (;;) {
    const some = await rows
      .find({ import_id: order.id, kind: { $in: ['new', 'changed'] }, result: null })
      .sort({ nth: 1 })
      .limit(atOnce)
      .toArray();
    if (some.length === 0) break;
    await writeSome(db, order, some);
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
  const queue = some.map((row, at) => ({ row, now: again[at] }));
  const one = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { row, now } = next;
      const done = now ? await writeRow(db, order, row, now) : false;
      await importCollections(db).rows.updateOne(
        { _id: row._id, result: null },
        { $set: { result: done ? 'written' : 'meanwhile' } },
      );
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, one));
}

type Now = Awaited<ReturnType<typeof compare>>[number];

/** False: it means something else by now. */
async function writeRow(db: Db, order: Order, row: ImportRowDoc, now: Now): Promise<boolean> {
  const { person, user_id } = row;
  if (!person || !user_id) return false;
  if (row.kind === 'new') return insert(db, order, { person, user_id }, now);
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

async function insert(
  db: Db,
  order: Order,
  { person, user_id }: { readonly person: ImportedPerson; readonly user_id: ObjectId },
  now: Now,
): Promise<boolean> {
  const { users } = collections(db);
  // Found by what this very row wrote before a crash: it is the one.
  if (now.kind !== 'new') return now.user_id?.equals(user_id) ?? false;
  try {
    await users.insertOne({
      ...newPersonDoc({ ...person, company_id: order.company }, order.now),
      _id: user_id,
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return (await users.countDocuments({ _id: user_id }, { limit: 1 })) > 0;
  }
  if (person.telegram_id !== undefined) await order.changed(person.telegram_id);
  return true;
}
