import { expect, test } from 'vitest';
import { userId } from '../shared/ids.ts';
import { planMoves } from './moving.ts';

const person = (digit: string, held = false) => ({ user_id: userId(digit.repeat(24)), held });
const [anna, boris, vera] = [person('a'), person('b'), person('c')];
const to = { starts_at: 2_000, capacity: 2, people: [person('d')] };
const reasons = (...asked: Parameters<typeof planMoves>) => planMoves(...asked).map((one) => one.why_not);

test('as many fit as there are seats, in the order they were chosen', () => {
  expect(reasons([anna, boris, vera], to, 1_000)).toEqual([null, 'no_seat', 'no_seat']);
  expect(reasons([anna, boris, vera], { ...to, capacity: 4 }, 1_000)).toEqual([null, null, null]);
});

test('who only holds a seat, or is there already, takes no seat from those who can be moved', () => {
  const chosen = [{ ...anna, held: true }, person('d'), boris];
  expect(reasons(chosen, to, 1_000)).toEqual(['only_holds', 'there_already', null]);
});

test('nobody is moved into what has begun, nor into a slot that has more people than seats', () => {
  expect(reasons([anna], to, 2_000)).toEqual(['over']);
  expect(reasons([anna], { ...to, capacity: 0 }, 1_000)).toEqual(['no_seat']);
});
