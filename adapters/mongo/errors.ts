import { MongoServerError } from 'mongodb';
import { again, codeOf, refused, type Trouble, textOf } from '../trouble.ts';

const duplicateKey = 11_000;
const refusedForGood = new Map<number, string>([
  [duplicateKey, 'a unique index refuses it'],
  [13, 'this account may not do that: check its roles'],
  [18, 'wrong user or password in MONGODB_URL'],
  [85, 'an index of the same name with other options exists'],
  [86, 'an index of the same name with other keys exists'],
  [121, 'the document does not fit the collection’s validator'],
]);

export function mongoTrouble(error: unknown): Trouble {
  const code = codeOf(error);
  if (error instanceof MongoServerError && typeof code === 'number') {
    const reason = refusedForGood.get(code);
    if (reason) return refused(`MongoDB: ${reason} (${code}: ${error.message})`);
  }
  return again(`MongoDB: ${textOf(error)}`);
}

export const isDuplicateKey = (error: unknown): boolean => codeOf(error) === duplicateKey;
