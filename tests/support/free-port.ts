import { randomInt } from 'node:crypto';
import { isFree } from '../../local/ports.ts';

/**
 * Below what the system gives to whoever connects or asks for any port, and beside what `npm start` takes: other tests open
 * dozens of those a second, and one of them would have it before the role that was told of it listens.
 */
const [lowest, highest] = [12_000, 20_999];

/** A port nobody has at this moment: for a role whose address another one must know before it starts. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest + 1);
    if (await isFree(port)) return port;
  }
}
