import { type Channel, type ChannelModel, type ConsumeMessage, IllegalOperationError } from 'amqplib';
import { tryHeader } from '../../contracts/events/topology.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import type { Log } from '../../runtime/log.ts';
import { pause } from '../../runtime/retry.ts';
import { newTraceId, withTrace } from '../../runtime/trace.ts';
import { textOf } from '../trouble.ts';
import type { Publisher } from './publisher.ts';
import { bury as buryMessage, delay, triesOf } from './set-aside.ts';

export type Incoming = {
  readonly body: Buffer;
  readonly messageId: string | undefined;
  /** By the broker, or by us from a delay queue. */
  readonly redelivered: boolean;
  readonly headers: Readonly<Record<string, unknown>>;
};

/**
 * `done`: acknowledge. `bury`: no retry can help; it goes to the dead queue with the reason. `wait`: a neighbour is away,
 * which is not the message's fault: later again, and not one of its tries. Throwing: one of its tries is over.
 */
export type Verdict =
  | { readonly verdict: 'done' }
  | { readonly verdict: 'bury'; readonly reason: string }
  | { readonly verdict: 'wait' };
export const done: Verdict = { verdict: 'done' };
export const bury = (reason: string): Verdict => ({ verdict: 'bury', reason });
export const wait: Verdict = { verdict: 'wait' };

export type Consumer = {
  readonly queue: string;
  readonly prefetch: number;
  /** Of an `ordered` queue: what is thrown back keeps its place instead of being delayed behind others. */
  readonly ordered?: boolean;
  readonly handle: (message: Incoming) => Promise<Verdict>;
};

/** What every consumer of a connection is attached with. */
export type Attaching = {
  readonly publisher: Publisher;
  readonly log: Log;
  /** Waits before each new try; after the last one the message is buried. */
  readonly retryAfterMs: readonly number[];
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
  { log, ...rest }: Attaching,
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
      settle(channel, message, consumer, { log, ...rest }, stopping.signal),
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
  attaching: Attaching,
  stopping: AbortSignal,
): Promise<void> {
  try {
    await carryOut(await judge(message, consumer, attaching), message, consumer, attaching);
    answer(() => channel.ack(message));
  } catch (error) {
    const known = { queue: consumer.queue, message_id: incoming(message).messageId };
    attaching.log.warn({ err: error, ...known }, 'message not handled: given back');
    await pause(againAfterMs, stopping);
    answer(() => channel.nack(message, false, true));
  }
}

type Carried = Verdict | { readonly verdict: 'try_again'; readonly tries: number };

async function judge(
  message: ConsumeMessage,
  consumer: Consumer,
  { log, retryAfterMs }: Attaching,
): Promise<Carried> {
  try {
    return await consumer.handle(incoming(message));
  } catch (error) {
    if (consumer.ordered) throw error;
    const tries = triesOf(message) + 1;
    const known = { queue: consumer.queue, message_id: incoming(message).messageId, tries };
    log.warn({ err: error, ...known }, 'message not handled');
    if (tries <= retryAfterMs.length) return { verdict: 'try_again', tries };
    return bury(`failed ${tries} times: ${textOf(error)}`);
  }
}

/** What sets the message aside is confirmed before the original is acknowledged: it may stand twice, never nowhere. */
async function carryOut(
  carried: Carried,
  message: ConsumeMessage,
  { queue }: Consumer,
  { publisher, retryAfterMs }: Attaching,
): Promise<void> {
  const [first = 0] = retryAfterMs;
  switch (carried.verdict) {
    case 'done':
      return;
    case 'bury':
      return buryMessage(queue, message, carried.reason, publisher);
    case 'wait':
      return delay(queue, message, { afterMs: first, tries: triesOf(message) }, publisher);
    case 'try_again':
      return delay(
        queue,
        message,
        { afterMs: retryAfterMs[carried.tries - 1] ?? first, tries: carried.tries },
        publisher,
      );
    default:
      return assertNever(carried);
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
  redelivered: message.fields.redelivered || tryHeader in (message.properties.headers ?? {}),
  headers: message.properties.headers ?? {},
});
