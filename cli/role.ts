import {
  loadAdminConfig,
  loadBotConfig,
  loadWorkerConfig,
  type RoleName,
  roleNames,
} from '../config/load.ts';
import { ConfigFaults, readSettings, unknownSettings } from '../config/read.ts';
import { createLog, type Log } from '../runtime/log.ts';
import type { Role } from '../runtime/role.ts';
import { runRoles } from '../runtime/run-roles.ts';
import { type Given, type Usage, usageLine } from './arguments.ts';
import { orFaults } from './faults.ts';
import { withRunningServices } from './running-services.ts';
import { complain } from './say.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Reads the settings first and opens nothing: a fault in one role's settings starts none of them. */
const factories: Record<RoleName, (env: Env) => Promise<(log: Log) => Role>> = {
  async bot(env) {
    const config = loadBotConfig(env);
    const { createBot } = await import('../bot/main.ts');
    return (log) => createBot(config, log);
  },
  async worker(env) {
    const config = loadWorkerConfig(env);
    const { createWorker } = await import('../workers/main.ts');
    return (log) => createWorker(config, log);
  },
  async admin(env) {
    const config = loadAdminConfig(env);
    const { createAdmin } = await import('../admin/main.ts');
    return (log) => createAdmin(config, log);
  },
};

async function prepare(names: readonly RoleName[], env: Env): Promise<((log: Log) => Role)[]> {
  const faults = new Set<string>();
  const builders: ((log: Log) => Role)[] = [];
  for (const name of names) {
    try {
      builders.push(await factories[name](env));
    } catch (error) {
      if (!(error instanceof ConfigFaults)) throw error;
      for (const fault of error.faults) faults.add(fault);
    }
  }
  if (faults.size > 0) throw new ConfigFaults([...faults]);
  return builders;
}

const isRole = (name: string): name is RoleName => (roleNames as readonly string[]).includes(name);

export const usage: Usage = {
  what: 'Runs roles in this process against configured services, or beside a running `npm start`.',
  words: { name: `${roleNames.join('|')} …`, least: 1, most: roleNames.length },
};

export async function run({ words }: Given): Promise<number> {
  const names = words.filter(isRole);
  if (names.length !== words.length) {
    complain(`"${words.find((word) => !isRole(word))}": there is no such role.\n${usageLine('role', usage)}`);
    return 2;
  }
  return orFaults(async () => {
    const env = await withRunningServices(process.env);
    const builders = await prepare(names, env);
    const { LOG_LEVEL: level } = readSettings(env, ['LOG_LEVEL']);
    const log = createLog({ level, pretty: process.stdout.isTTY });
    const unknown = unknownSettings(env);
    if (unknown.length > 0) log.warn({ unknown }, 'settings nobody reads: a typing mistake?');
    return runRoles(
      builders.map((build) => build(log)),
      log,
    );
  });
}
