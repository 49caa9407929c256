import {
  MongoAPIError,
  MongoError,
  MongoParseError,
  MongoServerError,
  MongoTopologyClosedError,
} from 'mongodb';
import { again, codeOf, refused, type Trouble, textOf } from '../trouble.ts';

const duplicateKey = 11_000;
const indexConflicts = new Set([duplicateKey, 85, 86]);
/** Everything else a server says may pass by itself: an election, a shutdown, a write concern that timed out. */
const refusedForGood = new Map<number, string>([
  [duplicateKey, 'a unique index refuses it'],
  [2, 'it does not understand a value of ours'],
  [9, 'it does not understand a request of ours'],
  [13, 'this account may not do that: check its roles'],
  [18, 'wrong user or password in MONGODB_URL'],
  [59, 'it does not know a command of ours'],
  [72, 'it does not know an option of ours'],
  [85, 'an index of the same name with other options exists'],
  [86, 'an index of the same name with other keys exists'],
  [121, 'the document does not fit the collection’s validator'],
]);

export function mongoTrouble(error: unknown): Trouble {
  // The server did not answer when the driver first connected; others who waited for the same hear only this.
  if (error instanceof MongoTopologyClosedError) return again(`MongoDB: ${error.message}`);
  // A misuse of the driver is a fault of ours: waiting cannot mend it.
  if (error instanceof MongoAPIError || error instanceof MongoParseError)
    return refused(`MongoDB: ${error.message}`);
  const code = codeOf(error);
  if (error instanceof MongoServerError && typeof code === 'number') {
    const reason = refusedForGood.get(code);
    if (reason) return refused(`MongoDB: ${reason} (${code}: ${error.message})`);
  }
  if (error instanceof MongoError) return again(`MongoDB: ${textOf(error)}`);
  return refused(textOf(error));
}

export const isDuplicateKey = (error: unknown): boolean => codeOf(error) === duplicateKey;

export const isIndexConflict = (error: unknown): boolean => {
  const code = codeOf(error);
  return typeof code === 'number' && indexConflicts.has(code);
};

/** The database cannot be asked just now; the request was all right. */
export const isAway = (error: unknown): boolean =>
  error instanceof MongoError && mongoTrouble(error).kind !== 'refused';

/** false: there is a document already that a unique index keeps alone. */
export async function inserted(insert: () => Promise<unknown>): Promise<boolean> {
  try {
    await insert();
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return false;
  }
}
