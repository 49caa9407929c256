import type { Log } from '../../runtime/log.ts';
import { pause, untilDone } from '../../runtime/retry.ts';
import { type TemporalClient, temporalTrouble } from './connect.ts';
import { namespaceIsWhole, prepareNamespace } from './namespace.ts';
import { prepareSchedules, schedulesAreThere } from './schedules.ts';

const callsMs = 15_000;
const lookEveryMs = 5_000;

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
      await temporal.connection.withDeadline(Date.now() + callsMs, prepare);
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

/** A server whose data were lost while we run gets all of it again; pollers and the reconciler do the rest. */
export async function keepPrepared(
  temporal: TemporalClient,
  namespace: string,
  log: Log,
  stopping: AbortSignal,
): Promise<void> {
  const { client, connection } = temporal;
  const look = async () =>
    (await namespaceIsWhole(connection, namespace)) && (await schedulesAreThere(client));
  for (;;) {
    await pause(lookEveryMs, stopping);
    if (stopping.aborted) return;
    try {
      if (await connection.withDeadline(Date.now() + callsMs, look)) continue;
      log.error(
        { namespace },
        'Temporal has lost its namespace, search attributes or schedules: making them again',
      );
      await prepareTemporal(temporal, namespace, log, stopping);
    } catch (error) {
      // Away, or not for us to look at: the health board says the first, and what was there at the start stands.
      log.debug({ detail: temporalTrouble(error).sentence }, 'Temporal could not be looked at');
    }
  }
}
