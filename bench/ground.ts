import { fileURLToPath } from 'node:url';
import { sandboxBot } from '../config/sandbox-bot.ts';
import { bringUp } from '../local/launcher/bring-up.ts';
import { freePort } from '../tests/support/free-port.ts';
import { House } from '../tests/support/house.ts';
import { Floor, floorToken } from './floor/floor.ts';
import { proportionalMiB } from './memory.ts';
import { Stopwatch } from './stopwatch.ts';
import { TimedDoor } from './timed-door.ts';
import { processorMs, type Used } from './used.ts';

const names = ['temporal', 'mongodb', 'rabbitmq', 'redis'] as const;

/** Embedded services of its own, the product as three processes behind a webhook, and the floor beside them. */
export type Ground = {
  readonly house: House;
  readonly floor: Floor;
  readonly watch: Stopwatch;
  /** Before our bot. */
  readonly door: TimedDoor;
  /** Processor time that every process has used so far, by what it is. */
  readonly used: () => Used;
  /** Memory of the roles and their services. */
  readonly mib: () => number;
};

export async function onGround(run: (ground: Ground) => Promise<void>): Promise<void> {
  const dataDir = fileURLToPath(new URL('../.zapis/bench', import.meta.url));
  const services = await bringUp({ services: names, dataDir });
  const undo: (() => unknown)[] = [() => services.stop()];
  try {
    const { temporal, mongodb, rabbitmq, redis } = services.urls;
    const port = await freePort();
    const door = await new TimedDoor(port).open();
    undo.push(() => door.close());
    const { token, username, name } = sandboxBot;
    const house = await House.open('bench', {
      apart: true,
      webhook: true,
      urls: { TEMPORAL_ADDRESS: temporal, MONGODB_URL: mongodb, AMQP_URL: rabbitmq, REDIS_URL: redis },
      env: { BOT_PORT: String(port), PUBLIC_URL: door.url },
      telegram: {
        ceilings: false,
        bots: [
          { token, username, name },
          { token: floorToken, username: 'floor_bot' },
        ],
      },
    });
    undo.push(() => house.close());
    const watch = new Stopwatch(house.sandbox.telegram);
    undo.push(() => watch.close());
    const floor = await Floor.open(house, watch);
    undo.push(() => floor.close());
    const product = () => ({
      ...Object.fromEntries(house.roles.map((one) => [one.roles.join(), [one.pid]])),
      ...Object.fromEntries(names.map((one) => [one, services.pids(one)])),
    });
    const mib = () =>
      Object.values(product())
        .flat()
        .reduce((sum, pid) => sum + proportionalMiB(pid), 0);
    const pids = () => ({
      ...product(),
      'floor bot': [floor.pids.bot],
      'floor worker': [floor.pids.worker],
      'emulator and bench': [process.pid],
    });
    await run({ house, floor, watch, door, used: () => processorMs(pids()), mib });
  } finally {
    for (const one of undo.toReversed()) await one();
  }
}
