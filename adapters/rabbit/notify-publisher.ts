import type { NotifyPublisher } from '../../activities/notify/ports.ts';
import type { Rabbit } from './connect.ts';

export const createNotifyPublisher =
  (rabbit: Pick<Rabbit, 'publish'>): NotifyPublisher =>
  (queue, message) =>
    rabbit.publish({
      exchange: '',
      routingKey: queue,
      messageId: message.message_id,
      headers: { trace_id: message.trace_id },
      body: message,
    });
