import { expect, test } from 'vitest';
import { createLog } from '../runtime/log.ts';
import { followSandboxClock } from './sandbox-clock.ts';

test('every step forward is kept before bookings are told, once; a neighbour that is away is asked again', async () => {
  const stop = new AbortController();
  const reads = [0, 1_000, 1_000, undefined, 5_000];
  const seen: string[] = [];
  let failed = false;
  const clock = {
    async read() {
      if (reads.length === 1) stop.abort();
      return reads.shift();
    },
    async keep(offset: number) {
      if (!failed) {
        failed = true;
        throw new Error('away');
      }
      seen.push(`keep ${offset}`);
    },
    async tell(offset: number) {
      seen.push(`tell ${offset}`);
      return 1;
    },
  };
  await followSandboxClock(clock, createLog({ level: 'silent', pretty: false }), stop.signal);
  expect(seen).toEqual(['keep 1000', 'tell 1000', 'keep 5000', 'tell 5000']);
});
