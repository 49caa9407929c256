import { randomBytes } from 'node:crypto';
import { exchange, panelChanged } from '../../contracts/events/topology.ts';
import type { Rabbit } from './connect.ts';

type PanelBell = {
  /**
   * Tells the other replicas that something was changed here. Without the broker they find out by themselves, later.
   * However much is changed while one is being told, they are told once more.
   */
  ringOthers(): void;
  /** Whatever may change a page of the panel, but for what was changed here: whoever rings has heard that already. */
  hear(heard: () => void): Promise<void>;
};

export function createPanelBell({ publish, listen }: Pick<Rabbit, 'publish' | 'listen'>): PanelBell {
  const routingKey = `${panelChanged}.${randomBytes(8).toString('hex')}`;
  let [isRinging, again] = [false, false];
  const ring = async () => {
    isRinging = true;
    while (again) {
      again = false;
      await publish({ exchange, routingKey, messageId: panelChanged, body: {} }).catch(() => undefined);
    }
    isRinging = false;
  };
  return {
    ringOthers() {
      again = true;
      if (!isRinging) void ring();
    },
    hear: (heard) =>
      listen({
        patterns: ['booking.*', 'slot.changed', `${panelChanged}.*`],
        heard(key) {
          if (key !== routingKey) heard();
        },
      }),
  };
}
