import { expect, test } from 'vitest';
import { drawNumber } from './number.ts';

test('a number is two groups of three, without signs that are mistaken for others', () => {
  for (let draw = 0; draw < 500; draw += 1)
    expect(drawNumber()).toMatch(/^[34679ACDEFGHJKMNPQRTVWXY]{3}-[34679ACDEFGHJKMNPQRTVWXY]{3}$/);
});
