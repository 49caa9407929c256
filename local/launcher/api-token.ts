import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from '../paths.ts';

const shape = /^[\w-]{32,256}$/;

/** What the roles of this checkout show each other: made once, readable by its owner only, gone with `npm run reset`. */
export function apiTokenOf({ data }: Places): string {
  const file = join(data, 'api-token');
  const known = read(file);
  if (known !== undefined && shape.test(known)) return known;
  const fresh = randomBytes(32).toString('base64url');
  mkdirSync(data, { recursive: true });
  writeFileSync(file, fresh, { mode: 0o600, flush: true });
  // The mode above is for a new file only.
  chmodSync(file, 0o600);
  return fresh;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
