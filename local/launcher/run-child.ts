import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Ending, Supervised } from '../supervise/supervised.ts';
import { StartTrouble } from '../trouble.ts';
import type { Child } from './children.ts';
import { describe } from './engine-start.ts';
import { logTail } from './log-tail.ts';
import type { Session } from './session.ts';

/** 78 is what a program of ours says to wrong settings: the next try would end the same way. */
const wrongSettings = 78;

export type RunningChild = {
  readonly child: Child;
  readonly program: Supervised;
  readonly readiness: () => readonly {
    readonly name: string;
    readonly url: string;
    readonly ready: boolean;
  }[];
};

export type ChildNews = {
  readonly note: (line: string) => void;
  /** One of its parts became ready, or ceased to be. */
  readonly changed: () => void;
};

export function runChild(session: Session, child: Child, { note, changed }: ChildNews): RunningChild {
  const logFile = join(session.places.logs, `${child.name}.log`);
  const { name, command, args, env } = child;
  const program = new Supervised(
    { name, command, args, env, logFile, cwd: session.places.checkout },
    {
      records: session.records,
      graceMs: child.graceMs,
      isFinal: ({ code }) => code === wrongSettings,
      onHappening: (happening) => note(describe('zapis', name, happening)),
    },
  );
  const ready = new Map<string, boolean>();
  void watch(child, session.signal, ready, changed);
  const readiness = () => child.parts.map((part) => ({ ...part, ready: ready.get(part.name) ?? false }));
  return { child, program, readiness };
}

/** Waits until every part says it is ready. One that stays red is an answer, too. */
export async function untilChildReady(
  session: Session,
  running: RunningChild,
  limitMs: number,
): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (running.readiness().some((part) => !part.ready)) {
    session.signal.throwIfAborted();
    if (Date.now() > deadline) throw new StartTrouble(redTrouble(session, running, limitMs));
    await pause(100);
  }
}

async function watch(
  child: Child,
  signal: AbortSignal,
  ready: Map<string, boolean>,
  changed: () => void,
): Promise<void> {
  while (!signal.aborted) {
    const before = JSON.stringify([...ready]);
    await Promise.all(
      child.parts.map(async (part) => {
        ready.set(part.name, await answersReady(`${part.url}/readyz`));
      }),
    );
    if (!signal.aborted && JSON.stringify([...ready]) !== before) changed();
    const allReady = child.parts.every((part) => ready.get(part.name));
    await pause(allReady ? 2_000 : 250, undefined, { ref: false, signal }).catch(() => undefined);
  }
}

async function answersReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

export const endedTrouble = (session: Session, child: Child, { code, signal }: Ending) => ({
  what: `The ${child.name} ended and another try would not help (${signal ?? `code ${code}`})`,
  todo: `The end of ${session.places.logs}/${child.name}.log says why:\n${logTail(session, child.name)}`,
});

function redTrouble(session: Session, running: RunningChild, limitMs: number) {
  const red = running.readiness().filter((part) => !part.ready);
  const names = red.map((part) => `${part.name} (${part.url}/readyz)`).join(', ');
  const { name } = running.child;
  return {
    what: `Not ready after ${limitMs / 1000} s: ${names}`,
    todo: `The end of ${session.places.logs}/${name}.log says why:\n${logTail(session, name)}`,
  };
}
