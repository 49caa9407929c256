import { createECDH } from 'node:crypto';
import type { Places } from '../paths.ts';
import { keptSecret } from './kept-secret.ts';

type Pair = { readonly VAPID_PUBLIC_KEY?: string; readonly VAPID_PRIVATE_KEY?: string };
const names = ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY'] as const;

/** With what this checkout signs messages to browsers, unless the environment says. A new pair would end every subscription. */
export function vapidOf(env: NodeJS.ProcessEnv, places: Places): Pair {
  if (names.some((name) => env[name] || env[`${name}_FILE`])) return {};
  const secret = keptSecret(places, { name: 'vapid-key', shape: /^[\w-]{43}$/, make: newKey });
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret, 'base64url');
  return { VAPID_PUBLIC_KEY: pair.getPublicKey('base64url'), VAPID_PRIVATE_KEY: secret };
}

/** All 32 bytes of it: a key that begins with zeros is given back shorter. */
function newKey(): string {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()])
    .subarray(-32)
    .toString('base64url');
}
