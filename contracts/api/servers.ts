// How the installation is, as the panel's page System tells it.
import { z } from 'zod';
import type { Routes } from './route.ts';
import { namesAtMostOne, whomQuery } from './whom.ts';

const serversSchema = z.object({
  /** Everything answers, and each role has a process that is ready. */
  ok: z.boolean(),
  services: z.array(
    z.object({
      name: z.string(),
      /** `off`: no bot is connected to Telegram; `unknown`: whoever would know says nothing. */
      state: z.enum(['up', 'down', 'off', 'unknown']),
      since: z.string().nullable(),
    }),
  ),
  /** null: nobody could say, or they are none of this company's business. */
  roles: z
    .array(
      z.object({
        role: z.string(),
        /** Processes heard of lately, and those of them whose neighbours all answer. */
        running: z.int(),
        ready: z.int(),
      }),
    )
    .nullable(),
  /** `dead`: null where nobody gives up on a message. */
  queues: z.array(z.object({ queue: z.string(), waiting: z.int(), dead: z.int().nullable() })).nullable(),
});

const since = '2026-11-20T09:00:00.000Z';

export const serverRoutes = {
  servers: {
    method: 'get',
    path: '/api/servers',
    summary: 'How each service, each role and each queue is',
    details:
      'Roles and queues are the installation’s: told to the company that runs it. With a person: as that person’s company may see it.',
    query: z.strictObject(whomQuery).refine(...namesAtMostOne),
    body: null,
    answer: serversSchema,
    problems: ['unknown_user'],
    example: {
      answer: {
        ok: false,
        services: [
          { name: 'Temporal', state: 'up' as const, since },
          { name: 'RabbitMQ', state: 'down' as const, since },
        ],
        roles: [{ role: 'worker', running: 2, ready: 1 }],
        queues: [{ queue: 'bot.update.pending', waiting: 12, dead: 0 }],
      },
    },
  },
} as const satisfies Routes;
