import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

test.each(['constructor', 'toString', '__proto__', 'nonsense'])(
  'the verb %s is none: the usage is told',
  (verb) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, verb], { encoding: 'utf8' });
    expect(stderr).toContain('Usage: zapis');
    expect(stdout).toBe('');
    expect(status).toBe(2);
  },
);

test('where nothing runs, the way to begin is told before any setting', { timeout: 30_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'zapis-cli-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const env = { PATH: process.env['PATH'], HOME: data, ZAPIS_DATA_DIR: data, ZAPIS_CACHE_DIR: data };
  const run = (...verb: string[]) => spawnSync(process.execPath, [main, ...verb], { encoding: 'utf8', env });
  const list = run('event', 'list');
  expect(list.stderr).toMatch(/^Nothing runs from this folder: `npm start` brings it up/);
  expect(list.status).toBe(78);
  const doctor = run('doctor');
  expect(doctor.stdout).toContain('Nothing is wrong, and nothing runs: `npm start` brings it up.');
  expect(doctor.status).toBe(0);
});
