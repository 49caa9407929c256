import { expect, test } from 'vitest';
import { createPruningActivities } from './activities.ts';

/** A collection with so many rows past their age. */
function shelf(rows: number) {
  const asked: number[] = [];
  const verbs = createPruningActivities({
    aged: {
      collections: ['old'],
      async prune(_collection, _now, most) {
        asked.push(most);
        const some = Math.min(rows, most);
        rows -= some;
        return some;
      },
    },
  });
  return { verbs, asked, left: () => rows };
}

test('what is past its age goes in bounded deletes, until there is no more', async () => {
  const { verbs, asked, left } = shelf(1_234);
  expect(await verbs.pruneSome({ collection: 'old' })).toEqual({ removed: 1_234, more: false });
  expect(asked).toEqual([500, 500, 500]);
  expect(left()).toBe(0);
});

test('one step removes a bounded number and says that there is more', async () => {
  const { verbs, left } = shelf(7_000);
  expect(await verbs.pruneSome({ collection: 'old' })).toEqual({ removed: 5_000, more: true });
  expect(left()).toBe(2_000);
  expect(await verbs.pruneSome({ collection: 'old' })).toEqual({ removed: 2_000, more: false });
});

test('nothing past its age is nothing removed', async () => {
  const { verbs } = shelf(0);
  expect(await verbs.pruneSome({ collection: 'old' })).toEqual({ removed: 0, more: false });
});
