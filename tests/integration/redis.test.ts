import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cache, openRedis } from '../../adapters/redis/connect.ts';
import { keepSaying, readReplicas } from '../../adapters/redis/replicas.ts';
import { redisKeys } from '../../contracts/redis-keys.ts';
import type { Replica } from '../../contracts/replica.ts';
import { ownName, patientRedisUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

let redis: Cache;
beforeAll(async () => {
  redis = openRedis({ url: patientRedisUrl(), prefix: `${ownName('redis')}:` });
  await waitFor('a connection', () => redis.client.status === 'ready' || undefined);
});
afterAll(() => redis.close());

test('what is put in comes out, under the installation’s own prefix', async () => {
  await redis.client.set('slots:cache', '[]', 'EX', 60);
  expect(
    await redis.tryRedis(
      (client) => client.get('slots:cache'),
      () => 'lost',
    ),
  ).toBe('[]');
  expect(await redis.health()).toEqual({ ok: true });
});

test('processes that say how they are stand in one list until they stop or were silent for long', async () => {
  const say = (id: string, role: string, at: number): Replica => ({
    id,
    role,
    at,
    host: 'h',
    pid: 1,
    version: '1',
    started_at: at,
    ready: true,
    checks: { redis: { ok: true, since: '2026-11-26T08:00:00.000Z' } },
  });
  const now = Date.now();
  const stopping = [new AbortController(), new AbortController()] as const;
  const saying = [
    keepSaying(redis, () => say('w', 'worker', now), stopping[0].signal),
    keepSaying(redis, () => say('b', 'bot', now), stopping[1].signal),
  ] as const;
  const ids = async () => (await readReplicas(redis, () => now))?.map(({ id }) => id);
  await waitFor('both', async () => (await ids())?.length === 2 || undefined);
  await redis.client.hset(redisKeys.replicas, 'odd', 'no json', 'old', JSON.stringify(say('old', 'bot', 0)));
  expect(await ids()).toEqual(['b', 'w']);
  expect(await redis.client.hkeys(redisKeys.replicas)).toHaveLength(2);
  stopping[0].abort();
  await saying[0];
  expect(await ids()).toEqual(['b']);
  stopping[1].abort();
  await saying[1];
  const nowhere = { tryRedis: async <T>(_use: unknown, without: () => T | Promise<T>) => without() };
  expect(await readReplicas(nowhere, () => now)).toBeUndefined();
});

test('a command that Redis refuses takes the slow way', async () => {
  await redis.client.set('text', 'x', 'EX', 60);
  expect(
    await redis.tryRedis(
      (client) => client.incr('text'),
      () => 0,
    ),
  ).toBe(0);
});

test('without Redis the slow way is taken at once, and health says why', async () => {
  const nowhere = openRedis({ url: 'redis://127.0.0.1:1', prefix: '' });
  expect(
    await nowhere.tryRedis(
      (client) => client.get('x'),
      () => 'from the database',
    ),
  ).toBe('from the database');
  await waitFor('the reason', async () => {
    const health = await nowhere.health();
    return (!health.ok && health.detail.includes('ECONNREFUSED')) || undefined;
  });
  await nowhere.close();
});
