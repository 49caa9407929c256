import type { Delivery } from '../delivery/delivery.ts';
import type { CeilingCounter } from '../state/ceilings.ts';
import type { Faults } from '../state/faults.ts';
import type { FileStore } from '../state/files.ts';
import type { World } from '../state/world.ts';

/** What every act and every method works with. */
export type Kit = {
  world: World;
  delivery: Delivery;
  faults: Faults;
  files: FileStore;
  ceilings: CeilingCounter;
};

/** Something a person in the sandbox cannot do; the control API tells it as 400 or 404. */
export class ActError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
