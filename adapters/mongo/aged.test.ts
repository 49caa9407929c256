import { expect, test } from 'vitest';
import { ages } from './aged.ts';
import { allIndexes } from './all-indexes.ts';

test.each(ages)(
  '$collection by $field: what is past its age is found by an index',
  ({ collection, field }) => {
    const first = allIndexes
      .filter(
        (index) => index.collection === collection && index.options.partialFilterExpression === undefined,
      )
      .map((index) => Object.keys(index.keys)[0]);
    expect(first).toContain(field);
  },
);

test('who was moved together, and why, is not kept for ever', () => {
  expect(ages.map(({ collection }) => collection)).toContain('people_moves');
});

test('what a redelivered message meant is kept as long as the note that it was handled', () => {
  const daysOf = (name: string) => ages.find((age) => age.collection === name)?.days ?? 0;
  expect(daysOf('foreign_orders')).toBeGreaterThanOrEqual(daysOf('processed_messages'));
});
