import { type Channel, type ChannelModel, connect } from 'amqplib';
import { exchange } from '../../contracts/events/topology.ts';
import type { House } from './house.ts';

export type Heard = Readonly<Record<string, unknown>> & {
  readonly event_type?: string;
  readonly booking_id?: string;
};

/** A house’s broker as another system meets it: hears what is announced, puts anything into a queue, counts what waits there. */
export class Broker {
  readonly heard: Heard[] = [];
  readonly #model: ChannelModel;
  readonly #channel: Channel;
  readonly #prefix: string;

  private constructor(model: ChannelModel, channel: Channel, prefix: string) {
    this.#model = model;
    this.#channel = channel;
    this.#prefix = prefix;
  }

  static async open({ env }: House): Promise<Broker> {
    const prefix = env['AMQP_PREFIX'] ?? '';
    const model = await connect(env['AMQP_URL'] ?? '');
    const channel = await model.createChannel();
    const broker = new Broker(model, channel, prefix);
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, `${prefix}${exchange}`, '#');
    const hear = (body: Buffer) => broker.heard.push(JSON.parse(body.toString('utf8')) as Heard);
    await channel.consume(queue, (message) => void (message && hear(message.content)), { noAck: true });
    return broker;
  }

  /** As it is: a text is sent without being made JSON. */
  put(queue: string, body: object | string): void {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    this.#channel.sendToQueue(`${this.#prefix}${queue}`, Buffer.from(text));
  }

  async waitingIn(...queues: readonly string[]): Promise<number> {
    const counts = await Promise.all(
      queues.map((queue) => this.#channel.checkQueue(`${this.#prefix}${queue}`)),
    );
    return counts.reduce((sum, { messageCount }) => sum + messageCount, 0);
  }

  close = (): Promise<void> => this.#model.close();
}
