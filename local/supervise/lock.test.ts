import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../testing.ts';
import { holderOf, takeLock } from './lock.ts';

test('a second taker is told who holds it, and gets it after the release', () => {
  const file = join(tempFolder(onTestFinished), 'lock');
  const first = takeLock(file);
  const second = takeLock(file);
  expect(second).toMatchObject({ ok: false, holder: { pid: process.pid } });
  if (first.ok) first.lock.release();
  expect(holderOf(file)).toBeUndefined();
  expect(takeLock(file).ok).toBe(true);
});

test('the lock of a killed process, and a damaged one, are taken over', () => {
  const file = join(tempFolder(onTestFinished), 'lock');
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: '1', boot: 'x', token: 'old' }));
  expect(takeLock(file).ok).toBe(true);
  writeFileSync(file, '{"pid":');
  expect(takeLock(file).ok).toBe(true);
});

test('a folder where the lock belongs is no obstacle', () => {
  const file = join(tempFolder(onTestFinished), 'lock');
  mkdirSync(join(file, 'something'), { recursive: true });
  expect(takeLock(file).ok).toBe(true);
});

test('a lock whose file was removed is no longer held, and its holder leaves the next one’s alone', () => {
  const file = join(tempFolder(onTestFinished), 'lock');
  const first = takeLock(file);
  if (!first.ok) throw new Error('not taken');
  expect(first.lock.isHeld()).toBe(true);
  rmSync(file);
  const second = takeLock(file);
  expect(first.lock.isHeld()).toBe(false);
  first.lock.release();
  expect(second.ok && second.lock.isHeld()).toBe(true);
});

test('of many processes that find a stale lock at once, exactly one gets it', async () => {
  const file = join(tempFolder(onTestFinished), 'lock');
  writeFileSync(file, 'stale');
  const script = `import { takeLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
    const taken = takeLock(process.argv[1]); process.stdout.write(taken.ok ? 'won' : 'lost');
    process.stdin.resume();`;
  const racers = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', script, file], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  // Each keeps running until all have tried: a winner that has ended holds nothing.
  const answers = await Promise.all(
    racers.map(async (racer) => String((await once(racer.stdout, 'data')) as [Buffer])),
  );
  for (const racer of racers) racer.stdin.end();
  for (const racer of racers) if (racer.exitCode === null) await once(racer, 'exit');
  expect(answers.filter((answer) => answer === 'won')).toHaveLength(1);
});
