import { expect, test } from 'vitest';
import { pushAnswer } from './answer.ts';

const now = Date.parse('2026-11-26T10:00:00Z');

test.each([200, 201, 202])('%s is a delivery', (status) => {
  expect(pushAnswer(status, null, now)).toEqual({ kind: 'delivered' });
});

test.each([404, 410])('%s ends the subscription', (status) => {
  expect(pushAnswer(status, null, now)).toEqual({ kind: 'expired' });
});

test.each([429, 500, 503])('%s is tried again', (status) => {
  expect(pushAnswer(status, null, now)).toEqual({ kind: 'later', wait_ms: 5_000 });
});

test('a service is waited for as long as it asks, in seconds or until a date, within an hour', () => {
  const wait = (said: string) => pushAnswer(429, said, now);
  expect(wait('30')).toEqual({ kind: 'later', wait_ms: 30_000 });
  expect(wait('Thu, 26 Nov 2026 10:01:00 GMT')).toEqual({ kind: 'later', wait_ms: 60_000 });
  expect(wait('999999')).toEqual({ kind: 'later', wait_ms: 3_600_000 });
  expect(wait('0')).toEqual({ kind: 'later', wait_ms: 5_000 });
  expect(wait('soon')).toEqual({ kind: 'later', wait_ms: 5_000 });
});

test.each([301, 400, 401, 403, 413])('%s says no to this message, and the subscription stays', (status) => {
  expect(pushAnswer(status, null, now)).toEqual({ kind: 'refused' });
});
