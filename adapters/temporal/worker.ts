import {
  type ActivityInterceptorsFactory,
  NativeConnection,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import type { Activities } from '../../activities/index.ts';
import { type TaskQueue, taskQueues } from '../../contracts/workflows/queues.ts';
import type { Health } from '../../runtime/health.ts';
import type { Log } from '../../runtime/log.ts';
import { untilDone } from '../../runtime/retry.ts';
import { newTraceId, withTrace } from '../../runtime/trace.ts';
import { codeOf } from '../trouble.ts';
import { createDataConverter } from './codec.ts';
import { temporalTrouble } from './connect.ts';
import { connectionOptions, type TemporalSettings } from './settings.ts';
import { type Troubles, troubledActivity } from './troubled.ts';

/** Everything one run of a workflow causes stands under its run id in the log. */
const tracedActivity: ActivityInterceptorsFactory = (context) => ({
  inbound: {
    execute: (input, next) =>
      withTrace(context.info.workflowExecution?.runId ?? newTraceId(), () => next(input)),
  },
});

export type WorkerDeps = {
  readonly settings: TemporalSettings;
  /** Those its queues are asked for. */
  readonly activities: Partial<Activities>;
  /** Prebuilt by scripts/build.ts. */
  readonly bundlePath: string;
  readonly queues: readonly TaskQueue[];
  readonly troubles: Troubles;
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
  const faults = new Map<TaskQueue, string>();
  return {
    async health() {
      const away = deps.queues.filter((queue) => running.get(queue)?.getState() !== 'RUNNING');
      if (away.length === 0) return { ok: true };
      const told = away.map((queue) => `${queue} (${faults.get(queue) ?? 'not started yet'})`);
      return { ok: false, detail: `no worker for ${told.join(', ')}` };
    },
    async run(stopping) {
      stopping.addEventListener('abort', () => {
        for (const worker of running.values()) if (worker.getState() === 'RUNNING') worker.shutdown();
      });
      await Promise.all(deps.queues.map((queue) => keepRunning(queue, deps, running, faults, stopping)));
    },
  };
}

async function keepRunning(
  queue: TaskQueue,
  deps: WorkerDeps,
  running: Map<TaskQueue, Worker>,
  faults: Map<TaskQueue, string>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await untilDone(() => runOnce(queue, deps, running, signal), {
      signal,
      mostMs: 3_000,
      // A missing bundle or a wrong option stays wrong.
      fatal: (error) => error instanceof TypeError || codeOf(error) === 'ENOENT',
      failed(error) {
        const { sentence } = temporalTrouble(error);
        // A new reason is news; the same one again is not.
        if (faults.get(queue) !== sentence)
          deps.log.warn({ queue, detail: sentence }, 'worker not running: trying again');
        faults.set(queue, sentence);
      },
    });
    faults.delete(queue);
    if (!signal.aborted) deps.log.warn({ queue }, 'the worker ended by itself: starting it again');
  }
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
      interceptors: { activity: [tracedActivity, troubledActivity(deps.troubles)] },
    });
    if (signal.aborted) return;
    running.set(queue, worker);
    await worker.run();
  } finally {
    running.delete(queue);
    await connection.close();
  }
}
