import { connect } from 'amqplib';
import { exchange } from '../../../contracts/events/topology.ts';
import type { AnnouncedSeen } from './seen.ts';

const queueOf = (prefix: string): string => `${prefix}the-test-reads-all`;

/** A queue of the test's own behind the exchange: a copy of everything that is announced, which outlives the broker's death. */
export class BrokerCopy {
  readonly #url: string;
  readonly #prefix: string;
  readonly #read: AnnouncedSeen[] = [];

  constructor(url: string, prefix: string) {
    this.#url = url;
    this.#prefix = prefix;
  }

  async bind(): Promise<void> {
    await this.#with(async (channel) => {
      const queue = queueOf(this.#prefix);
      await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
      await channel.bindQueue(queue, `${this.#prefix}${exchange}`, '#');
    });
  }

  async unbind(): Promise<void> {
    await this.#with((channel) =>
      channel.unbindQueue(queueOf(this.#prefix), `${this.#prefix}${exchange}`, '#'),
    );
  }

  async forget(): Promise<void> {
    await this.#with((channel) => channel.deleteQueue(queueOf(this.#prefix)));
  }

  /** Everything until now; what was read stays known. */
  async all(): Promise<readonly AnnouncedSeen[]> {
    await this.#with(async (channel) => {
      for (;;) {
        const message = await channel.get(queueOf(this.#prefix));
        if (message === false) return;
        this.#read.push(announcedIn(message.content, message.properties.messageId as unknown));
        channel.ack(message);
      }
    });
    return this.#read.filter(({ booking_id }) => booking_id !== '');
  }

  /** Messages that stand ready in a queue of the house. */
  async ready(queue: string): Promise<number> {
    return this.#with(async (channel) => (await channel.checkQueue(`${this.#prefix}${queue}`)).messageCount);
  }

  async #with<T>(work: (channel: Awaited<ReturnType<typeof openChannel>>) => Promise<T>): Promise<T> {
    const model = await connect(this.#url, { timeout: 5_000 });
    model.on('error', () => undefined);
    try {
      const channel = await openChannel(model);
      const result = await work(channel);
      // Or what was acknowledged last could come again.
      await channel.close();
      return result;
    } finally {
      await model.close().catch(() => undefined);
    }
  }
}

async function openChannel(model: Awaited<ReturnType<typeof connect>>) {
  const channel = await model.createChannel();
  channel.on('error', () => undefined);
  return channel;
}

function announcedIn(content: Buffer, messageId: unknown): AnnouncedSeen {
  const body = JSON.parse(content.toString('utf8')) as Partial<
    Record<'event_type' | 'booking_id', string> & { rev: number }
  >;
  return {
    message_id: typeof messageId === 'string' ? messageId : '',
    type: body.event_type ?? '',
    booking_id: body.booking_id ?? '',
    rev: body.rev ?? 0,
  };
}
