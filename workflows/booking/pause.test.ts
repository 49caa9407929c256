import { expect, test } from 'vitest';
import { longer, shortest } from './pause.ts';

test('the pause between two tries doubles from half a minute to a quarter of an hour, and stays there', () => {
  const pauses = [shortest];
  for (let tries = 0; tries < 7; tries += 1) pauses.push(longer(pauses.at(-1) ?? 0));
  expect(pauses.map((ms) => ms / 60_000)).toEqual([0.5, 1, 2, 4, 8, 15, 15, 15]);
});
