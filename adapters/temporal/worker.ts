import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../../activities/index.ts';
import { type TaskQueue, taskQueues } from '../../contracts/workflows/queues.ts';
import type { Health } from '../../runtime/health.ts';
import type { Log } from '../../runtime/log.ts';
import { untilDone } from '../../runtime/retry.ts';
import { createDataConverter } from './codec.ts';
import { temporalTrouble } from './connect.ts';
import { connectionOptions, type TemporalSettings } from './settings.ts';

export type WorkerDeps = {
  readonly settings: TemporalSettings;
  readonly activities: Activities;
  /** Prebuilt by scripts/build.ts. */
  readonly bundlePath: string;
  readonly queues: readonly TaskQueue[];
  readonly log: Log;
};

export type Workers = {
  health(): Promise<Health>;
  /** Resolves when every worker has drained after `stopping`. */
  run(stopping: AbortSignal): Promise<void>;
};

const graceMs = 10_000;
const forceMs = 20_000;

const baseOptions = {
  shutdownGraceTime: graceMs,
  shutdownForceTime: forceMs,
  maxCachedWorkflows: 500,
  workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 1, initial: 2, maximum: 10 },
  activityTaskPollerBehavior: { type: 'autoscaling', minimum: 1, initial: 2, maximum: 10 },
} as const satisfies Partial<WorkerOptions>;

/**
 * Keeps one worker per queue running for as long as the process lives: a worker that cannot start, or that ends by
 * itself because the server was away for too long, is started again.
 */
export function createWorkers(deps: WorkerDeps): Workers {
  const running = new Map<TaskQueue, Worker>();
  return {
    async health() {
      const away = deps.queues.filter((queue) => running.get(queue)?.getState() !== 'RUNNING');
      return away.length === 0 ? { ok: true } : { ok: false, detail: `no worker for ${away.join(', ')} yet` };
    },
    async run(stopping) {
      stopping.addEventListener('abort', () => {
        for (const worker of running.values()) if (worker.getState() === 'RUNNING') worker.shutdown();
      });
      await Promise.all(deps.queues.map((queue) => keepRunning(queue, deps, running, stopping)));
    },
  };
}

async function keepRunning(
  queue: TaskQueue,
  deps: WorkerDeps,
  running: Map<TaskQueue, Worker>,
  signal: AbortSignal,
): Promise<void> {
  await untilDone(
    async () => {
      await runOnce(queue, deps, running, signal);
      if (!signal.aborted) throw new Error('the worker ended by itself');
    },
    {
      signal,
      mostMs: 3_000,
      failed: (error, attempt) => {
        if (attempt === 0)
          deps.log.warn(
            { queue, detail: temporalTrouble(error).sentence },
            'worker not running: trying again',
          );
      },
    },
  );
}

async function runOnce(
  queue: TaskQueue,
  deps: WorkerDeps,
  running: Map<TaskQueue, Worker>,
  signal: AbortSignal,
): Promise<void> {
  const connection = await NativeConnection.connect(connectionOptions(deps.settings));
  try {
    const worker = await Worker.create({
      ...baseOptions,
      connection,
      namespace: deps.settings.TEMPORAL_NAMESPACE,
      taskQueue: taskQueues[queue],
      workflowBundle: { codePath: deps.bundlePath },
      activities: deps.activities,
      dataConverter: createDataConverter(deps.settings.PAYLOAD_KEYS),
    });
    if (signal.aborted) return;
    running.set(queue, worker);
    await worker.run();
  } finally {
    running.delete(queue);
    await connection.close();
  }
}
