import type { Channel, ChannelModel } from 'amqplib';
import { exchange, retryAfterMs } from '../../contracts/events/topology.ts';
import type { Health } from '../../runtime/health.ts';
import type { Log } from '../../runtime/log.ts';
import { pause } from '../../runtime/retry.ts';
import { type Attached, type Attaching, attach, type Consumer } from './consumer.ts';
import { type Link, openLink } from './link.ts';
import { attachListener, type Listener } from './listener.ts';
import { NotConfirmed, type Outgoing, Publisher } from './publisher.ts';
import { declareTopology } from './topology.ts';

export type RabbitSettings = {
  readonly url: string;
  readonly prefix: string;
  /** Other waits between tries than the topology's; tests are impatient. */
  readonly retryAfterMs?: readonly number[];
};

type SentBack = {
  readonly queue: string;
  readonly body: Buffer;
  readonly message_id: string | null;
  readonly headers: Readonly<Record<string, unknown>>;
};

export type Rabbit = {
  /** Resolves when a queue has the message; rejects with NotConfirmed or Unroutable, never hangs. */
  publish(message: Outgoing): Promise<void>;
  /** From now on, over every reconnection, until `close`. */
  consume(consumer: Consumer): Promise<void>;
  /** As `consume`, of what goes by meanwhile. */
  listen(listener: Listener): Promise<void>;
  /** The bytes of a message that was set aside, to the queue it came from. */
  sendBack(message: SentBack): Promise<void>;
  /** Messages that stand ready in a queue; rejects while there is no connection. */
  count(queue: string): Promise<number>;
  /** The same of several, in their order. */
  counts(queues: readonly string[]): Promise<readonly number[]>;
  health(): Promise<Health>;
  /** Takes no more messages, lets what is being handled end, then leaves; bounded also when the broker hangs. */
  close(): Promise<void>;
};

const confirmWithinMs = 5_000;
const drainWithinMs = 10_000;

/**
 * Publishing and consuming have a connection each: a broker short of memory stops reading from those who publish,
 * and acknowledgements must not wait with them. Names are given without the installation's prefix.
 */
export async function openRabbit(settings: RabbitSettings, log: Log): Promise<Rabbit> {
  const delays = settings.retryAfterMs ?? retryAfterMs;
  const publisher = new Publisher(confirmWithinMs);
  const named = (name: string) => (name === '' ? '' : `${settings.prefix}${name}`);
  const publishing = await openLink(settings.url, {
    name: 'publisher',
    async setUp(model, lost) {
      const channel = await model.createConfirmChannel();
      channel.on('error', (error) => log.warn({ err: error }, 'publishing channel failed'));
      channel.on('close', lost);
      await declareTopology(channel, settings.prefix, delays);
      publisher.use(channel);
    },
    wentDown: () => publisher.lose('the connection was lost'),
  });
  const attaching = { publisher, log, retryAfterMs: delays };
  const consuming = createConsuming(settings, attaching);
  const counts = async (queues: readonly string[]): Promise<readonly number[]> => {
    const model = publishing.up();
    if (!model) throw new NotConfirmed('RabbitMQ is not connected');
    return onOwnChannel(model, async (channel) => {
      const found: number[] = [];
      for (const queue of queues) found.push((await channel.checkQueue(named(queue))).messageCount);
      return found;
    });
  };

  return {
    publish: (message) =>
      publisher.publish({
        ...message,
        exchange: named(message.exchange),
        routingKey: message.exchange === '' ? named(message.routingKey) : message.routingKey,
      }),
    sendBack: ({ queue, body, message_id, headers }) =>
      publisher.publishRaw({
        exchange: '',
        routingKey: named(queue),
        content: body,
        headers,
        ...(message_id !== null && { messageId: message_id }),
      }),
    consume: (consumer) =>
      consuming.add((model, lost) =>
        attach(model, { ...consumer, queue: named(consumer.queue) }, attaching, lost),
      ),
    listen: (listener) =>
      consuming.add((model, lost) =>
        attachListener(model, listener, { exchange: named(exchange), log }, lost),
      ),
    count: async (queue) => (await counts([queue]))[0] ?? 0,
    counts,
    async health() {
      for (const link of [publishing, ...consuming.links()]) {
        const model = link.up();
        if (!model) return { ok: false, detail: link.fault() };
        await onOwnChannel(model, (channel) => channel.checkExchange(named(exchange)));
      }
      return { ok: true };
    },
    async close() {
      await consuming.stop();
      await publishing.close();
      publisher.lose('we are closing');
    },
  };
}

type Attach = (model: ChannelModel, lost: () => void) => Promise<Attached>;

/** One connection for all consumers, opened with the first. */
function createConsuming(settings: RabbitSettings, attaching: Attaching) {
  const consumers: Attach[] = [];
  const attached = new Set<Attached>();
  let link: Promise<Link> | undefined;
  const attachOne = async (model: ChannelModel, consumer: Attach, lost: () => void) => {
    const one: Attached = await consumer(model, () => {
      attached.delete(one);
      lost();
    });
    attached.add(one);
  };
  /** The connection that has every consumer known so far. */
  let current: ChannelModel | undefined;
  const open = () =>
    openLink(settings.url, {
      name: 'consumers',
      async setUp(model, lost) {
        const channel = await model.createChannel();
        channel.on('error', () => undefined);
        await declareTopology(channel, settings.prefix, attaching.retryAfterMs);
        await channel.close();
        // Those that join while this goes on are reached by it; after it, they find `current`.
        for (const consumer of consumers) await attachOne(model, consumer, lost);
        current = model;
      },
      wentDown() {
        current = undefined;
        attached.clear();
      },
    });
  let opened: Link | undefined;
  return {
    links: () => (opened ? [opened] : []),
    async add(consumer: Attach) {
      const model = current;
      consumers.push(consumer);
      link ??= open();
      opened = await link;
      if (!model) return;
      // A connection that fails here comes back with everybody on it.
      const giveUp = () => void model.close().catch(() => undefined);
      await attachOne(model, consumer, giveUp).catch(giveUp);
    },
    async stop() {
      consumers.length = 0;
      const drained = Promise.all([...attached].map((one) => one.drain()));
      await Promise.race([drained, pause(drainWithinMs)]);
      await opened?.close();
    },
  };
}

/** Asks on a channel of its own: a refusal would close the channel that others use. */
async function onOwnChannel<T>(model: ChannelModel, ask: (channel: Channel) => Promise<T>): Promise<T> {
  const channel = await model.createChannel();
  channel.on('error', () => undefined);
  try {
    return await ask(channel);
  } finally {
    await channel.close().catch(() => undefined);
  }
}
