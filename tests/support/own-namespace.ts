import { NativeConnection } from '@temporalio/worker';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { prepareTemporal } from '../../adapters/temporal/prepare.ts';
import { createLog } from '../../runtime/log.ts';
import { ownName, serviceUrl } from './services.ts';
import { useTemporalRuntime } from './temporal-runtime.ts';

type OwnNamespace = {
  readonly namespace: string;
  readonly temporal: TemporalClient;
  /** For workers of the test's own. */
  readonly connection: NativeConnection;
  close(): Promise<void>;
};

/** Of a server without keys and certificates, and with payloads that can be read. */
export const plainSettings = (address: string, namespace: string): Parameters<typeof openTemporal>[0] => ({
  TEMPORAL_ADDRESS: address,
  TEMPORAL_NAMESPACE: namespace,
  TEMPORAL_API_KEY: undefined,
  TEMPORAL_TLS_CA: undefined,
  TEMPORAL_TLS_CERT: undefined,
  TEMPORAL_TLS_KEY: undefined,
  PAYLOAD_KEYS: undefined,
});

/** A namespace of its own on the real server, or another, as the worker role prepares one. */
export async function openNamespace(
  what: string,
  address = serviceUrl('TEMPORAL_ADDRESS'),
): Promise<OwnNamespace> {
  const namespace = ownName(what);
  const temporal = openTemporal(plainSettings(address, namespace));
  const log = createLog({ level: 'silent' });
  await prepareTemporal(temporal, namespace, log, new AbortController().signal);
  useTemporalRuntime(log);
  const connection = await NativeConnection.connect({ address });
  return {
    namespace,
    temporal,
    connection,
    async close() {
      await connection.close();
      await temporal.close();
    },
  };
}
