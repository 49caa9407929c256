import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '../files.ts';
import type { Places } from '../paths.ts';
import { serviceNames } from '../services/service.ts';
import { holderOf } from '../supervise/lock.ts';
import { lockFileIn } from './session.ts';

const program = z.object({ name: z.string(), pid: z.int().nullable(), log: z.string() });

/** What `.zapis/run/status.json` holds: for `zapis status --json` and for other programs. */
const statusSchema = z.object({
  version: z.literal(1),
  state: z.enum(['starting', 'running', 'stopping']),
  since: z.string(),
  checkout: z.string(),
  launcher: z.object({ pid: z.int() }),
  services: z.array(
    z.object({
      name: z.enum(serviceNames),
      title: z.string(),
      what: z.string(),
      version: z.string(),
      source: z.enum(['real', 'embedded']),
      /** Without its password when it is not ours. */
      url: z.string(),
      programs: z.array(program),
      pids: z.array(z.int()),
    }),
  ),
  roles: z.array(z.object({ name: z.string(), url: z.string(), ready: z.boolean() })),
  children: z.array(program),
  links: z.record(z.string(), z.string()),
});
export type Status = z.infer<typeof statusSchema>;

const statusFile = (places: Places): string => join(places.run, 'status.json');

export const writeStatus = (places: Places, status: Status): void => writeJson(statusFile(places), status);

/** Only while its launcher lives: a file left by one that was killed tells nothing. */
export function readStatus(places: Places): Status | undefined {
  const holder = holderOf(lockFileIn(places));
  const found = statusSchema.safeParse(readJson(statusFile(places)));
  return found.success && holder?.pid === found.data.launcher.pid ? found.data : undefined;
}
