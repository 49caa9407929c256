import type { Channel } from 'amqplib';
import { deadQueueOf, exchange, type Queue, queues } from '../../contracts/events/topology.ts';

type Declares = Pick<Channel, 'assertExchange' | 'assertQueue' | 'bindQueue'>;

const quorum = { 'x-queue-type': 'quorum' };

/** Dead-lettering at least once needs a quorum queue that rejects rather than drops when it is full. */
const deadLettered = (deadQueue: string) => ({
  ...quorum,
  'x-dead-letter-exchange': '',
  'x-dead-letter-routing-key': deadQueue,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
});

async function declareQueue(channel: Declares, prefix: string, queue: Queue): Promise<void> {
  const name = `${prefix}${queue.name}`;
  const dead = deadQueueOf(name);
  await channel.assertQueue(dead, { durable: true, arguments: quorum });
  await channel.assertQueue(name, { durable: true, arguments: deadLettered(dead) });
  for (const key of queue.bindings) await channel.bindQueue(name, `${prefix}${exchange}`, key);
}

export async function declareTopology(channel: Declares, prefix: string): Promise<void> {
  await channel.assertExchange(`${prefix}${exchange}`, 'topic', { durable: true });
  for (const queue of queues) await declareQueue(channel, prefix, queue);
}
