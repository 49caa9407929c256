import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder, until } from '../testing.ts';
import { identify, isAlive } from './identity.ts';
import { endOrphans } from './orphans.ts';
import { openRecords } from './records.ts';
import { startProgram } from './spawn.ts';

const sleeper = (name: string) => ({ name, command: 'sleep', args: ['60'] });

test('a later launcher ends what an earlier one recorded', async () => {
  const folder = tempFolder(onTestFinished);
  const { who } = startProgram(sleeper('left behind'), openRecords(folder));
  const ended = await endOrphans(openRecords(folder), 1_000);
  expect(ended.map((one) => one.name)).toEqual(['left behind']);
  expect(isAlive(who)).toBe(false);
  expect(openRecords(folder).all()).toEqual([]);
});

test('a stranger that got the pid of a recorded process is left alone', async () => {
  const folder = tempFolder(onTestFinished);
  const stranger = spawn('sleep', ['60'], { detached: true });
  onTestFinished(() => void stranger.kill('SIGKILL'));
  const who = identify(stranger.pid ?? 0);
  if (!who) throw new Error('it should run');
  const records = openRecords(folder);
  records.add({ ...who, started: '1', name: 'long gone' });
  records.add({ ...who, boot: 'another boot', name: 'before the reboot' });
  expect(await endOrphans(records, 100)).toEqual([]);
  expect(isAlive(who)).toBe(true);
  expect(records.all()).toEqual([]);
});

test('a damaged record file is no reason not to start', () => {
  const folder = tempFolder(onTestFinished);
  writeFileSync(join(folder, 'processes.json'), '[{"pid": 1, "name"');
  expect(openRecords(folder).all()).toEqual([]);
});

test('a program whose pid could not be recorded never runs', async () => {
  const folder = tempFolder(onTestFinished);
  const mark = join(folder, 'it-ran');
  let pid = 0;
  const full = {
    ...openRecords(folder),
    add: (one: { pid: number }) => {
      pid = one.pid;
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    },
  };
  expect(() => startProgram({ name: 'x', command: 'touch', args: [mark] }, full)).toThrow('no space left');
  await until('the gate closed', () => identify(pid) === undefined);
  expect(existsSync(mark)).toBe(false);
});
