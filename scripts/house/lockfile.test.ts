import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Entry = {
  readonly version: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Record<string, string>;
};
const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Entry>;
};

test('the lockfile names every platform’s packages: otherwise `npm ci` refuses it (npm run lockfile mends it)', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) =>
        !lock.packages[`${path}/node_modules/${name}`] &&
        !lock.packages[`node_modules/${name}`] &&
        /-(linux|darwin|win32|android|freebsd|openharmony)/.test(name),
    ),
  );
  expect(missing).toEqual([]);
});

test('the lockfile names no registry: whoever installs uses their own', () => {
  expect(Object.values(lock.packages).filter((entry) => entry.resolved !== undefined)).toEqual([]);
});
