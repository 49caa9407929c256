import type { Db, ObjectId } from 'mongodb';
import { collections } from '../collections.ts';
import type { UserDoc } from '../documents/user.ts';
import { inParts } from '../in-parts.ts';

type Fields = Pick<UserDoc, 'first_name' | 'last_name' | 'username'>;
export type Named = {
  readonly name: string;
  readonly username: string | null;
  readonly telegram_id: number | null;
};

/** What staff call somebody; empty for a person nobody has named. */
export function nameOf({ first_name, last_name, username }: Fields): string {
  const name = [first_name, last_name].filter(Boolean).join(' ');
  return name || (username ? `@${username}` : '');
}

export const unique = (ids: readonly ObjectId[]): ObjectId[] => [
  ...new Map(ids.map((id) => [id.toHexString(), id])).values(),
];

/** Of several people at once, by id. */
export async function namesOf(db: Db, ids: readonly ObjectId[]): Promise<ReadonlyMap<string, Named>> {
  const projection = { first_name: 1, last_name: 1, username: 1, telegram_id: 1 };
  const found = await inParts(unique(ids), (some) =>
    collections(db)
      .users.find({ _id: { $in: some } }, { projection })
      .toArray(),
  );
  return new Map(
    found.map((person) => [
      person._id.toHexString(),
      { name: nameOf(person), username: person.username, telegram_id: person.telegram_id },
    ]),
  );
}

/** What those who sign in with a password are known by where they have no name. */
export async function loginsOf(db: Db, ids: readonly ObjectId[]): Promise<ReadonlyMap<string, string>> {
  const found = await inParts(unique(ids), (some) =>
    collections(db)
      .credentials.find({ _id: { $in: some } }, { projection: { login: 1 } })
      .toArray(),
  );
  return new Map(found.map(({ _id, login }) => [_id.toHexString(), login]));
}

/** Of several events at once, by id. */
export async function titlesOf(db: Db, ids: readonly ObjectId[]): Promise<ReadonlyMap<string, string>> {
  const found = await inParts(unique(ids), (some) =>
    collections(db)
      .events.find({ _id: { $in: some } }, { projection: { title: 1 } })
      .toArray(),
  );
  return new Map(found.map(({ _id, title }) => [_id.toHexString(), title]));
}
