import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder, until } from '../testing.ts';
import { identify, isAlive } from './identity.ts';
import { openRecords } from './records.ts';
import type { Program } from './spawn.ts';
import { type Happening, Supervised } from './supervised.ts';

const quick = { firstMs: 10, mostMs: 40, calmMs: 60_000 };

function supervise(
  script: string,
  options: { graceMs?: number; isFinal?: (code: number | null) => boolean } = {},
) {
  const folder = tempFolder(onTestFinished);
  const records = openRecords(folder);
  const happenings: Happening[] = [];
  const program: Program = {
    name: 'dummy',
    command: '/bin/sh',
    args: ['-c', script],
    cwd: folder,
    logFile: join(folder, 'dummy.log'),
  };
  const supervised = new Supervised(program, {
    records,
    graceMs: options.graceMs ?? 5_000,
    backoff: quick,
    onHappening: (happening) => happenings.push(happening),
    isFinal: ({ code }) => options.isFinal?.(code) ?? false,
  });
  onTestFinished(() => supervised.stop());
  return { supervised, records, happenings, folder };
}

test('a program that dies is started again, and the records name the new one only', async () => {
  const { supervised, records, happenings } = supervise('exec sleep 60');
  supervised.keepAlive();
  const first = supervised.pid;
  supervised.kill('SIGKILL');
  await until('a new pid', () => supervised.pid !== undefined && supervised.pid !== first);
  expect(happenings.map((one) => one.kind)).toEqual(['died', 'restarted']);
  expect(records.all().map((one) => one.pid)).toEqual([supervised.pid]);
});

test('a program that dies again and again is tried at growing intervals up to a limit', async () => {
  const { supervised, happenings } = supervise('exit 3');
  supervised.keepAlive();
  await until('six deaths', () => happenings.filter((one) => one.kind === 'died').length >= 6);
  const waits = happenings.flatMap((one) => (one.kind === 'died' ? [one.againInMs] : []));
  expect(waits.slice(0, 5)).toEqual([10, 20, 40, 40, 40]);
});

test('before it is kept alive, an ending is an answer and not a restart', async () => {
  const { supervised, happenings } = supervise('exit 7');
  expect(await supervised.ended).toEqual({ code: 7, signal: null });
  expect(happenings).toEqual([]);
});

test('an ending that another try cannot mend is final', async () => {
  const { supervised, happenings } = supervise('exit 78', { isFinal: (code) => code === 78 });
  supervised.keepAlive();
  expect((await supervised.ended).code).toBe(78);
  expect(happenings).toEqual([]);
});

test('what ignores a polite request is ended at the deadline, with everything in its group', async () => {
  const { supervised, folder, records } = supervise(
    'trap "" TERM; (trap "" TERM; echo $(exec sh -c \'echo $PPID\') > child; sleep 60; true) & wait; sleep 60',
    { graceMs: 200 },
  );
  await until('the grandchild wrote its pid', () => readPid(join(folder, 'child')) !== undefined);
  const grandchild = identify(readPid(join(folder, 'child')) ?? 0);
  const leader = identify(supervised.pid ?? 0);
  if (!grandchild || !leader) throw new Error('both should run');
  await supervised.stop();
  await until('both are gone', () => !isAlive(grandchild) && !isAlive(leader));
  expect(records.all()).toEqual([]);
});

test('held down it stays down, and returns when it is let', async () => {
  const { supervised } = supervise('exec sleep 60');
  supervised.keepAlive();
  await supervised.holdDown();
  expect(supervised.pid).toBeUndefined();
  supervised.letReturn();
  await until('it runs', () => supervised.pid !== undefined);
});

test('held down while it waits for its next try, it does not start twice when it is let return', async () => {
  const { supervised, folder } = supervise('echo x >> starts; test -e stay && exec sleep 60; exit 1');
  supervised.keepAlive();
  await until('some tries', () => lines(join(folder, 'starts')) >= 3);
  await supervised.holdDown();
  const before = lines(join(folder, 'starts'));
  writeFileSync(join(folder, 'stay'), '');
  supervised.letReturn();
  await until('one more start', () => lines(join(folder, 'starts')) > before);
  await supervised.stop();
  expect(lines(join(folder, 'starts'))).toBe(before + 1);
});

test('its output is in its log', async () => {
  const { supervised, folder } = supervise('echo out; echo err >&2');
  await supervised.ended;
  expect(readFileSync(join(folder, 'dummy.log'), 'utf8')).toBe('out\nerr\n');
});

function readPid(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8').trim()) || undefined;
  } catch {
    return undefined;
  }
}

function lines(file: string): number {
  try {
    return readFileSync(file, 'utf8').split('\n').length - 1;
  } catch {
    return 0;
  }
}
