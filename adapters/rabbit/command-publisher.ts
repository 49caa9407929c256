import type { PublishCommand } from '../../admin/broadcasts/ports.ts';
import { broadcastCommands } from '../../contracts/events/topology.ts';
import type { Rabbit } from './connect.ts';

/** Known by its broadcast: the same command again is the same message. */
export const createCommandPublisher =
  (rabbit: Pick<Rabbit, 'publish'>): PublishCommand =>
  (command) =>
    rabbit.publish({
      exchange: '',
      routingKey: broadcastCommands,
      messageId: `broadcast:${command.broadcast_id ?? ''}`,
      body: command,
    });
