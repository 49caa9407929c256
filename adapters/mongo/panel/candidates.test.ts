import { ObjectId } from 'mongodb';
import { expect, test } from 'vitest';
import { type Called, whoIsMeant, whoMayBeMeant } from './candidates.ts';

const many = 20_000;
const idOf = (n: number) => n.toString(16).padStart(24, '0');

/** `looks`: how often somebody's name was looked at. */
function crowd(): { readonly people: readonly Called[]; readonly looks: () => number } {
  let looks = 0;
  const people = Array.from({ length: many }, (_none, n) => ({
    _id: new ObjectId(idOf(n)),
    telegram_id: n % 3 === 2 ? null : 1_000_000 + n,
    get username() {
      looks += 1;
      return n % 3 === 0 ? `Person_${n}` : null;
    },
  }));
  return { people, looks: () => looks };
}

test('of 20,000 who are named each is looked at a few times, however many the others are', () => {
  const { people, looks } = crowd();
  const words = people.map((_one, n) =>
    n % 3 === 0 ? `@person_${n}` : n % 3 === 1 ? String(1_000_000 + n) : idOf(n),
  );
  const { known, unknown } = whoIsMeant([...words, '@nobody', 'null'], people);
  expect(unknown).toEqual(['@nobody', 'null']);
  expect(known.map(({ user_id }) => user_id)).toEqual(people.map((_one, n) => idOf(n)));
  expect(known.slice(0, 3).map(({ label }) => label)).toEqual(['@Person_0', '1000001', idOf(2)]);
  expect(looks()).toBeLessThanOrEqual(4 * many);
});

test('the question to the database has as many parts for thousands of names as for one', () => {
  const parts = (words: readonly string[]) => whoMayBeMeant(words).$or ?? [];
  const thousands = parts(Array.from({ length: many }, (_none, n) => `@person_${n}`));
  expect(thousands).toHaveLength(parts(['@person_1']).length);
  expect(JSON.stringify(thousands)).not.toContain('person_1');
  expect(parts(['@Anna', '.*', '77', idOf(5)])).toEqual([
    { _id: { $in: [new ObjectId(idOf(5))] } },
    { telegram_id: { $in: [77] } },
    { username: { $in: [/^Anna$/i] } },
  ]);
});
