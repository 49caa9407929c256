import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { expect, test } from 'vitest';
import { sandboxBot } from '../../config/sandbox-bot.ts';
import { isAlive } from '../supervise/identity.ts';
import type { Status } from './status.ts';
import { checkout, identities, started } from './testing.ts';

/** The roles' token opens it, and the page is not a placeholder's address. */
async function expectSandbox(status: Status): Promise<void> {
  const sandbox = status.links['Sandbox'] ?? '';
  expect(new URL(sandbox).hostname).toBe('127.0.0.1');
  expect(await (await fetch(sandbox)).text()).toContain('Telegram sandbox');
  const me = await fetch(`${sandbox}bot${sandboxBot.token}/getMe`);
  expect(await me.json()).toMatchObject({ ok: true, result: { username: sandboxBot.username } });
}

test('start ends in a table, status tells the same, Ctrl-C leaves no process of ours', {
  timeout: 300_000,
}, async () => {
  const here = checkout();
  const start = await started(here);
  expect(start.output()).toMatch(/service +what it is +version +real or embedded +URL/);
  for (const title of ['Temporal', 'MongoDB', 'RabbitMQ', 'Redis', 'Panel', 'Sandbox', 'Temporal UI'])
    expect(start.output()).toContain(title);
  const json = here.run('status', '--json');
  expect(await json.code).toBe(0);
  const status = JSON.parse(json.output()) as Status;
  expect(status.services.map((one) => one.name).toSorted()).toEqual([
    'mongodb',
    'rabbitmq',
    'redis',
    'temporal',
  ]);
  expect(status.roles.every((one) => one.ready)).toBe(true);
  expect((await fetch(status.links['Temporal UI'] ?? '')).status).toBe(200);
  await expectSandbox(status);
  const doctor = here.run('doctor');
  expect(await doctor.code, doctor.output()).toBe(0);
  expect(doctor.output()).toContain('Nothing is wrong.');

  const again = here.run('start');
  expect(await again.code).toBe(0);
  expect(again.output()).toContain('already runs');
  expect(again.output()).toContain('Temporal UI');
  const reset = here.run('reset', '--yes');
  expect(await reset.code).toBe(1);
  expect(reset.output()).toContain('Stop it first');

  const everything = identities(here);
  expect(everything.length).toBeGreaterThanOrEqual(6);
  start.child.kill('SIGINT');
  expect(await start.code).toBe(0);
  expect(everything.filter(isAlive)).toEqual([]);
  expect(here.recorded()).toEqual([]);
  expect(here.status()).toBeUndefined();

  const warm = await started(here);
  // Nothing is fetched, built or raced a second time: that, not a clock, is what makes it quick.
  expect(warm.output()).not.toMatch(/fetching|building|installing|race gate/);
  warm.child.kill('SIGTERM');
  expect(await warm.code).toBe(143);

  const cleared = here.run('reset', '--yes');
  expect(await cleared.code, cleared.output()).toBe(0);
  expect(existsSync(join(here.env['ZAPIS_DATA_DIR'] ?? '', 'data'))).toBe(false);
});

test('after a SIGKILL of the launcher the next start ends the orphans and comes up', {
  timeout: 300_000,
}, async () => {
  const here = checkout();
  const first = await started(here);
  const before = identities(here);
  // Temporal’s favourite port may have become free meanwhile; the others have none.
  const remembered = () =>
    here.status()?.services.flatMap((one) => (one.name === 'temporal' ? [] : [one.url]));
  const ports = remembered();
  expect(ports).toHaveLength(3);
  first.child.kill('SIGKILL');
  await first.code;
  expect(before.every(isAlive)).toBe(true);
  const second = await started(here);
  expect(before.filter(isAlive)).toEqual([]);
  expect(second.output()).toMatch(/An earlier start was killed and left .*mongodb.* running: ended/);
  expect(remembered()).toEqual(ports);
  second.child.kill('SIGINT');
  expect(await second.code).toBe(0);
});

test('a start whose folder is removed ends, and takes nothing from the next one', {
  timeout: 240_000,
}, async () => {
  const here = checkout();
  const first = await started(here);
  const ours = here.recorded();
  rmSync(join(here.env['ZAPIS_DATA_DIR'] ?? '', 'run'), { recursive: true });
  expect(await first.code).toBe(1);
  expect(first.output()).toContain('was removed while this ran');
  expect(ours.filter(isAlive)).toEqual([]);
  expect(existsSync(join(here.env['ZAPIS_DATA_DIR'] ?? '', 'run'))).toBe(false);
});

test('a folder beyond ASCII holds all the data, in whatever locale the starts are', {
  timeout: 240_000,
}, async () => {
  const here = checkout();
  for (const locale of ['C', 'C.UTF-8']) {
    Object.assign(here.env, { LC_ALL: locale });
    const start = await started(here);
    const broker = here.status()?.services.find((one) => one.name === 'rabbitmq');
    const connection = await connect(broker?.url ?? '');
    const channel = await connection.createChannel();
    await channel.assertQueue('kept', { arguments: { 'x-queue-type': 'quorum' } });
    await connection.close();
    start.child.kill('SIGINT');
    expect(await start.code).toBe(0);
  }
  expect(readdirSync(join(here.env['ZAPIS_DATA_DIR'] ?? '', '..'))).toEqual(['Данные и прочее']);
});
