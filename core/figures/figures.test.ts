import { expect, test } from 'vitest';
import { countPeople, fillRate, noShowRate } from './figures.ts';

const seen = (who: string, how: 'chose' | 'booked' | 'came' | 'missed') => ({
  who,
  booked: how !== 'chose',
  came: how === 'came',
  missed: how === 'missed',
});

test('each step counts people, once each, and never more than the step before', () => {
  // Counted by hand: a–f invited; a, b opened only; c chose; d booked; e came; x, no longer on the list, missed.
  const counted = countPeople(
    new Set('abcdef'),
    ['a', 'b', 'c', 'e'],
    [seen('c', 'chose'), seen('d', 'booked'), seen('d', 'chose'), seen('e', 'came'), seen('x', 'missed')],
  );
  expect(counted).toEqual({ invited: 7, opened: 6, chose: 4, booked: 3, came: 1, no_show: 1, known: 2 });
});

test('who came to one event and missed two others missed, as one person of the two whose outcome is known', () => {
  const counted = countPeople(
    new Set('ab'),
    [],
    [seen('a', 'came'), seen('a', 'missed'), seen('a', 'missed'), seen('b', 'came')],
  );
  expect(counted).toMatchObject({ came: 2, no_show: 1, known: 2 });
  expect(noShowRate(counted)).toBe(0.5);
});

test('a rate is of those whose outcome is recorded, and of nobody it is none', () => {
  expect(noShowRate({ no_show: 1, known: 4 })).toBe(0.25);
  expect(noShowRate({ no_show: 0, known: 0 })).toBeNull();
  expect(fillRate({ seats: 4, taken: 3 })).toBe(0.75);
  expect(fillRate({ seats: 0, taken: 0 })).toBeNull();
});
