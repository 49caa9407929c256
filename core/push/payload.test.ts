import { expect, test } from 'vitest';
import { payloadOf, travelsWhole } from './payload.ts';

const message = { title: 'Interview', body: 'Today at 14:00', url: '/me', tag: 'booking:1' };

test('a message travels as it is', () => {
  expect(JSON.parse(payloadOf(message))).toEqual(message);
});

test('a message that is too long is cut to what services take, whatever letters it is written in', () => {
  const long = payloadOf({ ...message, title: 'щ'.repeat(500), body: '👩‍👩‍👧 ж'.repeat(2_000) });
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(3_500);
  expect(JSON.parse(long)).toMatchObject({ url: '/me', tag: 'booking:1' });
  expect(JSON.parse(long).body).toMatch(/…$/);
});

test('it is known before whether anything would be cut', () => {
  expect(travelsWhole({ ...message, body: 'Today\n\nat 14:00' })).toBe(true);
  expect(travelsWhole({ ...message, body: 'x'.repeat(1_001) })).toBe(false);
  expect(travelsWhole({ ...message, body: '👩‍👩‍👧'.repeat(300) })).toBe(false);
});
