import { pause } from '../../runtime/retry.ts';

/** A neighbour that hangs is one that does not answer: how the system is, is asked in just that hour. */
const patienceMs = 1_500;

/** undefined: it does not answer. */
export async function known<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const enough = new AbortController();
  const late = pause(patienceMs, enough.signal).then(() => undefined);
  // Who is away is named among the services.
  const answer = (async () => ask())().catch(() => undefined);
  return Promise.race([answer, late]).finally(() => enough.abort());
}
