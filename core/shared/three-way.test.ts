import { assert, constantFrom, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { meet } from './three-way.ts';

const fields = ['room', 'place'] as const;
const texts = record({ room: constantFrom('1', '2', '3'), place: constantFrom('a', 'b', 'c') });

test('what was typed stays, what was not touched becomes what it is now', () => {
  const seen = { room: '1', place: 'a' };
  const { merged, theirs } = meet(fields, {
    seen,
    typed: { room: '2', place: 'a' },
    now: { room: '1', place: 'b' },
  });
  expect(merged).toEqual({ room: '2', place: 'b' });
  expect(theirs).toEqual([{ field: 'place', seen: 'a', now: 'b', both: false }]);
});

test('the same change by both is no difference; two different ones are named', () => {
  const seen = { room: '1', place: 'a' };
  expect(meet(fields, { seen, typed: { ...seen, room: '2' }, now: { ...seen, room: '2' } }).theirs).toEqual(
    [],
  );
  expect(meet(fields, { seen, typed: { ...seen, room: '2' }, now: { ...seen, room: '3' } }).theirs).toEqual([
    { field: 'room', seen: '1', now: '3', both: true },
  ]);
});

test('nothing typed is ever lost, and nothing of somebody else is overwritten without being named', () => {
  assert(
    property(texts, texts, texts, (seen, typed, now) => {
      const { merged, theirs } = meet(fields, { seen, typed, now });
      for (const field of fields) {
        if (typed[field] !== seen[field]) expect(merged[field]).toBe(typed[field]);
        if (merged[field] !== now[field] && seen[field] !== now[field])
          expect(theirs.map((one) => one.field)).toContain(field);
      }
    }),
  );
});
