import { type ChannelModel, connect, type RecoveringChannelModel } from 'amqplib';
import { exchange } from '../../contracts/events/topology.ts';
import type { Health } from '../../runtime/health.ts';
import type { Log } from '../../runtime/log.ts';
import { delayMs } from '../../runtime/retry.ts';
import { textOf } from '../trouble.ts';
import { attach, type Consumer } from './consumer.ts';
import { rabbitTrouble } from './errors.ts';
import { type Outgoing, Publisher } from './publisher.ts';
import { declareTopology } from './topology.ts';

export type RabbitSettings = {
  readonly url: string;
  readonly prefix: string;
  readonly confirmWithinMs?: number;
};

export type Rabbit = {
  /** Resolves when a queue has the message; rejects with NotConfirmed or Unroutable, never hangs. */
  publish(message: Outgoing): Promise<void>;
  health(): Promise<Health>;
  close(): Promise<void>;
};

/**
 * One connection that comes back by itself, and with it the topology, the publisher's channel and every consumer.
 * Names are given without the installation's prefix; it is put before them here.
 */
export async function openRabbit(
  settings: RabbitSettings,
  consumers: readonly Consumer[],
  log: Log,
): Promise<Rabbit> {
  const publisher = new Publisher(settings.confirmWithinMs ?? 5_000);
  const named = (name: string) => (name === '' ? '' : `${settings.prefix}${name}`);
  const prefixed = consumers.map((consumer) => ({ ...consumer, queue: named(consumer.queue) }));
  let lastFault = 'not connected yet';
  let current: ChannelModel | undefined;

  async function setUp(model: ChannelModel): Promise<void> {
    // Nobody listens to the model before set-up has ended: an error then would end the process.
    model.on('error', () => undefined);
    current = model;
    // A channel can be lost while the connection lives; the simplest true cure is a fresh connection.
    const lost = () => {
      if (current === model) void model.close().catch(() => undefined);
    };
    const channel = await model.createConfirmChannel();
    channel.on('error', (error) => {
      lastFault = rabbitTrouble(error).sentence;
    });
    channel.on('close', lost);
    await declareTopology(channel, settings.prefix);
    publisher.use(channel);
    for (const consumer of prefixed) await attach(model, consumer, publisher, log, lost);
  }

  const connection: RecoveringChannelModel = await connect(withHeartbeat(settings.url), {
    timeout: 5_000,
    clientProperties: { connection_name: 'zapis' },
    recovery: {
      calculateDelay: (attempt) => delayMs(attempt, 100, 3_000),
      setup: setUp,
      waitForConnect: false,
    },
  });
  connection.on('error', (error) => {
    lastFault = textOf(error);
  });
  connection.on('connect-failed', (error) => {
    lastFault = rabbitTrouble(error).sentence;
    publisher.lose('the connection was lost');
  });
  connection.on('disconnect', (error) => {
    current = undefined;
    lastFault = rabbitTrouble(error).sentence;
    publisher.lose('the connection was lost');
  });

  return {
    publish: (message) =>
      publisher.publish({
        ...message,
        exchange: named(message.exchange),
        routingKey: message.exchange === '' ? named(message.routingKey) : message.routingKey,
      }),
    health: () => ask(publisher.ready ? current : undefined, named(exchange), lastFault),
    async close() {
      current = undefined;
      await connection.close();
      publisher.lose('we are closing');
    },
  };
}

/** A broker that hangs is noticed after two missed beats; a value given in the URL wins. */
function withHeartbeat(text: string): string {
  const url = new URL(text);
  if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', '10');
  return url.href;
}

/** Asks on a channel of its own: a refusal would close the channel that others use. */
async function ask(model: ChannelModel | undefined, name: string, lastFault: string): Promise<Health> {
  if (!model) return { ok: false, detail: lastFault };
  const channel = await model.createChannel();
  channel.on('error', () => undefined);
  try {
    await channel.checkExchange(name);
    return { ok: true };
  } finally {
    await channel.close().catch(() => undefined);
  }
}
