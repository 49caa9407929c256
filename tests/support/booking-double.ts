import { fileURLToPath } from 'node:url';
import { type BundleOptions, bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import type { TemporalClient } from '../../adapters/temporal/connect.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import { openNamespace } from './own-namespace.ts';

const bundle: BundleOptions = {
  workflowsPath: fileURLToPath(new URL('../fixtures/booking-double.ts', import.meta.url)),
  logger: new DefaultLogger('ERROR'),
};

export type Double = {
  readonly temporal: TemporalClient;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  close(): Promise<void>;
};

/** A namespace of its own on the real server, with tests/fixtures/booking-double.ts as its booking workflow. */
export async function openDouble(): Promise<Double> {
  const { namespace, temporal, connection, close } = await openNamespace('double');
  const workflowBundle = await bundleWorkflowCode(bundle);
  let running: { worker: Worker; ended: Promise<void> } | undefined;
  const stopWorker = async () => {
    running?.worker.shutdown();
    await running?.ended;
    running = undefined;
  };
  return {
    temporal,
    async startWorker() {
      const worker = await Worker.create({
        connection,
        namespace,
        taskQueue: taskQueues.booking,
        workflowBundle,
      });
      running = { worker, ended: worker.run() };
    },
    stopWorker,
    async close() {
      await stopWorker();
      await close();
    },
  };
}
