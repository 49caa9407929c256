import { DefaultLogger, type LogEntry, Runtime } from '@temporalio/worker';
import type { Log } from '../../runtime/log.ts';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

function forward(log: Log, entry: LogEntry): void {
  const meta = Object.fromEntries(Object.entries(entry.meta ?? {}).filter(([key]) => key !== 'taskToken'));
  // Every retried poll of an outage would be a line; the health board says the outage once.
  const level = meta['target'] === 'temporalio_client::retry' ? 'debug' : levels[entry.level];
  log[level]({ sdk: meta }, entry.message);
}

/**
 * Once per process, before the first worker. The two suffixes are off in the SDK by default; Temporal's published
 * alert queries expect them. Process signals are ours to handle: a role stops in its own order.
 */
export function installTemporalRuntime(log: Log, metricsAddress: string | undefined): void {
  Runtime.install({
    logger: new DefaultLogger('WARN', (entry) => forward(log, entry)),
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: { core: 'WARN', other: 'WARN' }, forward: {} },
      ...(metricsAddress === undefined
        ? {}
        : {
            metrics: {
              prometheus: { bindAddress: metricsAddress, countersTotalSuffix: true, unitSuffix: true },
            },
          }),
    },
  });
}
