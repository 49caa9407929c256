import { type Db, ObjectId } from 'mongodb';
import type { UserId } from '../../../core/shared/ids.ts';
import { isObjectId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import { asUserId } from '../ids.ts';

const number = /^\d{1,16}$/;
const nick = /^@?([A-Za-z]\w{3,31})$/;
const atOnce = 500;

/** Whom a list means: our ids, @usernames as Telegram writes them in any case, or Telegram numbers. In the order given, each once. */
export async function peopleNamed(db: Db, company: string, entries: readonly string[]) {
  const people = new Map<string, UserId>();
  const unknown: string[] = [];
  for (let from = 0; from < entries.length; from += atOnce)
    for (const [entry, found] of await find(db, company, entries.slice(from, from + atOnce)))
      if (found) people.set(found.toHexString(), asUserId(found));
      else unknown.push(entry);
  return { people: [...people.values()], unknown };
}

async function find(
  db: Db,
  company: string,
  entries: readonly string[],
): Promise<readonly (readonly [string, ObjectId | undefined])[]> {
  const names = entries.flatMap((entry) => (isObjectId(entry) ? [] : (nick.exec(entry)?.[1] ?? [])));
  const found = await collections(db)
    .users.find(
      {
        company_id: company,
        erased_at: { $exists: false },
        $or: [
          { _id: { $in: entries.filter(isObjectId).map((id) => new ObjectId(id)) } },
          { telegram_id: { $in: entries.filter((entry) => number.test(entry)).map(Number) } },
          { username: { $in: names.map((name) => new RegExp(`^${name}$`, 'i')) } },
        ],
      },
      { projection: { telegram_id: 1, username: 1 } },
    )
    .toArray();
  const by = new Map<string, ObjectId>();
  for (const { _id, telegram_id, username } of found) {
    by.set(_id.toHexString(), _id);
    if (telegram_id !== null) by.set(String(telegram_id), _id);
    if (username) by.set(username.toLowerCase(), _id);
  }
  return entries.map(
    (entry) => [entry, by.get(entry) ?? by.get(entry.replace(/^@/, '').toLowerCase())] as const,
  );
}
