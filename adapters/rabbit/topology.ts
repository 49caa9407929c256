import type { Channel } from 'amqplib';
import {
  deadQueueOf,
  delayQueueOf,
  deliveryLimit,
  exchange,
  keptFor,
  type Queue,
  queues,
} from '../../contracts/events/topology.ts';
import { assertNever } from '../../core/shared/assert-never.ts';

type Declares = Pick<Channel, 'assertExchange' | 'assertQueue' | 'bindQueue'>;
type Arguments = Readonly<Record<string, string | number | boolean>>;

const quorum = { 'x-queue-type': 'quorum' };

/** Dead-lettering at least once needs a quorum queue that rejects rather than drops when it is full. */
const deadLettered = (to: string) => ({
  ...quorum,
  'x-dead-letter-exchange': '',
  'x-dead-letter-routing-key': to,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
});

const kept = {
  ...quorum,
  'x-message-ttl': keptFor.ms,
  'x-max-length': keptFor.messages,
  'x-overflow': 'drop-head',
};

const declare = async (channel: Declares, name: string, args: Arguments): Promise<void> =>
  void (await channel.assertQueue(name, { durable: true, arguments: args }));

async function declareQueue(
  channel: Declares,
  prefix: string,
  queue: Queue,
  delays: readonly number[],
): Promise<void> {
  const name = `${prefix}${queue.name}`;
  const dead = deadQueueOf(name);
  const ours = { ...deadLettered(dead), 'x-delivery-limit': deliveryLimit };
  switch (queue.kind) {
    case 'work':
      await declare(channel, dead, quorum);
      await declare(channel, name, ours);
      for (const ms of delays)
        await declare(channel, delayQueueOf(name, ms), { ...deadLettered(name), 'x-message-ttl': ms });
      break;
    case 'ordered':
      await declare(channel, dead, quorum);
      await declare(channel, name, { ...ours, 'x-single-active-consumer': true });
      break;
    case 'kept':
      await declare(channel, name, kept);
      break;
    default:
      assertNever(queue.kind);
  }
  for (const key of queue.bindings) await channel.bindQueue(name, `${prefix}${exchange}`, key);
}

export async function declareTopology(
  channel: Declares,
  prefix: string,
  delays: readonly number[],
): Promise<void> {
  await channel.assertExchange(`${prefix}${exchange}`, 'topic', { durable: true });
  for (const queue of queues) await declareQueue(channel, prefix, queue, delays);
}
