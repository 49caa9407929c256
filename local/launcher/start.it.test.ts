import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { expect, onTestFinished, test } from 'vitest';
import { sandboxBot } from '../../config/sandbox-bot.ts';
import { placesOf } from '../paths.ts';
import { type Identity, identify, isAlive } from '../supervise/identity.ts';
import { openRecords } from '../supervise/records.ts';
import { stopGroup } from '../supervise/stop.ts';
import { tempFolder, until } from '../testing.ts';
import { readStatus, type Status } from './status.ts';

const cli = join(import.meta.dirname, '..', '..', 'cli');

/** Stands in for the roles: three ports that say they are ready, and a polite end. */
const standIn = `
  const { createServer } = require('node:http');
  const servers = ['ADMIN_PORT', 'BOT_PORT', 'WORKER_PORT'].map((name) =>
    createServer((_request, response) => response.end(process.env.MONGODB_URL)).listen(Number(process.env[name]), '127.0.0.1'));
  process.on('SIGTERM', () => { for (const one of servers) { one.closeAllConnections(); one.close(); } });`;

type Checkout = {
  readonly env: NodeJS.ProcessEnv;
  readonly run: (verb: string, ...args: string[]) => Verb;
  readonly status: () => Status | undefined;
  readonly recorded: () => readonly Identity[];
};
type Verb = {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly code: Promise<number | null>;
};

function checkout(extra: NodeJS.ProcessEnv = {}): Checkout {
  const data = join(tempFolder(onTestFinished), 'Данные и прочее');
  mkdirSync(data);
  const script = join(data, 'stand-in.cjs');
  writeFileSync(script, standIn);
  const env = {
    ...process.env,
    LC_ALL: 'C.UTF-8',
    ZAPIS_DATA_DIR: data,
    ZAPIS_ROLE_SCRIPT: script,
    ...extra,
  };
  for (const name of ['TEMPORAL_ADDRESS', 'MONGODB_URL', 'AMQP_URL', 'REDIS_URL', 'BOT_TOKEN', 'ZAPIS_ENV'])
    if (!(name in extra)) delete (env as Record<string, unknown>)[name];
  const places = placesOf(env);
  const recorded = () => openRecords(places.run).all();
  onTestFinished(async () => {
    for (const one of recorded()) await stopGroup(one, 5_000);
  });
  const run = (verb: string, ...args: string[]): Verb => {
    const script = `import { runVerb } from ${JSON.stringify(join(cli, 'verb.ts'))}; import { verbs } from ${JSON.stringify(join(cli, 'verbs.ts'))}; process.exitCode = await runVerb(verbs, process.argv.slice(1));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, '--', verb, ...args], {
      env,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => (output += part.toString()));
    onTestFinished(() => void child.kill('SIGKILL'));
    return {
      child,
      output: () => output,
      code: once(child, 'close').then(([code]) => code as number | null),
    };
  };
  return { env, run, status: () => readStatus(places), recorded };
}

async function started(here: Checkout): Promise<Verb> {
  const start = here.run('start');
  await until(
    'it runs',
    () => start.output().includes('Stop: Ctrl-C') || start.child.exitCode !== null,
    240_000,
  );
  if (here.status()?.state !== 'running') throw new Error(start.output());
  return start;
}

const identities = (here: Checkout): readonly Identity[] => here.recorded().map((one) => ({ ...one }));

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
  const ports = here.status()?.services.map((one) => one.url);
  first.child.kill('SIGKILL');
  await first.code;
  expect(before.every(isAlive)).toBe(true);
  const second = await started(here);
  expect(before.filter(isAlive)).toEqual([]);
  expect(second.output()).toMatch(/An earlier start was killed and left .*mongodb.* running: ended/);
  expect(here.status()?.services.map((one) => one.url)).toEqual(ports);
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

test('two checkouts run side by side', { timeout: 300_000 }, async () => {
  const here = checkout();
  const there = checkout();
  const starts = [await started(here), await started(there)];
  const urls = [here, there].flatMap((one) => {
    const status = one.status();
    return [...(status?.services ?? []), ...(status?.roles ?? [])].map((service) => service.url);
  });
  expect(urls).toHaveLength(16);
  expect(new Set(urls).size).toBe(16);
  for (const start of starts) start.child.kill('SIGINT');
  expect(await Promise.all(starts.map((start) => start.code))).toEqual([0, 0]);
  expect([...here.recorded(), ...there.recorded()]).toEqual([]);
});

test('with a token of one’s own nothing plays Telegram', { timeout: 120_000 }, async () => {
  const here = checkout({ BOT_TOKEN: `1234567:${'A'.repeat(35)}` });
  const start = await started(here);
  expect(here.status()?.roles.map((one) => one.name)).not.toContain('sandbox');
  expect(start.output()).not.toContain('Sandbox');
  start.child.kill('SIGINT');
  expect(await start.code).toBe(0);
});

test('one wrong address ends the start in a sentence, and what came up is stopped again', {
  timeout: 120_000,
}, async () => {
  const here = checkout({ AMQP_URL: 'amqp://user:s3cret@127.0.0.1:1' });
  const start = here.run('start');
  expect(await start.code).toBe(1);
  expect(start.output()).toContain('RabbitMQ at amqp://user:***@127.0.0.1:1 (AMQP_URL) cannot be reached');
  expect(start.output()).not.toContain('s3cret');
  expect(here.recorded()).toEqual([]);
});

test('roles that refuse their settings end the start, with the end of their log', {
  timeout: 120_000,
}, async () => {
  const here = checkout();
  const script = here.env['ZAPIS_ROLE_SCRIPT'] ?? '';
  writeFileSync(script, 'console.error("BOT_TOKEN is not a token"); process.exit(78);');
  const start = here.run('start');
  expect(await start.code).toBe(1);
  expect(start.output()).toContain('BOT_TOKEN is not a token');
  expect(here.recorded()).toEqual([]);
});

test('Ctrl-C while everything is still coming up leaves nothing either', { timeout: 120_000 }, async () => {
  const here = checkout();
  const start = here.run('start');
  await until('something was started', () => here.recorded().length >= 3, 60_000);
  const midway = identities(here);
  start.child.kill('SIGINT');
  expect(await start.code).toBe(0);
  expect(midway.filter(isAlive)).toEqual([]);
  expect(here.recorded()).toEqual([]);
});

test('busy favourite ports are no obstacle', { timeout: 120_000 }, async () => {
  const { createServer } = await import('node:net');
  const blockers = [8080, 8081, 8082, 8083, 7233, 8233].map((port) =>
    createServer()
      .listen(port, '127.0.0.1')
      .on('error', () => {}),
  );
  onTestFinished(() => {
    for (const one of blockers) one.close();
  });
  const here = checkout();
  const start = await started(here);
  const used = here.status()?.roles.map((one) => Number(new URL(one.url).port)) ?? [];
  expect(used.some((port) => port >= 8080 && port <= 8083)).toBe(false);
  const services = readFileSync(join(here.env['ZAPIS_DATA_DIR'] ?? '', 'run', 'ports.json'), 'utf8');
  expect(services).not.toMatch(/: (7233|8233)\b/);
  start.child.kill('SIGINT');
  expect(await start.code).toBe(0);
});

test('this test sees processes that are alive', () => {
  const me = identify(process.pid);
  expect(me && isAlive(me)).toBe(true);
});
