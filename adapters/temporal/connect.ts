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

const invalidArgument = 3;
const notFound = 5;
const resourceExhausted = 8;
/** gRPC codes that asking again does not change. */
const refusedForGood = new Map<number, string>([
  [invalidArgument, 'it does not understand a request of ours'],
  [7, 'this account may not do that: check TEMPORAL_API_KEY or the TEMPORAL_TLS_ certificates'],
  [12, 'this server is too old for a request of ours'],
  [16, 'it refuses this account: check TEMPORAL_API_KEY or the TEMPORAL_TLS_ certificates'],
]);

/** High-level calls wrap the answer of the server: what it said is the cause. */
function grpcErrorIn(error: unknown): ServiceErrorLike | undefined {
  for (let one = error; one instanceof Error; one = one.cause)
    if (isGrpcServiceError(one)) return { code: one.code, text: one.details || one.message };
  return undefined;
}
/** A namespace is there a moment before its search attributes: that is nobody's request's fault. */
const halfPrepared = ({ code, text }: ServiceErrorLike): boolean =>
  code === invalidArgument && /search attribute/i.test(text);
type ServiceErrorLike = { readonly code: number; readonly text: string };

export function temporalTrouble(error: unknown): Trouble {
  const said = grpcErrorIn(error);
  if (!said) return again(`Temporal: ${textOf(error)}`);
  if (halfPrepared(said)) return again(`Temporal is not prepared yet: ${said.text}`);
  const reason = refusedForGood.get(said.code);
  if (reason) return refused(`Temporal: ${reason} (${said.text})`);
  if (said.code === resourceExhausted)
    return { kind: 'busy', waitMs: 1_000, sentence: `Temporal: ${said.text}` };
  return again(`Temporal: ${said.text}`);
}

/** Temporal cannot be asked just now; the request was all right. */
export const isTemporalAway = (error: unknown): boolean =>
  grpcErrorIn(error) !== undefined && temporalTrouble(error).kind !== 'refused';

/** This very request is the fault: too large, or one too many for its workflow. An account that is refused may be mended. */
export function wontTakeThis(error: unknown): boolean {
  const said = grpcErrorIn(error);
  return said?.code === invalidArgument && !halfPrepared(said);
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
        if (grpcErrorIn(error)?.code === notFound)
          return { ok: false, detail: `Temporal has no namespace "${namespace}" yet` };
        return { ok: false, detail: temporalTrouble(error).sentence };
      }
    },
    close: () => connection.close(),
  };
}
