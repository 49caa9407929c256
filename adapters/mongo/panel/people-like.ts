import type { Filter } from 'mongodb';
import { readAccount, readPhone } from '../../../core/people/fields.ts';
import type { UserDoc } from '../documents/user.ts';

const mostWords = 5;
export const escaped = (word: string): string => word.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** Every word is the beginning of a name or username, however it is written; or it is their account or phone. */
export function peopleLike(typed: string): Filter<UserDoc> {
  const words = typed.split(/\s+/).filter(Boolean).slice(0, mostWords);
  const named: Filter<UserDoc> = {
    $and: words.map((word) => {
      const begins = { $regex: `^${escaped(word.replace(/^@/, ''))}`, $options: 'i' };
      return { $or: [{ first_name: begins }, { last_name: begins }, { username: begins }] };
    }),
  };
  const account = readAccount(typed);
  const phone = readPhone(typed);
  if (account === undefined && phone === undefined) return named;
  return {
    $or: [
      named,
      ...(account === undefined ? [] : [{ telegram_id: account }]),
      ...(phone === undefined ? [] : [{ phone }]),
    ],
  };
}
