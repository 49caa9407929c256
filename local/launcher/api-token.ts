import { randomBytes } from 'node:crypto';
import type { Places } from '../paths.ts';
import { keptSecret } from './kept-secret.ts';

/** What the roles of this checkout show each other. */
export const apiTokenOf = (places: Places): string =>
  keptSecret(places, {
    name: 'api-token',
    shape: /^[\w-]{32,256}$/,
    make: () => randomBytes(32).toString('base64url'),
  });
