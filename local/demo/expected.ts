import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { collections } from '../../adapters/mongo/collections.ts';
import { openDatabaseOf } from '../launcher/database.ts';
import type { Status } from '../launcher/status.ts';
import { control } from './sandbox.ts';

const everyMs = 5_000;
const most = 100;

/** The newest candidates whose account is known, as the sandbox makes people of them. */
async function candidatesOf(db: Db) {
  const found = await collections(db)
    .users.find(
      { roles: 'candidate', telegram_id: { $ne: null } },
      { projection: { telegram_id: 1, first_name: 1, last_name: 1, username: 1, lang: 1, language_code: 1 } },
    )
    .sort({ _id: -1 })
    .limit(most)
    .toArray();
  return found.map(({ telegram_id: id, first_name, last_name, username, lang, language_code }) => ({
    id,
    ...(first_name && { first_name }),
    ...(last_name && { last_name }),
    ...(username && { username }),
    language_code: lang ?? language_code ?? 'ru',
  }));
}

/** Somebody who came by a list has an account that nobody plays: the sandbox is told of them, and offers them. */
export async function followCandidates(
  { services, roles }: Pick<Status, 'services' | 'roles'>,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const sandbox = roles.find((role) => role.name === 'sandbox')?.url;
  if (sandbox === undefined) return;
  const mongo = openDatabaseOf({ services }, env);
  try {
    while (!signal.aborted) {
      const told = candidatesOf(mongo.db).then((people) => control(sandbox, '/expected', { people }));
      // One of the two is away: the next round.
      await told.catch(() => undefined);
      await pause(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  } finally {
    await mongo.close();
  }
}
