import { exchange, panelChanged } from '../../contracts/events/topology.ts';
import type { Rabbit } from './connect.ts';

/**
 * Tells the other replicas that something was changed here. Without the broker they find out by themselves, later.
 * However much is changed while one is being told, they are told once more.
 */
export function createRingOthers({ publish }: Pick<Rabbit, 'publish'>): () => void {
  let [isRinging, again] = [false, false];
  const ring = async () => {
    isRinging = true;
    while (again) {
      again = false;
      await publish({ exchange, routingKey: panelChanged, messageId: panelChanged, body: {} }).catch(
        () => undefined,
      );
    }
    isRinging = false;
  };
  return () => {
    again = true;
    if (!isRinging) void ring();
  };
}

/** Whatever may change a page of the panel, on whichever replica. */
export const hearChanges = ({ listen }: Pick<Rabbit, 'listen'>, heard: () => void): Promise<void> =>
  listen({ patterns: ['booking.*', 'slot.changed', panelChanged], heard });
