import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { runVerb } from '../../cli/verb.ts';
import { verbs } from '../../cli/verbs.ts';
import { tempFolder } from '../testing.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

function keptData(): { data: string; said: () => string } {
  const folder = tempFolder(onTestFinished);
  vi.stubEnv('ZAPIS_DATA_DIR', folder);
  vi.stubEnv('ZAPIS_CACHE_DIR', join(folder, 'cache'));
  const data = join(folder, 'data');
  for (const one of [data, join(folder, 'run')]) mkdirSync(one, { recursive: true });
  writeFileSync(join(data, 'bookings'), 'all of them');
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  return { data, said: () => write.mock.calls.map(([text]) => String(text)).join('') };
}

const reset = (...argv: string[]) => runVerb(verbs, ['reset', ...argv]);

test('reset without --yes removes nothing, and says what it would remove and how', async () => {
  const { data, said } = keptData();
  expect(await reset()).toBe(2);
  expect(existsSync(join(data, 'bookings'))).toBe(true);
  expect(said()).toContain(data);
  expect(said()).toContain('zapis reset --yes');
});

test('reset with a word it does not know removes nothing', async () => {
  const { data } = keptData();
  expect(await reset('--yes', '--force')).toBe(2);
  expect(existsSync(join(data, 'bookings'))).toBe(true);
});

test('reset clears what is left when a part of it was removed by hand', async () => {
  const { data } = keptData();
  rmSync(join(data, '..', 'run'), { recursive: true });
  expect(await reset('--yes')).toBe(0);
  expect(existsSync(data)).toBe(false);
});

test('reset --yes removes the data', async () => {
  const { data } = keptData();
  expect(await reset('--yes')).toBe(0);
  expect(existsSync(data)).toBe(false);
});
