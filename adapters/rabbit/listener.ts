import type { ChannelModel } from 'amqplib';
import type { Log } from '../../runtime/log.ts';
import type { Attached } from './consumer.ts';

/** Hears what goes by, once on every replica; what goes by while nobody listens is not kept. */
export type Listener = {
  readonly patterns: readonly string[];
  readonly heard: (routingKey: string) => void;
};

/** More than this waits for nobody: who listens only wants to know that something happened. */
const mostWaiting = 1_000;

/** Attaches a listener to a fresh connection by a queue that goes with it. */
export async function attachListener(
  model: ChannelModel,
  { patterns, heard }: Listener,
  { exchange, log }: { readonly exchange: string; readonly log: Log },
  lost: () => void,
): Promise<Attached> {
  const channel = await model.createChannel();
  channel.on('error', (error) => log.warn({ err: error }, 'listening channel failed'));
  channel.on('close', lost);
  const { queue } = await channel.assertQueue('', { exclusive: true, maxLength: mostWaiting });
  for (const pattern of patterns) await channel.bindQueue(queue, exchange, pattern);
  const take = (message: { readonly fields: { readonly routingKey: string } } | null) => {
    if (message) heard(message.fields.routingKey);
  };
  const { consumerTag } = await channel.consume(queue, take, { noAck: true });
  return {
    async drain() {
      await channel.cancel(consumerTag).catch(() => undefined);
    },
  };
}
