import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isFree } from '../ports.ts';
import type { Engine, Launch, Probe, Service } from '../services/service.ts';
import { type Ending, type Happening, Supervised } from '../supervise/supervised.ts';
import { diskTrouble, messageOf, StartTrouble } from '../trouble.ts';
import { dataFolder } from './engine-memory.ts';
import { passGate } from './gate-memory.ts';
import { logTail } from './log-tail.ts';
import { type Running, stopPrograms } from './running.ts';
import type { Session } from './session.ts';
import type { StartOptions } from './start-service.ts';

export type EngineResult =
  | { readonly ok: true; readonly running: Running }
  | { readonly ok: false; readonly kind: 'start' | 'gate'; readonly why: string };

const mostPortClashes = 3;

/** Launches one engine, waits until it really answers, and puts it through its trial. On failure nothing is left. */
export async function tryEngine(
  session: Session,
  service: Service,
  engine: Engine,
  options: StartOptions,
): Promise<EngineResult> {
  for (let tries = 1; ; tries += 1) {
    const ports = await session.ports.choose(service.name, service.ports);
    const result = await attempt(session, service, engine, { ...options, ports });
    if (result.ok || result.kind === 'gate' || tries >= mostPortClashes) return result;
    const free = await Promise.all(Object.values(ports).map((port) => isFree(port)));
    if (free.every(Boolean)) return result;
    options.say('somebody else took one of its ports: trying others');
    session.ports.renew(service.name);
  }
}

type Attempt = StartOptions & { readonly ports: Readonly<Record<string, number>> };

async function attempt(
  session: Session,
  service: Service,
  engine: Engine,
  options: Attempt,
): Promise<EngineResult> {
  const programs: Supervised[] = [];
  let good = false;
  try {
    options.say(`starting ${engine.what}`);
    const launch = engine.launch({
      data: join(dataFolder(session, service), engine.dataKey),
      run: session.places.run,
      ports: options.ports,
      env: session.env,
    });
    await startPrograms(session, service, launch, { programs, onHappening: options.onHappening });
    const answer = await untilReady(session, service, launch, programs);
    if (!answer.ok) return { ok: false, kind: 'start', why: answer.why };
    const key = `${engine.dataKey} ${engine.version}`;
    const gate = await passGate(session, service, { url: launch.url, key, say: options.say });
    if (!gate.ok) return { ok: false, kind: 'gate', why: gate.why };
    for (const program of programs) program.keepAlive();
    good = true;
    const { name, title } = service;
    const { what, version } = engine;
    const common = { name, title, what, version, url: launch.url, programs };
    return {
      ok: true,
      running: { ...common, source: 'embedded', links: launch.links ?? {} },
    };
  } catch (error) {
    session.signal.throwIfAborted();
    const trouble = diskTrouble(error, session.places.data, 'ZAPIS_DATA_DIR');
    if (trouble) throw new StartTrouble(trouble);
    return { ok: false, kind: 'start', why: messageOf(error) };
  } finally {
    // Broken off by Ctrl-C: an engine that has not served yet need not be waited for.
    if (!good) await stopPrograms(programs, session.signal);
  }
}

async function startPrograms(
  session: Session,
  service: Service,
  launch: Launch,
  { programs, onHappening }: { programs: Supervised[]; onHappening: (line: string) => void },
): Promise<void> {
  for (const { graceMs, listensOn, ...program } of launch.programs) {
    const logFile = join(session.places.logs, `${program.name}.log`);
    const supervised = new Supervised(
      { ...program, env: program.env ?? session.env, logFile, cwd: session.places.run },
      {
        records: session.records,
        graceMs,
        onHappening: (happening) => onHappening(describe(service.title, program.name, happening)),
      },
    );
    programs.push(supervised);
    if (listensOn !== undefined) await untilListening(listensOn, session.signal);
  }
}

async function untilReady(
  session: Session,
  service: Service,
  launch: Launch,
  programs: readonly Supervised[],
): Promise<{ ok: true } | { ok: false; why: string }> {
  let ended: { name: string; ending: Ending } | undefined;
  const watch = async ({ name, ended: end }: Supervised) => {
    const ending = await end;
    ended ??= { name, ending };
  };
  for (const program of programs) void watch(program);
  const deadline = Date.now() + service.readyWithinMs;
  let last: Probe | undefined;
  while (Date.now() < deadline) {
    session.signal.throwIfAborted();
    if (ended)
      return { ok: false, why: `${ended.name} ended at once: ${logTail(session, ended.name, 1).trim()}` };
    last = await service.probe(launch.url, { timeoutMs: 2_000 });
    // One of ours that has just ended was not the one that answered.
    if (last.ok && !ended) return { ok: true };
    await pause(100);
  }
  const detail = last && !last.ok ? last.fault.detail : 'no answer';
  return { ok: false, why: `not ready after ${service.readyWithinMs / 1000} s (${detail})` };
}

export function describe(title: string, program: string, happening: Happening): string {
  const name = program === title.toLowerCase() ? title : `${title} (${program})`;
  if (happening.kind === 'restarted') return `${name} was started again, pid ${happening.pid}`;
  const how = happening.ending.signal ?? `code ${happening.ending.code}`;
  return `${name} ended by itself (${how}); starting it again in ${happening.againInMs / 1000} s`;
}

async function untilListening(port: number, signal: AbortSignal): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    signal.throwIfAborted();
    if (await accepts(port)) return;
    await pause(25);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.setTimeout(500, () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
}
