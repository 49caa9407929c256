import type { ConsumeMessage } from 'amqplib';
import { deadQueueOf, delayQueueOf, reasonHeader, tryHeader } from '../../contracts/events/topology.ts';
import type { Publisher } from './publisher.ts';

/** How many tries are over. */
export function triesOf(message: ConsumeMessage): number {
  const tries: unknown = message.properties.headers?.[tryHeader];
  return typeof tries === 'number' ? tries : 0;
}

/** To the dead queue, with the reason and with everything needed to send it again. */
export const bury = (queue: string, message: ConsumeMessage, reason: string, publisher: Publisher) =>
  moveTo(deadQueueOf(queue), message, { [reasonHeader]: reason, ...cameFrom(message) }, publisher);

/** To the delay queue whose messages come back here when their time is over. */
export const delay = (
  queue: string,
  message: ConsumeMessage,
  { afterMs, tries }: { afterMs: number; tries: number },
  publisher: Publisher,
) => moveTo(delayQueueOf(queue, afterMs), message, { [tryHeader]: tries, ...cameFrom(message) }, publisher);

/** Where it was published to at first: a delayed message comes back by another way. */
function cameFrom({ fields, properties }: ConsumeMessage): Record<string, unknown> {
  if (properties.headers && 'x-zapis-routing-key' in properties.headers) return {};
  return { 'x-zapis-exchange': fields.exchange, 'x-zapis-routing-key': fields.routingKey };
}

async function moveTo(
  queue: string,
  { content, properties }: ConsumeMessage,
  more: Readonly<Record<string, unknown>>,
  publisher: Publisher,
): Promise<void> {
  const { messageId, type, headers } = properties as { messageId?: string; type?: string; headers?: object };
  await publisher.publishRaw({
    exchange: '',
    routingKey: queue,
    content,
    ...(messageId === undefined ? {} : { messageId }),
    ...(type === undefined ? {} : { type }),
    headers: { ...headers, ...more },
  });
}
