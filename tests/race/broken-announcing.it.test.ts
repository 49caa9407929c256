import { randomUUID } from 'node:crypto';
import { type ConfirmChannel, connect } from 'amqplib';
import { afterEach, expect, test } from 'vitest';
import { createEventActivities } from '../../activities/events/activities.ts';
import type { EventPublisher } from '../../activities/events/ports.ts';
import { createEventPublisher } from '../../adapters/rabbit/event-publisher.ts';
import { Publisher } from '../../adapters/rabbit/publisher.ts';
import { exchange } from '../../contracts/events/topology.ts';
import type { SlotId } from '../../core/shared/ids.ts';
import { BarrierWire, type Point } from '../support/barrier-wire.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  openBookingWorld,
  someSlots,
} from '../support/booking-world.ts';
import { ownName, serviceUrl } from '../support/services.ts';
import { BrokerCopy } from './history/broker-copy.ts';
import { announcements } from './history/check.ts';
import { readStored } from './invariants.ts';

// Each way of announcing goes through the same mishap twice: as it is, and with one fault in it. The checker tells the two apart.

type Way = {
  readonly channel?: (channel: ConfirmChannel) => ConfirmChannel;
  readonly publisher?: (publisher: EventPublisher) => EventPublisher;
};
const asItIs: Way = {};

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

/** One booking was made, and is announced until it is done, as the workflow would. */
class Announcing {
  readonly world: BookingWorld;
  readonly wire: BarrierWire;
  readonly copy: BrokerCopy;
  readonly prefix: string;
  readonly #way: Way;

  constructor(world: BookingWorld, wire: BarrierWire, prefix: string, way: Way) {
    this.world = world;
    this.wire = wire;
    this.prefix = prefix;
    this.copy = new BrokerCopy(serviceUrl('AMQP_URL'), prefix);
    this.#way = way;
  }

  static async begin(way: Way): Promise<Announcing> {
    const world = await openBookingWorld('announcing');
    undo.push(() => world.close());
    const wire = await new BarrierWire(serviceUrl('AMQP_URL')).open();
    undo.push(() => wire.close());
    const one = new Announcing(world, wire, `${ownName('announcing')}.`, way);
    await one.#onBroker((channel) => channel.assertExchange(one.exchange, 'topic', { durable: true }));
    await one.copy.bind();
    undo.push(() => one.#onBroker((channel) => channel.deleteExchange(one.exchange)));
    undo.push(() => one.copy.forget());
    const event = await anEvent(world);
    const [slot] = (await someSlots(world, event, 1)) as [SlotId];
    await bookedIn(world, event, slot);
    return one;
  }

  get exchange(): string {
    return `${this.prefix}${exchange}`;
  }

  /** One try, over a connection of its own; whether it believes that it is done. */
  async try(): Promise<boolean> {
    const [row] = (await readStored(this.world.db)).journal;
    if (!row?.announce) throw new Error('nothing is to be announced');
    const model = await connect(this.wire.url);
    model.on('error', () => undefined);
    const channel = await model.createConfirmChannel();
    channel.on('error', () => undefined);
    const publisher = new Publisher(2_000);
    publisher.use(this.#way.channel?.(channel) ?? channel);
    const real = createEventPublisher({
      publish: (message) => publisher.publish({ ...message, exchange: this.exchange }),
    });
    const { audit, people, time } = this.world.deps;
    const verbs = createEventActivities({
      audit,
      people,
      time,
      publisher: this.#way.publisher?.(real) ?? real,
    });
    const booking_id = row.booking_id.toHexString() as Parameters<
      typeof verbs.publishBookingEvent
    >[0]['booking_id'];
    const order = { booking_id, rev: row.rev, type: row.announce, trace_id: 't' };
    try {
      await verbs.publishBookingEvent(order);
      return true;
    } catch {
      return false;
    } finally {
      await model.close().catch(() => undefined);
    }
  }

  async untilDone(): Promise<void> {
    for (let tries = 0; tries < 5; tries += 1) if (await this.try()) return;
    throw new Error('it is never announced');
  }

  async verdict(): Promise<string> {
    const [stored, announced] = [await readStored(this.world.db), await this.copy.all()];
    return [...announcements({ stored, announced })].join('\n');
  }

  async #onBroker(work: (channel: ConfirmChannel) => Promise<unknown>): Promise<void> {
    const model = await connect(serviceUrl('AMQP_URL'));
    await work(await model.createConfirmChannel());
    await model.close();
  }
}

/** The connection is lost with the message on its way: before the broker has it, or before we hear that it does. */
const lostOnTheWay = (at: Point['at']) => async (way: Way) => {
  const one = await Announcing.begin(way);
  const barrier = one.wire.stopAt({
    has: ['"event_type":"booking.created"'],
    at,
    reply: (message) => message.includes(Buffer.from([0, 60, 0, 80])),
  });
  const first = one.try();
  await barrier.reached;
  one.wire.cut();
  barrier.letGo();
  await first;
  await one.untilDone();
  return one.verdict();
};

/** No queue is bound at the first try. */
const withoutAQueue = async (way: Way) => {
  const one = await Announcing.begin(way);
  await one.copy.unbind();
  await one.try();
  await one.copy.bind();
  await one.untilDone();
  return one.verdict();
};

const confirmIgnored: Way = {
  publisher: (publisher) => ({
    publish(event) {
      publisher.publish(event).catch(() => undefined);
      return Promise.resolve();
    },
  }),
};
const mandatoryOff: Way = {
  channel: (channel) =>
    new Proxy(channel, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (name !== 'publish') return typeof value === 'function' ? value.bind(target) : value;
        return (...[to, key, content, options, told]: Parameters<ConfirmChannel['publish']>) =>
          target.publish(to, key, content, { ...options, mandatory: false }, told);
      },
    }),
};
const randomId: Way = {
  publisher: (publisher) => ({
    publish: (event) => publisher.publish({ ...event, message_id: randomUUID() }),
  }),
};

test.each([
  ['a confirm that is ignored', lostOnTheWay('request'), confirmIgnored, /the broker has no message of it/],
  ['mandatory switched off', withoutAQueue, mandatoryOff, /the broker has no message of it/],
  ['a message id that is drawn', lostOnTheWay('reply'), randomId, /have 2 message ids/],
] as const)('%s is caught, and what is there passes the same mishap', async (_name, mishap, fault, said) => {
  expect(await mishap(asItIs)).toBe('');
  expect(await mishap(fault)).toMatch(said);
});
