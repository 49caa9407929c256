import type { TLSConfig } from '@temporalio/worker';
import type { Values } from '../../config/settings.ts';

export type TemporalSettings = Pick<
  Values,
  | 'TEMPORAL_ADDRESS'
  | 'TEMPORAL_NAMESPACE'
  | 'TEMPORAL_API_KEY'
  | 'TEMPORAL_TLS_CA'
  | 'TEMPORAL_TLS_CERT'
  | 'TEMPORAL_TLS_KEY'
  | 'PAYLOAD_KEYS'
>;

type ConnectionOptions = { address: string; tls?: TLSConfig | true; apiKey?: string };

/** How to reach the frontend, the same for clients and workers. */
export function connectionOptions(settings: TemporalSettings): ConnectionOptions {
  const {
    TEMPORAL_TLS_CA: ca,
    TEMPORAL_TLS_CERT: crt,
    TEMPORAL_TLS_KEY: key,
    TEMPORAL_API_KEY: apiKey,
  } = settings;
  const tls: TLSConfig = {
    ...(ca === undefined ? {} : { serverRootCACertificate: Buffer.from(ca) }),
    ...(crt === undefined || key === undefined
      ? {}
      : { clientCertPair: { crt: Buffer.from(crt), key: Buffer.from(key) } }),
  };
  return {
    address: settings.TEMPORAL_ADDRESS,
    ...(Object.keys(tls).length > 0 ? { tls } : {}),
    ...(apiKey === undefined ? {} : { apiKey }),
  };
}
