import { fileURLToPath } from 'node:url';
import {
  type BundleOptions,
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Worker,
} from '@temporalio/worker';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { prepareTemporal } from '../../adapters/temporal/prepare.ts';
import { installTemporalRuntime } from '../../adapters/temporal/telemetry.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import { createLog } from '../../runtime/log.ts';
import { ownName, serviceUrl } from './services.ts';

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
  const namespace = ownName('double');
  const temporal = openTemporal({
    TEMPORAL_ADDRESS: serviceUrl('TEMPORAL_ADDRESS'),
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_API_KEY: undefined,
    TEMPORAL_TLS_CA: undefined,
    TEMPORAL_TLS_CERT: undefined,
    TEMPORAL_TLS_KEY: undefined,
    PAYLOAD_KEYS: undefined,
  });
  const log = createLog({ level: 'silent' });
  await prepareTemporal(temporal, namespace, log, new AbortController().signal);
  installTemporalRuntime(log, undefined);
  const workflowBundle = await bundleWorkflowCode(bundle);
  const connection = await NativeConnection.connect({ address: serviceUrl('TEMPORAL_ADDRESS') });
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
      await connection.close();
      await temporal.close();
    },
  };
}
