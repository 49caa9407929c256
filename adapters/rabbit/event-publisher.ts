import type { EventPublisher } from '../../activities/events/ports.ts';
import { exchange } from '../../contracts/events/topology.ts';
import type { Rabbit } from './connect.ts';

export const createEventPublisher = (rabbit: Pick<Rabbit, 'publish'>): EventPublisher => ({
  publish: (event) =>
    rabbit.publish({
      exchange,
      routingKey: event.event_type,
      messageId: event.message_id,
      type: event.event_type,
      headers: { trace_id: event.trace_id },
      body: event,
    }),
});
