import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { launchEnvironment } from './launch.ts';

test('nothing at all is enough to start on one machine', () => {
  expect(launchEnvironment({})['MONGODB_URL']).toBeUndefined();
});

test('a service given by file is used as if it were given by value', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zapis-launch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'url');
  writeFileSync(file, 'mongodb://u:p@db:27017\n');
  const env = launchEnvironment({ MONGODB_URL_FILE: file, LOG_LEVEL: 'debug' });
  expect(env).toMatchObject({ MONGODB_URL: 'mongodb://u:p@db:27017', LOG_LEVEL: 'debug' });
  expect(env['MONGODB_URL_FILE']).toBeUndefined();
});

test('every fault is told before anything is started', () => {
  expect(() => launchEnvironment({ ADMIN_PORT: 'x', REDIS_URL: 'y', ZAPIS_REDIS_BACKEND: 'z' })).toThrow(
    /ADMIN_PORT[\s\S]*REDIS_URL[\s\S]*ZAPIS_REDIS_BACKEND/,
  );
});

test('production is not started this way', () => {
  expect(() =>
    launchEnvironment({ ZAPIS_ENV: 'production', BOT_TOKEN: `1234567:${'A'.repeat(35)}` }),
  ).toThrow('docs/deploy.md');
});
