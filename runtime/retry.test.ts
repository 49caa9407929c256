import { expect, test } from 'vitest';
import { delayMs, untilDone } from './retry.ts';

test('waits double, never past the bound, and are spread', () => {
  const middle = () => 0.5;
  expect([0, 1, 2, 3, 20].map((attempt) => delayMs(attempt, 100, 1_000, middle))).toEqual([
    100, 200, 400, 800, 1_000,
  ]);
  expect(delayMs(0, 100, 1_000, () => 0)).toBe(80);
  expect(delayMs(0, 100, 1_000, () => 1)).toBe(120);
});

test('work is tried until it succeeds', async () => {
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 3) throw new Error('not yet');
    return 'done';
  };
  expect(await untilDone(work, { signal: new AbortController().signal, firstMs: 1 })).toBe('done');
  expect(tries).toBe(3);
});

test('a stop ends the waiting at once', async () => {
  const stop = new AbortController();
  const waiting = untilDone(() => Promise.reject(new Error('away')), {
    signal: stop.signal,
    firstMs: 60_000,
    mostMs: 60_000,
    failed: () => stop.abort(),
  });
  expect(await waiting).toBeUndefined();
});

test('what waiting cannot mend is thrown', async () => {
  const work = untilDone(() => Promise.reject(new Error('contradiction')), {
    signal: new AbortController().signal,
    fatal: () => true,
  });
  await expect(work).rejects.toThrow('contradiction');
});
