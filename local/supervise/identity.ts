import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Which process this is: a pid alone may belong to somebody else tomorrow. */
export type Identity = { readonly pid: number; readonly started: string; readonly boot: string };

const bootId = readBootId();

export function identify(pid: number): Identity | undefined {
  const started = startOf(pid);
  return started === undefined ? undefined : { pid, started, boot: bootId };
}

/** True only for the very process that was recorded; one that has ended and waits to be collected is dead. */
export const isAlive = (who: Identity): boolean => who.boot === bootId && startOf(who.pid) === who.started;

function startOf(pid: number): string | undefined {
  return process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid);
}

function startOnLinux(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The program's name stands in brackets and may hold blanks and brackets itself: count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  return state === 'Z' || state === 'X' ? undefined : fields[19];
}

function startElsewhere(pid: number): string | undefined {
  try {
    const text = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return text === '' || text.startsWith('Z') ? undefined : text.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
}

function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
