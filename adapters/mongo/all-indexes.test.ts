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
