import { expect, test } from 'vitest';
import { bookingId } from '../../core/shared/ids.ts';
import { atOnce } from './at-once.ts';

const order = {
  booking_id: bookingId('b'.repeat(24)),
  rev: 1,
  type: 'booking.created',
  trace_id: 't',
} as const;

test('what the broker confirmed is announced', async () => {
  expect(await atOnce(async () => undefined)(order)).toBe(true);
});

test('a broker that refuses, or that does not answer, holds nobody up: the outbox announces it', async () => {
  expect(await atOnce(() => Promise.reject(new Error('RabbitMQ is not connected')))(order)).toBe(false);
  expect(await atOnce(() => new Promise(() => undefined))(order)).toBe(false);
});
