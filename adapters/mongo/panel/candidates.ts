import { type Filter, ObjectId } from 'mongodb';
import type { Candidate } from '../../../admin/panel/ports/event-desk.ts';
import { isObjectId } from '../../../core/shared/ids.ts';
import type { UserDoc } from '../documents/user.ts';
import { asUserId } from '../ids.ts';

/** What somebody is called by. */
export type Called = Pick<UserDoc, '_id' | 'username' | 'telegram_id'>;

export function labelOf({ _id, username, telegram_id }: Called): string {
  if (username) return `@${username}`;
  return telegram_id === null ? _id.toHexString() : String(telegram_id);
}

/** No index knows a name in any case: of more than these everybody’s is read once, instead of compared with each. */
const fewNames = 20;

/** Everybody who may be meant by our id, Telegram number or username; `whoIsMeant` says who is. */
export function whoMayBeMeant(words: readonly string[]): Filter<UserDoc> {
  const numbers = words.filter(isNumber).map(Number);
  const ids = words.filter(isObjectId).map((id) => new ObjectId(id));
  const names = words.flatMap((word) =>
    isNumber(word) || isObjectId(word) ? [] : (/^@?(\w+)$/.exec(word)?.[1] ?? []),
  );
  const inAnyCase = names.map((name) => new RegExp(`^${name}$`, 'i'));
  return {
    $or: [
      { _id: { $in: ids } },
      { telegram_id: { $in: numbers } },
      { username: names.length > fewNames ? { $ne: null } : { $in: inAnyCase } },
    ],
  };
}

const isNumber = (word: string): boolean => /^\d{1,15}$/.test(word);

/** In the order of the words. One look at each person and one at each word: a list may name thousands. */
export function whoIsMeant(
  words: readonly string[],
  people: readonly Called[],
): { readonly known: readonly Candidate[]; readonly unknown: readonly string[] } {
  const called = new Map<string, Candidate>();
  for (const person of people) {
    const candidate = { user_id: asUserId(person._id), label: labelOf(person) };
    for (const name of namesOf(person)) if (!called.has(name)) called.set(name, candidate);
  }
  const meant = words.map((word) => ({ word, candidate: called.get(word.toLowerCase()) }));
  return {
    known: meant.flatMap(({ candidate }) => candidate ?? []),
    unknown: meant.flatMap(({ word, candidate }) => (candidate ? [] : [word])),
  };
}

function namesOf({ _id, username, telegram_id }: Called): readonly string[] {
  const name = username?.toLowerCase();
  return [
    _id.toHexString(),
    ...(name ? [name, `@${name}`] : []),
    ...(telegram_id === null ? [] : [String(telegram_id)]),
  ];
}
