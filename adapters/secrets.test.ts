import { expect, test } from 'vitest';
import { fits, sealed } from './secrets.ts';

test('a secret fits its own seal and no other, and two seals of one secret differ', async () => {
  const [one, other] = await Promise.all([sealed('correct horse'), sealed('correct horse')]);
  expect(one).not.toBe(other);
  expect(one).not.toContain('correct');
  expect(await fits('correct horse', one)).toBe(true);
  expect(await fits('correct horsE', one)).toBe(false);
  expect(await fits('', one)).toBe(false);
  expect(await fits('correct horse', undefined)).toBe(false);
  expect(await fits('correct horse', 'plain$text')).toBe(false);
});

test('a letter typed as one sign or as two is the same letter', async () => {
  expect(await fits('parole\u0301-parole', await sealed('parol\u00e9-parole'))).toBe(true);
});
