import { resolve } from 'node:path';
import { placesOf, withData } from '../paths.ts';
import { services } from '../services/index.ts';
import type { ServiceName } from '../services/service.ts';
import { causeAmong } from '../trouble.ts';
import { type Running, stopPrograms } from './running.ts';
import { openSession, type Session } from './session.ts';
import { startService } from './start-service.ts';

export type BringUpOptions<Name extends ServiceName> = {
  readonly services: readonly Name[];
  /** A folder of the caller's own; a second bringUp with the same one is refused while the first lasts. */
  readonly dataDir: string;
  readonly log?: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
  /** Use TEMPORAL_ADDRESS, MONGODB_URL, AMQP_URL, REDIS_URL where set. Those cannot be killed. Default: no. */
  readonly useConfigured?: boolean;
  /** Aborted while they come up: what is there is stopped again, and the call rejects. */
  readonly signal?: AbortSignal;
};

export type BroughtUp<Name extends ServiceName> = {
  readonly urls: Readonly<Record<Name, string>>;
  readonly services: readonly Running[];
  /** Sends a signal to every process of the service; the supervisor starts it again on the same port and data. */
  readonly kill: (name: Name, signal?: NodeJS.Signals) => void;
  /** Kills it and keeps it down until `letReturn`. */
  readonly holdDown: (name: Name) => Promise<void>;
  readonly letReturn: (name: Name) => void;
  readonly pids: (name: Name) => readonly number[];
  readonly stop: () => Promise<void>;
};

/** Real services for a test: only the ones it needs, with data of its own, at its mercy. */
export async function bringUp<Name extends ServiceName>(
  options: BringUpOptions<Name>,
): Promise<BroughtUp<Name>> {
  const env = options.env ?? process.env;
  const opened = await openSession(withData(placesOf(env), resolve(options.dataDir)), env);
  if (!opened.ok) throw new Error(`${options.dataDir} is in use by the process ${opened.holder.pid}`);
  const { session } = opened;
  const abort = () => session.abort();
  if (options.signal?.aborted) abort();
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    return control(session, await startAll(session, options));
  } finally {
    options.signal?.removeEventListener('abort', abort);
  }
}

async function startAll<Name extends ServiceName>(
  session: Session,
  options: BringUpOptions<Name>,
): Promise<readonly Running[]> {
  const log = options.log ?? (() => {});
  const results = await Promise.allSettled(
    options.services.map((name) =>
      startService(session, services[name], {
        say: (stage) => log(`${name}: ${stage}`),
        onHappening: log,
        useConfigured: options.useConfigured ?? false,
      }).catch((error: unknown) => {
        session.abort();
        throw error;
      }),
    ),
  );
  const running = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const fault = causeAmong(results);
  if (fault === undefined) return running;
  await Promise.all(running.map((one) => stopPrograms(one.programs)));
  session.close();
  throw fault;
}

function control<Name extends ServiceName>(session: Session, running: readonly Running[]): BroughtUp<Name> {
  const named = (name: Name): Running => {
    const found = running.find((one) => one.name === name);
    if (found === undefined) throw new Error(`${name} was not brought up here`);
    return found;
  };
  const urls = Object.fromEntries(running.map((one) => [one.name, one.url])) as Record<Name, string>;
  return {
    urls,
    services: running,
    kill: (name, signal = 'SIGKILL') => {
      for (const program of named(name).programs) program.kill(signal);
    },
    holdDown: async (name) => {
      for (const program of named(name).programs.toReversed()) await program.holdDown();
    },
    letReturn: (name) => {
      for (const program of named(name).programs) program.letReturn();
    },
    pids: (name) => named(name).programs.flatMap((program) => program.pid ?? []),
    stop: async () => {
      await Promise.all(running.map((one) => stopPrograms(one.programs)));
      session.close();
    },
  };
}
