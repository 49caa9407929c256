import { expect, test } from 'vitest';
import { allIndexes } from './all-indexes.ts';

const twice = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) !== at);

test('no two indexes of a collection share a name, or the same keys without a condition that tells them apart', () => {
  expect(twice(allIndexes.map((index) => `${index.collection} ${index.options.name}`))).toEqual([]);
  const shapes = allIndexes.map(({ collection, keys, options }) =>
    JSON.stringify([collection, keys, options.partialFilterExpression ?? null]),
  );
  expect(twice(shapes)).toEqual([]);
});

test.each([
  ['anchors', 'user_id'],
  ['audit_log', 'user_id'],
  ['bookings', 'user_id'],
  ['deliveries', 'user_id'],
  ['deliveries', 'booking_ids'],
  ['broadcast_recipients', 'user_id'],
  ['slot_wishes', 'user_id'],
  ['inbound_texts', 'telegram_id'],
])(
  'what %s keep of one person or booking is found by an index, not by reading everybody’s',
  (collection, field) => {
    const whole = allIndexes.filter(
      (index) => index.collection === collection && index.options.partialFilterExpression === undefined,
    );
    expect(whole.map((index) => Object.keys(index.keys)[0])).toContain(field);
  },
);
