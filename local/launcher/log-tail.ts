import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from './session.ts';

const mostBytes = 16_384;

/** The last lines of a program's log, for a person who has just been told that it failed. */
export function logTail(session: Session, program: string, lines = 12): string {
  try {
    const file = openSync(join(session.places.logs, `${program}.log`), 'r');
    try {
      const { size } = fstatSync(file);
      const buffer = Buffer.alloc(Math.min(size, mostBytes));
      readSync(file, buffer, 0, buffer.length, size - buffer.length);
      return buffer
        .toString('utf8')
        .trim()
        .split('\n')
        .slice(-lines)
        .map((line) => `    ${line.slice(0, 400)}`)
        .join('\n');
    } finally {
      closeSync(file);
    }
  } catch {
    return '    (no log yet)';
  }
}
