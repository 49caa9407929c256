// Opens a neighbour for a role: its health on the role's board, its end in the role's stop.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Replica } from '../contracts/replica.ts';
import type { RoleParts } from '../runtime/role.ts';
import { version } from '../runtime/version.ts';
import { allIndexes } from './mongo/all-indexes.ts';
import { type Mongo, openMongo } from './mongo/connect.ts';
import { prepareDatabase } from './mongo/prepare.ts';
import { openRabbit, type Rabbit } from './rabbit/connect.ts';
import { type Cache, openRedis } from './redis/connect.ts';
import { keepSaying } from './redis/replicas.ts';
import { createSharedLimits } from './redis/send-limits.ts';
import { openTelegram, type TelegramGateway } from './telegram/connect.ts';
import { createLocalLimits } from './telegram/local-limits.ts';
import { openTemporal, type TemporalClient } from './temporal/connect.ts';
import type { TemporalSettings } from './temporal/settings.ts';

/** `ready`: migrations and indexes are what this version needs. Each role makes sure of every index any role relies on. */
export function useMongo(
  parts: RoleParts,
  config: { MONGODB_URL: string; MONGODB_DATABASE: string },
): Mongo & { readonly ready: Promise<void> } {
  const mongo = openMongo({ url: config.MONGODB_URL, database: config.MONGODB_DATABASE });
  parts.onStop(mongo.close);
  parts.board.add('mongodb', mongo.health);
  const ready = prepareDatabase(mongo.db, allIndexes, parts.log, parts.stopping);
  parts.beside(ready);
  return { ...mongo, ready };
}

/** Redis may be away: the role is slower then, not unready. */
export function useRedis(parts: RoleParts, config: { REDIS_URL: string; REDIS_PREFIX: string }): Cache {
  const redis = openRedis({ url: config.REDIS_URL, prefix: config.REDIS_PREFIX });
  parts.onStop(redis.close);
  parts.board.add('redis', redis.health, { needed: false });
  return redis;
}

/** Says every few seconds that this replica is alive, and how it is. `more`: what only this role knows. */
export function useReplica(
  { board, beside, stopping }: RoleParts,
  redis: Cache,
  role: string,
  more: () => Pick<Replica, 'updates'> = () => ({}),
): void {
  const self = {
    id: randomUUID(),
    role,
    host: hostname(),
    pid: process.pid,
    version,
    started_at: Date.now(),
  };
  const say = (): Replica => {
    const { ready, checks } = board.report();
    const seen = Object.entries(checks).map(([name, { ok, since }]) => [name, { ok, since }] as const);
    return { ...self, at: Date.now(), ready, checks: Object.fromEntries(seen), ...more() };
  };
  beside(keepSaying(redis, say, stopping));
}

export async function useRabbit(
  parts: RoleParts,
  config: { AMQP_URL: string; AMQP_PREFIX: string },
): Promise<Rabbit> {
  const rabbit = await openRabbit({ url: config.AMQP_URL, prefix: config.AMQP_PREFIX }, parts.log);
  parts.onStop(rabbit.close);
  parts.board.add('rabbitmq', rabbit.health);
  return rabbit;
}

export function useTemporal(parts: RoleParts, config: TemporalSettings): TemporalClient {
  const temporal = openTemporal(config);
  parts.onStop(temporal.close);
  parts.board.add('temporal', temporal.health);
  return temporal;
}

export function useTelegram(
  parts: RoleParts,
  config: { BOT_TOKEN: string | undefined; TELEGRAM_API_ROOT: string; BULK_SENDERS?: number },
  redis: Cache,
): TelegramGateway | undefined {
  if (config.BOT_TOKEN === undefined) return undefined;
  const telegram = openTelegram({
    token: config.BOT_TOKEN,
    apiRoot: config.TELEGRAM_API_ROOT,
    limits: createSharedLimits(redis, createLocalLimits(config.BULK_SENDERS ?? 1)),
    log: parts.log,
  });
  // Asked rarely: each question spends what Telegram allows. Without Telegram taps wait there; nothing here is unready.
  parts.board.add('telegram', telegram.health, { needed: false, everyMs: 60_000 });
  return telegram;
}
