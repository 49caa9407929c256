import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { confirmBookingSchema } from './bookings.ts';
import { broadcastCommandSchema } from './broadcasts.ts';
import { routeNames, routes } from './routes.ts';

const slot_id = '0123456789abcdef01234567';
const operators: unknown[] = [{ $ne: null }, { $gt: '' }, { $where: '1' }, [1], ['$ne'], { $regex: '.*' }];

test('no operator of the database gets through in any field', () => {
  for (const sent of operators)
    for (const body of [
      { telegram_id: sent, slot_id },
      { telegram_id: 1, slot_id: sent },
      { telegram_id: 1, event_id: slot_id, date: sent, time: '14:00' },
      { telegram_id: 1, event_id: slot_id, date: '2026-11-26', time: sent },
      { telegram_id: 1, event_id: slot_id, date: '2026-11-26', time: '14:00', location: sent },
    ])
      expect(confirmBookingSchema.safeParse(body).success).toBe(false);
});

test('whatever is sent, what comes out holds numbers and strings only', () => {
  fc.assert(
    fc.property(
      fc.object({ key: fc.constantFrom('telegram_id', 'slot_id', 'event_id', '$ne', 'a') }),
      (sent) => {
        const parsed = confirmBookingSchema.safeParse(sent);
        if (parsed.success)
          expect(Object.values(parsed.data).every((one) => ['number', 'string'].includes(typeof one))).toBe(
            true,
          );
      },
    ),
  );
});

test('a date that does not exist, a 25th hour and a fraction of a person are refused', () => {
  const good = { telegram_id: 1, event_id: slot_id, date: '2028-02-29', time: '23:59' };
  expect(confirmBookingSchema.safeParse(good).success).toBe(true);
  for (const wrong of [
    { date: '2027-02-29' },
    { date: '0000-01-01' },
    { time: '24:00' },
    { time: '9:00' },
    { telegram_id: 1.5 },
    { telegram_id: '1' },
    { telegram_id: 2 ** 60 },
  ])
    expect(confirmBookingSchema.safeParse({ ...good, ...wrong }).success).toBe(false);
});

test('a field nobody knows is refused on every route that takes a body', () => {
  for (const name of routeNames) {
    const { body } = routes[name];
    if (!body) continue;
    const issues = body.safeParse({ surprise: 1 }).error?.issues ?? [];
    expect(JSON.stringify(issues), name).toMatch(/unrecognized_keys|must be \{/);
  }
});

test('a command may hold any JSON but names the database gives a meaning of its own, and no endless nesting', () => {
  const keep = (body: unknown) => broadcastCommandSchema.safeParse({ command_id: 'x', body }).success;
  expect(keep({ action: 'post_broadcast', buttons: [{ text: 'x', more: null }] })).toBe(true);
  expect(keep({ a: [{ $set: 1 }] })).toBe(false);
  expect(keep({ 'a.b': 1 })).toBe(false);
  expect(keep({ a: JSON.parse('{"__proto__": 1}') as unknown })).toBe(false);
  expect(keep({ a: JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) as unknown })).toBe(false);
});
