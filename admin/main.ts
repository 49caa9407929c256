import { useMongo, useRabbit, useRedis, useTemporal } from '../adapters/use.ts';
import type { AdminConfig } from '../config/load.ts';
import type { Log } from '../runtime/log.ts';
import { defineRole, type Role } from '../runtime/role.ts';
import { createApp } from './app.ts';

/** Introduces the admin role to its neighbours. */
export const createAdmin = (config: AdminConfig, log: Log): Role =>
  defineRole('admin', log, async (parts) => {
    useMongo(parts, config);
    useRedis(parts, config);
    await useRabbit(parts, config);
    useTemporal(parts, config);
    const app = createApp({
      report: () => parts.board.report(),
      now: Date.now,
      failed: (error) => parts.log.error({ err: error }, 'a request failed'),
    });
    await parts.serve(app, config.ADMIN_PORT, config.BIND_ADDRESS);
  });
