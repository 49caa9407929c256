import { afterEach, expect, test } from 'vitest';
import { type StopRequest, stopRequests } from './stop-requests.ts';

let stop: StopRequest | undefined;
afterEach(() => stop?.close());

function ask(signal: NodeJS.Signals): void {
  process.emit(signal, signal);
}

test('Ctrl-C that arrives twice at once is one request, and ends with 0', async () => {
  let now = 0;
  stop = stopRequests(() => now);
  ask('SIGINT');
  now = 20;
  ask('SIGINT');
  expect(await stop.asked).toBe(0);
  expect(stop.hurry.aborted).toBe(false);
});

test('a person who asks again later wants it quick', async () => {
  let now = 0;
  stop = stopRequests(() => now);
  ask('SIGTERM');
  now = 3_000;
  ask('SIGINT');
  expect(await stop.asked).toBe(143);
  expect(stop.hurry.aborted).toBe(true);
});
