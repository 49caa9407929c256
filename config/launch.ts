import { ConfigFaults, readSettings } from './read.ts';
import { type SettingName, settingNames } from './settings.ts';

/** Where these are not given, `npm start` brings the service up itself. */
const serviceUrls = [
  'TEMPORAL_ADDRESS',
  'MONGODB_URL',
  'AMQP_URL',
  'REDIS_URL',
] as const satisfies SettingName[];

type Env = Readonly<Record<string, string | undefined>>;

/** The environment for a start on one machine, with every fault told before anything runs; URLs given by file stand in it as values. */
export function launchEnvironment(env: Env): Env {
  if (env['ZAPIS_ENV'] === 'production')
    throw new ConfigFaults([
      'ZAPIS_ENV: production does not run from one command on one machine; docs/deploy.md tells how it does',
    ]);
  const values = readSettings(env, settingNames, serviceUrls);
  const resolved: Record<string, string | undefined> = { ...env };
  for (const name of serviceUrls) {
    resolved[name] = values[name];
    delete resolved[`${name}_FILE`];
  }
  return resolved;
}
