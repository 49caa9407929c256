import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cache, openRedis } from '../../adapters/redis/connect.ts';
import { createGatewayMemory } from '../../adapters/redis/gateway/index.ts';
import { guessLimit, tapLimit } from '../../adapters/redis/gateway/limits.ts';
import { redisKeys } from '../../contracts/redis-keys.ts';
import { identity } from '../support/gateway.ts';
import { ownName, patientRedisUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

const places = { 'with Redis': () => patientRedisUrl(), 'without Redis': () => 'redis://127.0.0.1:1' };

describe.each(Object.entries(places))('%s', (name, url) => {
  let redis: Cache;
  let now = Date.now();
  const withRedis = name === 'with Redis';
  const prefix = `${ownName('memory')}:`;
  const open = () => createGatewayMemory(redis, 1, () => now);
  beforeAll(async () => {
    redis = openRedis({ url: url(), prefix });
    if (withRedis) await waitFor('Redis', async () => (await redis.health()).ok || undefined);
  });
  afterAll(() => redis.close());

  test('a tap too many is told once, further ones are silent, and the time heals it', async () => {
    const memory = open();
    const verdicts: string[] = [];
    for (let id = 1; id <= tapLimit.most + 3; id += 1) verdicts.push(await memory.rate(7, id));
    expect(verdicts.slice(0, tapLimit.most).every((one) => one === 'fine')).toBe(true);
    expect(verdicts.slice(tapLimit.most)).toEqual(['tell', 'silent', 'silent']);
    expect(await memory.rate(7, 1)).toBe('fine');
    expect(await memory.rate(8, 1)).toBe('fine');
    now += tapLimit.windowMs + 1;
    expect(await memory.rate(7, 100)).toBe('fine');
  });

  test('invite links are tried a few times only', async () => {
    const memory = open();
    const may: boolean[] = [];
    for (let id = 1; id <= guessLimit.most + 2; id += 1) may.push(await memory.mayGuess(7, id));
    expect(may.filter(Boolean)).toHaveLength(guessLimit.most);
    expect(may.at(-1)).toBe(false);
  });

  test('a later update of one person keeps those after it waiting when an earlier one is done', async () => {
    const memory = open();
    await memory.waitsSince(9, 1);
    await memory.waitsSince(9, 2);
    await memory.waitsSince(9, 1);
    await memory.waitsNoMore(9, 1);
    expect(await memory.waits(9)).toBe(true);
    await memory.waitsNoMore(9, 2);
    expect(await memory.waits(9)).toBe(false);
  });

  test('that somebody waits is known here although Redis was emptied, until whoever reads what waits has said so anew', async () => {
    const memory = open();
    await memory.waitsSince(11, 1);
    if (withRedis) await redis.client.del(redisKeys.waitsForApi(11));
    expect(await memory.waits(11)).toBe(true);
    now += 10_001;
    expect(await memory.waits(11)).toBe(!withRedis);
  });

  test('somebody is asked to wait once', async () => {
    const memory = open();
    expect([await memory.mayTellToWait(9), await memory.mayTellToWait(9)]).toEqual([true, false]);
  });

  test('who somebody is stays known for a while', async () => {
    const memory = open();
    expect(await memory.identity(5)).toBeUndefined();
    await memory.keepIdentity(identity(5));
    expect(await memory.identity(5)).toEqual(identity(5));
    now += 31_000;
    if (!withRedis) expect(await memory.identity(5)).toBeUndefined();
  });

  test('another gateway’s turn is waited for while it lasts', async () => {
    const [one, two] = [open(), open()];
    const end = await one.turn(3);
    let entered = false;
    const second = two.turn(3).then((endSecond) => {
      entered = true;
      return endSecond;
    });
    await two.seen(1);
    if (withRedis) expect(entered).toBe(false);
    await end();
    await (await second)();
    expect(entered).toBe(true);
  });

  test('what was handed over and what stands in the queue is known to the other gateway', async () => {
    const [one, two] = [open(), open()];
    await one.markSeen(77);
    await one.backlog.set();
    expect([await two.seen(77), await two.seen(78), await two.backlog.isSet()]).toEqual([
      withRedis,
      false,
      withRedis,
    ]);
    await two.backlog.clear();
    expect(await one.backlog.isSet()).toBe(false);
  });
});
