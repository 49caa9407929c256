import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activities } from '../../activities/index.ts';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { prepareTemporal } from '../../adapters/temporal/prepare.ts';
import { createWorkers } from '../../adapters/temporal/worker.ts';
import type { Truth } from '../../core/booking/facts.ts';
import { createLog } from '../../runtime/log.ts';
import { plainSettings } from './own-namespace.ts';
import { ownName } from './services.ts';
import { useTemporalRuntime } from './temporal-runtime.ts';
import { waitFor } from './wait.ts';
import { bundleInto } from './workflow-bundle.ts';

type BookingWorkers = {
  readonly temporal: TemporalClient;
  /** Of the workflows they run. */
  readonly codePath: string;
  close(): Promise<void>;
};

/** An open event, and somebody who has booked nothing. */
const truth: Truth = {
  offset_ms: 0,
  sandbox: false,
  event: {
    status: 'open',
    rev: 1,
    reschedule_policy: 'release',
    hold_ms: 300_000,
    max_moves: null,
    nudge_after_ms: null,
    last_bookable_until: null,
  },
  person: { allowed: true, has_telegram: true, quiet: false },
  booking: null,
};

/** The product's workers for bookings on this server, in a namespace of their own, with a Telegram that does as it is told. */
export async function openBookingWorkers(
  what: string,
  address: string,
  show: Activities['show'],
): Promise<BookingWorkers> {
  const namespace = ownName(what);
  const log = createLog({ level: 'silent' });
  const bundleFolder = mkdtempSync(join(tmpdir(), 'zapis-bundle-'));
  const stopping = new AbortController();
  const settings = plainSettings(address, namespace);
  const temporal = openTemporal(settings);
  await prepareTemporal(temporal, namespace, log, stopping.signal);
  const codePath = await bundleInto(bundleFolder);
  useTemporalRuntime(log);
  const workers = createWorkers({
    settings,
    bundlePath: codePath,
    queues: ['booking'],
    log,
    troubles: { failing: async () => undefined, over: async () => undefined },
    activities: { readTruth: async () => truth, show },
  });
  const running = workers.run(stopping.signal);
  await waitFor('a polling worker', async () => (await workers.health()).ok || undefined);
  return {
    temporal,
    codePath,
    async close() {
      stopping.abort();
      await running;
      await temporal.close();
      rmSync(bundleFolder, { recursive: true, force: true });
    },
  };
}
