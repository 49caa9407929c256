import type { Queues } from '../../bot/ports.ts';
import {
  deadQueueOf,
  pendingUpdates,
  reasonHeader,
  waitingUpdates,
} from '../../contracts/events/topology.ts';
import type { Log } from '../../runtime/log.ts';
import type { Rabbit } from './connect.ts';
import { rabbitTrouble } from './errors.ts';

/** Where updates stand that cannot be handed over yet, or never. */
export function createBotQueues(rabbit: Rabbit, botId: number, log: Log): Queues {
  const publish = async (
    queue: string,
    update: { readonly update_id: number; readonly trace_id?: string },
    headers: Readonly<Record<string, unknown>> = {},
  ): Promise<boolean> => {
    try {
      await rabbit.publish({
        exchange: '',
        routingKey: queue,
        messageId: `update:${botId}:${update.update_id}`,
        body: update,
        headers: { ...headers, ...(update.trace_id === undefined ? {} : { trace_id: update.trace_id }) },
      });
      return true;
    } catch (error) {
      log.warn(
        { queue, update_id: update.update_id, detail: rabbitTrouble(error).sentence },
        'update not kept',
      );
      return false;
    }
  };
  return {
    keep: (where, update) => publish(where === 'pending' ? pendingUpdates : waitingUpdates, update),
    bury: (update, reason) => publish(deadQueueOf(pendingUpdates), update, { [reasonHeader]: reason }),
    pending: () => rabbit.count(pendingUpdates).catch(() => undefined),
  };
}
