import type { QueueDepth } from '../../admin/panel/ports/system.ts';
import { deadQueueOf, queues, queuesThatBury } from '../../contracts/events/topology.ts';
import type { Rabbit } from './connect.ts';

const names = queues.map(({ name }) => name);

/** How much stands in each queue, and in the dead queue beside it. */
export async function readQueues(rabbit: Pick<Rabbit, 'counts'>): Promise<readonly QueueDepth[]> {
  const counts = await rabbit.counts([...names, ...queuesThatBury.map(deadQueueOf)]);
  return names.map((queue, at): QueueDepth => {
    const buries = queuesThatBury.indexOf(queue);
    return {
      queue,
      ready: counts[at] ?? 0,
      dead: buries < 0 ? null : (counts[names.length + buries] ?? 0),
    };
  });
}
