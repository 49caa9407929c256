import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { deadQueueOf } from '../../contracts/events/topology.ts';
import type { Log } from '../../runtime/log.ts';
import { pause } from '../../runtime/retry.ts';
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

const againAfterMs = 1_000;

/** Attaches one consumer to a fresh connection; the broker's loss of it ends the channel, which the caller hears as `lost`. */
export async function attach(
  model: ChannelModel,
  consumer: Consumer,
  publisher: Publisher,
  log: Log,
  lost: () => void,
): Promise<void> {
  const channel = await model.createChannel();
  let open = true;
  channel.on('error', (error) => log.warn({ err: error, queue: consumer.queue }, 'consumer channel failed'));
  channel.on('close', () => {
    open = false;
    lost();
  });
  await channel.prefetch(consumer.prefetch);
  await channel.consume(consumer.queue, (message) => {
    if (!message) {
      void channel.close().catch(() => undefined);
      return;
    }
    void settle(channel, message, consumer, publisher, log, () => open);
  });
}

async function settle(
  channel: Channel,
  message: ConsumeMessage,
  consumer: Consumer,
  publisher: Publisher,
  log: Log,
  isOpen: () => boolean,
): Promise<void> {
  try {
    const verdict = await consumer.handle(incoming(message));
    if (verdict.verdict === 'bury')
      await buryIn(deadQueueOf(consumer.queue), message, verdict.reason, publisher);
    if (isOpen()) channel.ack(message);
  } catch (error) {
    log.warn(
      { err: error as Error, queue: consumer.queue, message_id: message.properties.messageId },
      'message not handled: again later',
    );
    await pause(againAfterMs);
    if (isOpen()) channel.nack(message, false, true);
  }
}

const incoming = (message: ConsumeMessage): Incoming => ({
  body: message.content,
  messageId: message.properties.messageId as string | undefined,
  redelivered: message.fields.redelivered,
  headers: message.properties.headers ?? {},
});

/** Published there and confirmed before the original is acknowledged: between the two it may stand twice, never nowhere. */
async function buryIn(
  queue: string,
  message: ConsumeMessage,
  reason: string,
  publisher: Publisher,
): Promise<void> {
  await publisher.publishRaw({
    exchange: '',
    routingKey: queue,
    content: message.content,
    messageId: (message.properties.messageId as string | undefined) ?? '',
    headers: { 'x-zapis-reason': reason },
  });
}
