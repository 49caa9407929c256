import type { Log } from '../../runtime/log.ts';
import { untilDone } from '../../runtime/retry.ts';
import { type TemporalClient, temporalTrouble } from './connect.ts';
import { prepareNamespace } from './namespace.ts';
import { prepareSchedules } from './schedules.ts';

/** Namespace, retention, search attributes, schedules: set through the API on every start; waits for a server that is away. */
export async function prepareTemporal(
  temporal: TemporalClient,
  namespace: string,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  await untilDone(
    async () => {
      const prepare = async () => {
        await prepareNamespace(temporal.connection, namespace);
        await prepareSchedules(temporal.client);
      };
      await temporal.connection.withDeadline(Date.now() + 15_000, prepare);
    },
    {
      signal,
      mostMs: 2_000,
      fatal: (error) => temporalTrouble(error).kind === 'refused',
      failed: (error, attempt) => {
        if (attempt === 0)
          log.warn({ detail: temporalTrouble(error).sentence }, 'Temporal cannot be prepared yet: waiting');
      },
    },
  );
}
