import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { readSettings } from '../../config/read.ts';
import type { Status } from './status.ts';

/** The database that a start uses: the configured one, or its own. */
export function openDatabaseOf({ services }: Pick<Status, 'services'>, env: NodeJS.ProcessEnv): Mongo {
  const { MONGODB_DATABASE: database } = readSettings(env, ['MONGODB_DATABASE']);
  const embedded = services.find((service) => service.name === 'mongodb')?.url;
  return openMongo({ url: env['MONGODB_URL'] || (embedded ?? ''), database });
}
