import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import type { Health } from '../../runtime/health.ts';
import { again, refused, type Trouble, textOf } from '../trouble.ts';
import { createDataConverter } from './codec.ts';
import { connectionOptions, type TemporalSettings } from './settings.ts';

export type TemporalClient = {
  readonly client: Client;
  readonly connection: Connection;
  health(): Promise<Health>;
  close(): Promise<void>;
};

const unauthenticated = 16;
const permissionDenied = 7;
const notFound = 5;

export function temporalTrouble(error: unknown): Trouble {
  if (isGrpcServiceError(error)) {
    const text = error.details || error.message;
    if (error.code === unauthenticated || error.code === permissionDenied)
      return refused(
        `Temporal refuses this account (${text}): check TEMPORAL_API_KEY or the TEMPORAL_TLS_ certificates`,
      );
    return again(`Temporal: ${text}`);
  }
  return again(`Temporal: ${textOf(error)}`);
}

/** gRPC’s own bound is two minutes between tries: after an outage everybody would wait for us. */
const channelArgs = { 'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 3_000 };

/** Connects when first used; the channel comes back by itself whenever the server was away. */
export function openTemporal(settings: TemporalSettings): TemporalClient {
  const connection = Connection.lazy({ ...connectionOptions(settings), channelArgs });
  const namespace = settings.TEMPORAL_NAMESPACE;
  const client = new Client({
    connection,
    namespace,
    dataConverter: createDataConverter(settings.PAYLOAD_KEYS),
  });
  return {
    client,
    connection,
    async health() {
      try {
        const ask = () => connection.workflowService.describeNamespace({ namespace });
        await connection.withDeadline(Date.now() + 2_500, ask);
        return { ok: true };
      } catch (error) {
        if (isGrpcServiceError(error) && error.code === notFound)
          return { ok: false, detail: `Temporal has no namespace "${namespace}" yet` };
        return { ok: false, detail: temporalTrouble(error).sentence };
      }
    },
    close: () => connection.close(),
  };
}
