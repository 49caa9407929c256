import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Places, placesOf } from '../paths.ts';
import { identify, isAlive } from '../supervise/identity.ts';
import { until } from '../testing.ts';
import { openClaims } from './port-memory.ts';
import { checkout, identities, started } from './testing.ts';

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

test('with a token of one’s own nothing plays Telegram', async () => {
  const here = checkout({ BOT_TOKEN: `1234567:${'A'.repeat(35)}` });
  const start = await started(here);
  expect(here.status()?.roles.map((one) => one.name)).not.toContain('sandbox');
  expect(start.output()).not.toContain('Sandbox');
  start.child.kill('SIGINT');
  expect(await start.code).toBe(0);
});

test('one wrong address ends the start in a sentence, and what came up is stopped again', async () => {
  const here = checkout({ AMQP_URL: 'amqp://user:s3cret@127.0.0.1:1' });
  const start = here.run('start');
  expect(await start.code).toBe(1);
  expect(start.output()).toContain('RabbitMQ at amqp://user:***@127.0.0.1:1 (AMQP_URL) cannot be reached');
  expect(start.output()).not.toContain('s3cret');
  expect(here.recorded()).toEqual([]);
});

test('roles that refuse their settings end the start, with the end of their log', async () => {
  const here = checkout();
  const script = here.env['ZAPIS_ROLE_SCRIPT'] ?? '';
  writeFileSync(script, 'console.error("BOT_TOKEN is not a token"); process.exit(78);');
  const start = here.run('start');
  expect(await start.code).toBe(1);
  expect(start.output()).toContain('BOT_TOKEN is not a token');
  expect(here.recorded()).toEqual([]);
});

test('Ctrl-C while everything is still coming up leaves nothing either', async () => {
  const here = checkout();
  const start = here.run('start');
  await until('something was started', () => here.recorded().length >= 3, 60_000);
  const midway = identities(here);
  start.child.kill('SIGINT');
  expect(await start.code).toBe(0);
  expect(midway.filter(isAlive)).toEqual([]);
  expect(here.recorded()).toEqual([]);
});

/** Which of them were occupied: never one that a start beside this one is about to use, it would lose its port to us. */
async function occupy(ports: readonly number[], places: Places): Promise<ReadonlySet<number>> {
  const claims = openClaims(places);
  const busy = new Set<number>();
  await until(
    'one of the favourite ports is nobody’s',
    async () => {
      for (const port of ports) {
        if (busy.has(port) || !claims.claim(port)) continue;
        const server = createServer().listen(port, '127.0.0.1');
        onTestFinished(() => void server.close());
        // One that answers a stranger already is as busy as one of ours.
        await once(server, 'listening').catch(() => {});
        claims.giveBack(port);
        busy.add(port);
      }
      return busy.size > 0;
    },
    100_000,
  );
  return busy;
}

test('busy favourite ports are no obstacle', { timeout: 240_000 }, async () => {
  const here = checkout();
  const busy = await occupy([8080, 8081, 8082, 8083, 7233, 8233], placesOf(here.env));
  const start = await started(here);
  const roles = here.status()?.roles.map((one) => Number(new URL(one.url).port)) ?? [];
  const file = readFileSync(join(here.env['ZAPIS_DATA_DIR'] ?? '', 'run', 'ports.json'), 'utf8');
  const used = [...roles, ...Object.values(JSON.parse(file) as Record<string, number>)];
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((port) => busy.has(port))).toEqual([]);
  start.child.kill('SIGINT');
  expect(await start.code).toBe(0);
});

test('this test sees processes that are alive', () => {
  const me = identify(process.pid);
  expect(me && isAlive(me)).toBe(true);
});
