import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { House } from '../../tests/support/house.ts';
import { inTurns } from '../arrivals.ts';
import type { Answered, Stopwatch } from '../stopwatch.ts';
import { TimedDoor } from '../timed-door.ts';
import { type floorButtons, floorShown } from './contract.ts';

export const floorToken = '7:floor';
type Button = (typeof floorButtons)[number];
export type FloorPerson = { readonly taps: (button: Button) => Promise<Answered> };

/** A bot that does nothing but what no bot of this kind can leave out, in two processes beside ours, with the same Temporal and Telegram. */
export class Floor {
  readonly door: TimedDoor;
  readonly pids: { readonly bot: number; readonly worker: number };
  readonly #house: House;
  readonly #watch: Stopwatch;
  readonly #children: readonly ChildProcess[];
  readonly #api: string;

  private constructor(
    house: House,
    watch: Stopwatch,
    door: TimedDoor,
    children: { readonly bot: ChildProcess; readonly worker: ChildProcess },
    api: string,
  ) {
    this.#house = house;
    this.#watch = watch;
    this.door = door;
    this.pids = { bot: children.bot.pid ?? 0, worker: children.worker.pid ?? 0 };
    this.#children = [children.bot, children.worker];
    this.#api = api;
  }

  static async open(house: House, watch: Stopwatch): Promise<Floor> {
    const { TEMPORAL_ADDRESS: address = '', TEMPORAL_NAMESPACE: namespace = '' } = house.env;
    const api = `${house.sandbox.url}/bot${floorToken}`;
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    const started = async (what: string): Promise<readonly [ChildProcess, number]> => {
      const child = fork(main, [what, address, namespace, api]);
      const [told] = (await once(child, 'message')) as [{ readonly port: number }];
      return [child, told.port];
    };
    const [worker] = await started('worker');
    const [bot, port] = await started('bot');
    const floor = new Floor(house, watch, await new TimedDoor(port).open(), { bot, worker }, api);
    await floor.#call('setWebhook', { url: floor.door.url, max_connections: 100 });
    return floor;
  }

  /** People with a message of two buttons, whose workflow is there already. */
  async people(count: number): Promise<readonly FloorPerson[]> {
    const id = floorToken.split(':')[0] ?? '';
    const ready: FloorPerson[] = [];
    await inTurns(
      Array.from({ length: count }, (_none, at) => at),
      8,
      async (at) => {
        const person = await this.#house.sandbox.sandbox.person(`Floor ${at}`);
        await person.opens('https://t.me/floor_bot?start=x');
        const reply_markup = { inline_keyboard: [[{ text: 'First', callback_data: 'First' }]] };
        await this.#call('sendMessage', { chat_id: person.id, text: 'Please tap', reply_markup });
        ready.push({
          taps: (button) =>
            this.#watch.time(`p:${id}:${person.id}`, new RegExp(floorShown[button]), () =>
              person.tap(button, { bot: Number(id) }),
            ),
        });
      },
    );
    return ready;
  }

  async close(): Promise<void> {
    await this.door.close();
    for (const child of this.#children) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  }

  async #call(method: string, body: unknown): Promise<void> {
    const response = await fetch(`${this.#api}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
  }
}
