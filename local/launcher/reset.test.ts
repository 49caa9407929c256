import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { run } from '../../cli/reset.ts';
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
  return { data, said: () => write.mock.calls.map(([text]) => String(text)).join('') };
}

test.each([
  ['without --yes', []],
  ['with a word it does not know', ['--yes', '--force']],
])('reset %s removes nothing, and says what it would remove and how', async (_name, argv) => {
  const { data, said } = keptData();
  expect(await run(argv)).toBe(2);
  expect(existsSync(join(data, 'bookings'))).toBe(true);
  expect(said()).toContain(data);
  expect(said()).toContain('zapis reset --yes');
});

test('reset --yes removes the data', async () => {
  const { data } = keptData();
  expect(await run(['--yes'])).toBe(0);
  expect(existsSync(data)).toBe(false);
});
