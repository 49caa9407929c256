import { expect, onTestFinished, test } from 'vitest';
import { isAlive } from '../supervise/identity.ts';
import { openRecords } from '../supervise/records.ts';
import { tempFolder, until } from '../testing.ts';
import { createToolRunner, lastWord, saysDiskFull } from './tool.ts';

function runner() {
  const records = openRecords(tempFolder(onTestFinished));
  const abort = new AbortController();
  return { records, abort, run: createToolRunner(records, abort.signal) };
}

test('a tool that runs out of disk space is recognised by what it says', async () => {
  const { run } = runner();
  const result = await run('sh', ['-c', 'cat /proc/version > /dev/full']);
  expect(result.ok).toBe(false);
  expect(saysDiskFull(result.output)).toBe(true);
});

test('a tool that is missing is an answer', async () => {
  const { run } = runner();
  expect((await run('no-such-tool-anywhere', [])).code).toBe(127);
});

test('a start that is broken off ends its tools, and no record of them is left', async () => {
  const { run, records, abort } = runner();
  const work = run('sh', ['-c', 'sleep 60 & wait']);
  await until('it is recorded', () => records.all().length === 1);
  const [tool] = records.all();
  abort.abort();
  await expect(work).rejects.toThrow('aborted');
  expect(tool && isAlive(tool)).toBe(false);
  expect(records.all()).toEqual([]);
});

test('a package manager is let finish when the start is broken off', async () => {
  const { run, abort } = runner();
  const lines: string[] = [];
  const options = { letFinish: true, onLine: (line: string) => void lines.push(line) };
  const work = run('sh', ['-c', 'echo begun; sleep 0.3; echo finished'], options);
  await until('it has begun', () => lines.includes('begun'));
  abort.abort();
  await expect(work).rejects.toThrow('aborted');
  expect(lines).toContain('finished');
});

test('the last line that tells of a failure is the one to show', () => {
  const output = 'compiling\nerror: no such module\nsee the log';
  expect(lastWord({ ok: false, code: 1, output })).toBe('error: no such module');
  expect(lastWord({ ok: false, code: 9, output: '' })).toBe('exit code 9');
});
