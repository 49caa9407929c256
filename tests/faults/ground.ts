import { fileURLToPath } from 'node:url';
import { type BroughtUp, bringUp } from '../../local/launcher/bring-up.ts';
import { History } from '../race/history/index.ts';
import { BarrierWire } from '../support/barrier-wire.ts';
import { freePort } from '../support/free-port.ts';
import { House } from '../support/house.ts';

const names = ['temporal', 'mongodb', 'rabbitmq', 'redis'] as const;
export type ServiceName = (typeof names)[number];
export type RoleName = 'bot' | 'worker' | 'admin';

type Wires = {
  readonly workerMongo: BarrierWire;
  readonly adminMongo: BarrierWire;
  readonly workerRabbit: BarrierWire;
  readonly botTemporal: BarrierWire;
  readonly botRedis: BarrierWire;
  readonly botApi: BarrierWire;
};

/** Services of its own, the roles as processes, and wires between them that stop where a test says. */
export class Ground {
  readonly services: BroughtUp<ServiceName>;
  readonly wires: Wires;
  readonly house: House;
  readonly history: History;

  private constructor(services: BroughtUp<ServiceName>, wires: Wires, house: House, history: History) {
    this.services = services;
    this.wires = wires;
    this.house = house;
    this.history = history;
  }

  /** `env`: settings on top. */
  static async open(what: string, env: Readonly<Record<string, string>> = {}): Promise<Ground> {
    // Always the same folder: what a killed run left behind is recorded there, and ended by the next.
    const dataDir = fileURLToPath(new URL(`../../.zapis/test/${what}`, import.meta.url));
    const services = await bringUp({ services: names, dataDir });
    const undo: (() => Promise<unknown>)[] = [() => services.stop()];
    try {
      const adminPort = await freePort();
      const wires = await openWires(services.urls, adminPort);
      undo.push(() => closeWires(wires));
      const house = await House.open(what, settings(services.urls, wires, adminPort, env));
      undo.push(() => house.close());
      return new Ground(services, wires, house, await History.of(house));
    } catch (error) {
      for (const one of undo.toReversed()) await one();
      throw error;
    }
  }

  /** SIGKILL to the only process of that role. */
  async kill(role: RoleName): Promise<void> {
    const [running] = this.house.of(role);
    if (!running) throw new Error(`no ${role} runs`);
    await this.house.kill(running);
  }

  /** What an earlier round left dead or down is brought back: one failure is one failure. */
  async whole(): Promise<void> {
    for (const name of names) this.services.letReturn(name);
    for (const role of ['worker', 'admin', 'bot'] as const)
      if (this.house.of(role).length === 0) await this.start(role);
    await this.house.sandbox.sandbox.clearFaults();
  }

  async start(role: RoleName): Promise<void> {
    await this.house.start([role]);
  }

  async close(): Promise<void> {
    await this.history.close();
    await this.house.close();
    await closeWires(this.wires);
    await this.services.stop();
  }
}

async function openWires(urls: Readonly<Record<ServiceName, string>>, adminPort: number): Promise<Wires> {
  return {
    workerMongo: await new BarrierWire(urls.mongodb, 'mongo').open(),
    adminMongo: await new BarrierWire(urls.mongodb, 'mongo').open(),
    workerRabbit: await new BarrierWire(urls.rabbitmq).open(),
    botTemporal: await new BarrierWire(urls.temporal).open(),
    botRedis: await new BarrierWire(urls.redis).open(),
    botApi: await new BarrierWire(`http://127.0.0.1:${adminPort}`).open(),
  };
}

async function closeWires(wires: Wires): Promise<void> {
  for (const wire of Object.values(wires)) await wire.close();
}

const settings = (
  urls: Readonly<Record<ServiceName, string>>,
  wires: Wires,
  adminPort: number,
  env: Readonly<Record<string, string>>,
) => ({
  urls: {
    TEMPORAL_ADDRESS: urls.temporal,
    MONGODB_URL: urls.mongodb,
    AMQP_URL: urls.rabbitmq,
    REDIS_URL: urls.redis,
  },
  env: { ...env, ADMIN_PORT: String(adminPort), API_URL: `http://127.0.0.1:${adminPort}` },
  ofRole: {
    admin: { MONGODB_URL: wires.adminMongo.url },
    worker: { MONGODB_URL: wires.workerMongo.url, AMQP_URL: wires.workerRabbit.url },
    bot: {
      TEMPORAL_ADDRESS: `127.0.0.1:${wires.botTemporal.port}`,
      REDIS_URL: wires.botRedis.url,
      API_URL: `http://127.0.0.1:${wires.botApi.port}`,
    },
  },
});
