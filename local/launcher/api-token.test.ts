import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { placesOf, withData } from '../paths.ts';
import { tempFolder } from '../testing.ts';
import { apiTokenOf } from './api-token.ts';

const placesIn = (folder: string) => withData(placesOf({}), folder);

test('a checkout has one token, its own, that only its owner reads', () => {
  const folder = tempFolder(onTestFinished);
  const token = apiTokenOf(placesIn(folder));
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(apiTokenOf(placesIn(folder))).toBe(token);
  expect(apiTokenOf(placesIn(tempFolder(onTestFinished)))).not.toBe(token);
  expect(statSync(join(folder, 'api-token')).mode & 0o777).toBe(0o600);
});

test('a damaged token is replaced', () => {
  const folder = tempFolder(onTestFinished);
  writeFileSync(join(folder, 'api-token'), 'x');
  expect(apiTokenOf(placesIn(folder))).toMatch(/^[\w-]{43}$/);
  expect(statSync(join(folder, 'api-token')).mode & 0o777).toBe(0o600);
});
