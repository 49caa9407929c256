import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cache, openRedis } from '../../adapters/redis/connect.ts';
import { ownName, serviceUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

let redis: Cache;
beforeAll(async () => {
  redis = openRedis({ url: serviceUrl('REDIS_URL'), prefix: `${ownName('redis')}:` });
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
