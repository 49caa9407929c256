import { openTemporal, type TemporalClient } from '../../../adapters/temporal/connect.ts';
import { loadWorkerConfig } from '../../../config/load.ts';
import type { House } from '../../support/house.ts';
import { BrokerCopy } from './broker-copy.ts';
import { allViolations } from './check.ts';
import { readSeen } from './read.ts';
import { Recorder } from './recorder.ts';
import { unreplayable } from './replays.ts';
import { untilAtRest } from './rest.ts';

/** The memory of one house: what was done and shown, and the verdict on it once all is at rest. */
export class History {
  readonly house: House;
  readonly temporal: TemporalClient;
  readonly broker: BrokerCopy;
  readonly recorder: Recorder;

  private constructor(house: House) {
    this.house = house;
    this.temporal = openTemporal(loadWorkerConfig(house.env));
    this.broker = new BrokerCopy(house.env['AMQP_URL'] ?? '', house.env['AMQP_PREFIX'] ?? '');
    this.recorder = new Recorder(house);
  }

  static async of(house: House): Promise<History> {
    const history = new History(house);
    await history.broker.bind();
    return history;
  }

  /** Waits until nothing is under way, and says what is not as it must be. The first sentence is what broke first. */
  async verdict(withinMs?: number): Promise<readonly string[]> {
    const { house, temporal, broker, recorder } = this;
    await untilAtRest({ house, client: temporal.client, broker, recorder }, withinMs);
    return allViolations(await readSeen(house, recorder, broker));
  }

  /** Those bookings whose history a fresh worker could not go on with. */
  unreplayable(): Promise<readonly string[]> {
    return unreplayable(this.temporal.client);
  }

  async close(): Promise<void> {
    this.recorder.stop();
    await this.temporal.close();
  }
}
