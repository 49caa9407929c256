import { setTimeout as pause } from 'node:timers/promises';
import { BarrierWire } from './barrier-wire.ts';
import { freePort } from './free-port.ts';
import type { HouseOptions } from './house.ts';

/** So old may be what a batch knows of its broadcast and of whom it writes to, and a little more. */
const knowsAnewMs = 1_200;

type Held = {
  /** All of them stand still. */
  readonly reached: Promise<void>;
  /** They go on, once the batch looks again at what was changed meanwhile. */
  readonly letGo: () => Promise<void>;
};

/** The worker's way to Telegram. What stands still there stands as long as a test needs, if only the worker waits for its answer. */
export class HeldCalls {
  readonly #wire: BarrierWire;
  /** Of the house whose worker goes this way. */
  readonly options: HouseOptions;

  private constructor(wire: BarrierWire, port: number) {
    this.#wire = wire;
    this.options = {
      telegram: { validate: true, port },
      ofRole: { worker: { TELEGRAM_API_ROOT: `http://127.0.0.1:${wire.port}` } },
    };
  }

  static async open(): Promise<HeldCalls> {
    const port = await freePort();
    return new HeldCalls(await new BarrierWire(`http://127.0.0.1:${port}`).open(), port);
  }

  /** What is next said to each of these. */
  hold(people: readonly { readonly id: number }[]): Held {
    const all = people.map(({ id }) => this.#wire.stopAt({ has: [`"chat_id":${id},`], at: 'request' }));
    return {
      reached: Promise.all(all.map(({ reached }) => reached)).then(() => undefined),
      letGo: async () => {
        await pause(knowsAnewMs);
        for (const one of all) one.letGo();
      },
    };
  }

  close(): Promise<void> {
    return this.#wire.close();
  }
}
