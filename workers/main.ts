import { fileURLToPath } from 'node:url';
import { createActivities } from '../activities/index.ts';
import { createBookingCounts } from '../adapters/mongo/booking-counts.ts';
import { createBookingPorts } from '../adapters/mongo/booking-ports.ts';
import { createTimePort } from '../adapters/mongo/clock.ts';
import { createEventPublisher } from '../adapters/rabbit/event-publisher.ts';
import { createCacheBump } from '../adapters/redis/slots-version.ts';
import { prepareTemporal } from '../adapters/temporal/prepare.ts';
import { installTemporalRuntime } from '../adapters/temporal/telemetry.ts';
import { createWorkers } from '../adapters/temporal/worker.ts';
import { createWorkflowCounts } from '../adapters/temporal/workflow-counts.ts';
import { useMongo, useRabbit, useRedis, useTelegram, useTemporal } from '../adapters/use.ts';
import type { WorkerConfig } from '../config/load.ts';
import { notFound } from '../runtime/http.ts';
import type { Log } from '../runtime/log.ts';
import { defineRole, type Role } from '../runtime/role.ts';

/** Beside dist/workers/main.js stands what scripts/build.ts bundled. */
const bundlePath = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));

/** Introduces the worker role to its neighbours. It polls only once database and namespace are what this version needs. */
export const createWorker = (config: WorkerConfig, log: Log): Role =>
  defineRole('worker', log, async (parts) => {
    installTemporalRuntime(parts.log, config.TEMPORAL_METRICS);
    const mongo = useMongo(parts, config);
    const redis = useRedis(parts, config);
    const rabbit = await useRabbit(parts, config);
    const temporal = useTemporal(parts, config);
    useTelegram(parts, config, redis);

    const workers = createWorkers({
      settings: config,
      activities: createActivities({
        booking: {
          ...createBookingPorts(mongo.db),
          time: createTimePort(mongo.db, { sandbox: config.ZAPIS_ENV !== 'production' }),
          cache: createCacheBump(redis),
        },
        publisher: createEventPublisher(rabbit),
        bookings: createBookingCounts(mongo.db),
        workflows: createWorkflowCounts(temporal.client),
      }),
      bundlePath,
      queues: ['booking', 'bulk'],
      log: parts.log,
    });
    parts.board.add('temporal workers', workers.health);
    parts.beside(
      (async () => {
        await mongo.ready;
        await prepareTemporal(temporal, config.TEMPORAL_NAMESPACE, parts.log, parts.stopping);
        await workers.run(parts.stopping);
      })(),
    );
    await parts.serve(notFound, config.WORKER_PORT, config.BIND_ADDRESS);
  });
