import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from '../paths.ts';

/** Made once, readable by its owner only, gone with `npm run reset`. */
export function keptSecret(
  { data }: Places,
  { name, shape, make }: { readonly name: string; readonly shape: RegExp; readonly make: () => string },
): string {
  const file = join(data, name);
  const known = read(file);
  if (known !== undefined && shape.test(known)) return known;
  const fresh = make();
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
