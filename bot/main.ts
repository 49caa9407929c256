import { useRabbit, useRedis, useTelegram, useTemporal } from '../adapters/use.ts';
import type { BotConfig } from '../config/load.ts';
import { notFound } from '../runtime/http.ts';
import type { Log } from '../runtime/log.ts';
import { defineRole, type Role } from '../runtime/role.ts';

/** Introduces the bot role to its neighbours; MongoDB is not among them, and never will be. */
export const createBot = (config: BotConfig, log: Log): Role =>
  defineRole('bot', log, async (parts) => {
    const redis = useRedis(parts, config);
    await useRabbit(parts, config);
    useTemporal(parts, config);
    useTelegram(parts, config, redis);
    await parts.serve(notFound, config.BOT_PORT, config.BIND_ADDRESS);
  });
