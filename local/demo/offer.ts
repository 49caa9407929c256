import { allIndexes } from '../../adapters/mongo/all-indexes.ts';
import { createTimePort } from '../../adapters/mongo/clock.ts';
import { collections } from '../../adapters/mongo/collections.ts';
import { asEventId } from '../../adapters/mongo/ids.ts';
import { prepareDatabase } from '../../adapters/mongo/prepare.ts';
import { createLog } from '../../runtime/log.ts';
import { openDatabaseOf } from '../launcher/database.ts';
import type { Status } from '../launcher/status.ts';
import { messageOf } from '../trouble.ts';
import { demoEvent } from './content.ts';
import { demoLink, peopleOfSandbox } from './sandbox.ts';
import { seedDemo } from './seed.ts';

const patienceMs = 20_000;

/**
 * The demo of `npm start`, ready to be tried, as one line. Only beside the sandbox; nothing is written into a database where
 * somebody made events of their own. A start does not fail for it.
 */
export async function offerDemo(
  status: Pick<Status, 'services' | 'roles'>,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const sandbox = status.roles.find((role) => role.name === 'sandbox')?.url;
  if (sandbox === undefined) return undefined;
  const mongo = openDatabaseOf(status, env);
  const signal = AbortSignal.timeout(patienceMs);
  try {
    await prepareDatabase(mongo.db, allIndexes, createLog({ level: 'silent' }), signal);
    signal.throwIfAborted();
    const others = { title: { $ne: demoEvent.title } };
    const { events } = collections(mongo.db);
    if ((await events.countDocuments(others, { limit: 1 })) > 0) {
      const demo = await events.findOne({ title: demoEvent.title, status: 'open' });
      return demo ? `Demo, as it was left: ${demoLink(sandbox, asEventId(demo._id))}` : undefined;
    }
    const { event_id } = await seedDemo(mongo.db, await createTimePort(mongo.db, { sandbox: true }).now());
    await peopleOfSandbox(sandbox);
    return `Demo: two candidates and an event with free times: ${demoLink(sandbox, event_id)}`;
  } catch (error) {
    return `Demo: it could not be made ready (${messageOf(error)}). Later: npm run zapis -- seed`;
  } finally {
    await mongo.close();
  }
}
