import { Balancer } from '../tests/support/balancer.ts';

type Acknowledged = { readonly ms: number; readonly status: number };

/** Stands before a bot and notes how long each webhook took to be acknowledged, and with what. */
export class TimedDoor extends Balancer {
  readonly #taken: Acknowledged[];

  constructor(port: number) {
    const taken: Acknowledged[] = [];
    super((ms, status) => taken.push({ ms, status }));
    this.#taken = taken;
    this.add(port);
  }

  /** What was acknowledged since the last call. */
  taken(): readonly Acknowledged[] {
    return this.#taken.splice(0);
  }
}
