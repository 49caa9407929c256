import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { envExample } from './env-example.ts';

test('.env.example shows every setting with its meaning and default (npm run env-example rewrites it)', () => {
  expect(readFileSync(new URL('../.env.example', import.meta.url), 'utf8')).toBe(envExample());
});
