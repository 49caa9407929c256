import { type Channel, type ChannelModel, type ConsumeMessage, IllegalOperationError } from 'amqplib';
import { deadQueueOf } from '../../contracts/events/topology.ts';
import type { Log } from '../../runtime/log.ts';
import { pause } from '../../runtime/retry.ts';
import { newTraceId, withTrace } from '../../runtime/trace.ts';
import type { Publisher } from './publisher.ts';

export type Incoming = {
  readonly body: Buffer;
  readonly messageId: string | undefined;
  readonly redelivered: boolean;
  readonly headers: Readonly<Record<string, unknown>>;
};

/** `done`: acknowledge. `bury`: no retry can help; it goes to the dead queue with the reason. Throwing: try again later. */
export type Verdict = { readonly verdict: 'done' } | { readonly verdict: 'bury'; readonly reason: string };
export const done: Verdict = { verdict: 'done' };
export const bury = (reason: string): Verdict => ({ verdict: 'bury', reason });

export type Consumer = {
  readonly queue: string;
  readonly prefetch: number;
  readonly handle: (message: Incoming) => Promise<Verdict>;
};

export type Attached = {
  /** Takes no more; resolves when what is being handled has ended. */
  drain(): Promise<void>;
};

const againAfterMs = 1_000;

/** Attaches one consumer to a fresh connection; its channel's end is heard as `lost`. */
export async function attach(
  model: ChannelModel,
  consumer: Consumer,
  publisher: Publisher,
  log: Log,
  lost: () => void,
): Promise<Attached> {
  const channel = await model.createChannel();
  const handling = new Set<Promise<void>>();
  const stopping = new AbortController();
  channel.on('error', (error) => log.warn({ err: error, queue: consumer.queue }, 'consumer channel failed'));
  channel.on('close', lost);
  await channel.prefetch(consumer.prefetch);
  const take = (message: ConsumeMessage | null) => {
    // The broker took the queue away: the way back is a fresh connection.
    if (!message) {
      void channel.close().catch(() => undefined);
      return;
    }
    const work = withTrace(traceOf(message), () =>
      settle(channel, message, consumer, publisher, log, stopping.signal),
    );
    handling.add(work);
    void work.finally(() => handling.delete(work));
  };
  const { consumerTag } = await channel.consume(consumer.queue, take);
  return {
    async drain() {
      stopping.abort();
      await channel.cancel(consumerTag).catch(() => undefined);
      await Promise.all(handling);
    },
  };
}

/** Never rejects: what goes wrong here is said, and the message comes again. */
async function settle(
  channel: Channel,
  message: ConsumeMessage,
  consumer: Consumer,
  publisher: Publisher,
  log: Log,
  stopping: AbortSignal,
): Promise<void> {
  try {
    const verdict = await consumer.handle(incoming(message));
    if (verdict.verdict === 'bury')
      await buryIn(deadQueueOf(consumer.queue), message, verdict.reason, publisher);
    answer(() => channel.ack(message));
  } catch (error) {
    const known = { queue: consumer.queue, message_id: incoming(message).messageId };
    log.warn({ err: error, ...known }, 'message not handled: again later');
    await pause(againAfterMs, stopping);
    answer(() => channel.nack(message, false, true));
  }
}

/** On a channel that is closing there is nobody to tell: the broker gives the message to somebody again. */
function answer(tell: () => void): void {
  try {
    tell();
  } catch (error) {
    if (!(error instanceof IllegalOperationError)) throw error;
  }
}

function traceOf(message: ConsumeMessage): string {
  const trace: unknown = message.properties.headers?.['trace_id'];
  return typeof trace === 'string' ? trace : newTraceId();
}

const incoming = (message: ConsumeMessage): Incoming => ({
  body: message.content,
  messageId: message.properties.messageId as string | undefined,
  redelivered: message.fields.redelivered,
  headers: message.properties.headers ?? {},
});

/**
 * Published there and confirmed before the original is acknowledged: between the two it may stand twice, never nowhere.
 * Everything needed to send it again goes with it.
 */
async function buryIn(
  queue: string,
  { content, properties, fields }: ConsumeMessage,
  reason: string,
  publisher: Publisher,
): Promise<void> {
  const { messageId, type, headers } = properties as { messageId?: string; type?: string; headers?: object };
  await publisher.publishRaw({
    exchange: '',
    routingKey: queue,
    content,
    ...(messageId === undefined ? {} : { messageId }),
    ...(type === undefined ? {} : { type }),
    headers: {
      ...headers,
      'x-zapis-reason': reason,
      'x-zapis-exchange': fields.exchange,
      'x-zapis-routing-key': fields.routingKey,
    },
  });
}
