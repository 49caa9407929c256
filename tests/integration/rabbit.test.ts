import { type ChannelModel, connect } from 'amqplib';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openRabbit, type Rabbit } from '../../adapters/rabbit/connect.ts';
import { bury, type Consumer, done, type Incoming, wait } from '../../adapters/rabbit/consumer.ts';
import { NotConfirmed, Unroutable } from '../../adapters/rabbit/publisher.ts';
import { readQueues } from '../../adapters/rabbit/queue-depths.ts';
import { deadQueueOf, delayQueueOf, exchange, type Queue, queues } from '../../contracts/events/topology.ts';
import { createLog } from '../../runtime/log.ts';
import { ownName, serviceUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

const prefix = `${ownName('rabbit')}.`;
const log = createLog({ level: 'silent' });
const received: Incoming[] = [];
let failures = 0;
let visits = 0;

const consumer: Consumer = {
  queue: 'admin.booking.event',
  prefetch: 10,
  async handle(message) {
    if (message.messageId === 'stumbles' && failures === 0) {
      failures += 1;
      throw new Error('the database is away');
    }
    if (message.messageId === 'rubbish') return bury('not a booking event');
    if (message.messageId === 'hopeless') {
      visits += 1;
      throw new Error('nobody can do this');
    }
    if (message.messageId === 'early' && (visits += 1) <= 6) return wait;
    received.push(message);
    return done;
  },
};

const retryAfterMs = [50, 100, 200];
const settings = { url: serviceUrl('AMQP_URL'), prefix, retryAfterMs };
let rabbit: Rabbit;
let watcher: ChannelModel;
beforeAll(async () => {
  watcher = await connect(settings.url);
  rabbit = await openRabbit(settings, log);
  await rabbit.consume(consumer);
  await waitFor('a healthy broker', async () => (await rabbit.health()).ok || undefined);
});
afterAll(async () => {
  await rabbit.close();
  const channel = await watcher.createChannel();
  for (const { name } of queues) {
    const parts = [name, deadQueueOf(name), ...retryAfterMs.map((ms) => delayQueueOf(name, ms))];
    for (const part of parts) await channel.deleteQueue(`${prefix}${part}`);
  }
  await channel.deleteExchange(`${prefix}${exchange}`);
  await watcher.close();
});

const event = (messageId: string) => ({
  exchange,
  routingKey: 'booking.created',
  messageId,
  body: { id: messageId },
});
const got = (messageId: string) => received.filter((message) => message.messageId === messageId);

test('an event arrives at the bound queue under its message id', async () => {
  await rabbit.publish(event('m1'));
  const [message] = await waitFor('the event', () => (got('m1').length > 0 ? got('m1') : undefined));
  expect(JSON.parse(message?.body.toString() ?? '')).toEqual({ id: 'm1' });
});

test('an event that no queue is bound to is refused, not dropped', async () => {
  await expect(rabbit.publish({ ...event('m2'), routingKey: 'nobody.wants.this' })).rejects.toBeInstanceOf(
    Unroutable,
  );
});

test('a message that could not be handled comes again', async () => {
  await rabbit.publish(event('stumbles'));
  await waitFor('its second coming', () => got('stumbles').length === 1 || undefined);
  expect(failures).toBe(1);
});

test('a message that no retry can help waits in the dead queue with the reason', async () => {
  await rabbit.publish(event('rubbish'));
  const channel = await watcher.createChannel();
  const dead = await waitFor('the dead message', async () => {
    const message = await channel.get(`${prefix}admin.booking.event.dead`, { noAck: true });
    return message || undefined;
  });
  expect(dead.properties.messageId).toBe('rubbish');
  expect(dead.properties.headers?.['x-zapis-reason']).toBe('not a booking event');
  await channel.close();
});

const fromDead = (queue: string) =>
  waitFor('the dead message', async () => {
    const channel = await watcher.createChannel();
    const message = await channel.get(`${prefix}${queue}.dead`, { noAck: true });
    await channel.close();
    return message || undefined;
  });

test('what fails again and again is tried four times in all, then buried with the last reason', async () => {
  visits = 0;
  await rabbit.publish(event('hopeless'));
  const dead = await fromDead('admin.booking.event');
  expect(visits).toBe(4);
  expect(dead.properties.messageId).toBe('hopeless');
  expect(dead.properties.headers).toMatchObject({
    'x-zapis-reason': 'failed 4 times: nobody can do this',
    'x-zapis-exchange': `${prefix}${exchange}`,
    'x-zapis-routing-key': 'booking.created',
  });
});

test('waiting for a neighbour is not one of the tries', async () => {
  visits = 0;
  await rabbit.publish(event('early'));
  await waitFor('the message after six waits', () => got('early').length === 1 || undefined);
  expect(visits).toBe(7);
});

test('every kind of event has a queue that keeps it, and nothing enters the seed’s queue but the seed’s three', async () => {
  const named: readonly Queue[] = queues;
  const seed = named.find((queue) => queue.name === 'admin.booking.event');
  expect(seed?.bindings).toEqual(['booking.created', 'booking.cancelled', 'booking.rescheduled']);
  const others = [
    'booking.unbooked',
    'booking.reminder',
    'booking.done',
    'booking.outcome',
    'booking.proposal',
    'slot.changed',
  ];
  for (const routingKey of others) await rabbit.publish({ ...event(routingKey), routingKey });
  await waitFor(
    'them to be kept',
    async () => (await rabbit.count('booking.other.event')) === others.length || undefined,
  );
});

test('an ordered queue gives what was not handled back to its place, before what came later', async () => {
  const seen: string[] = [];
  let refusals = 2;
  for (const id of ['first', 'second', 'third'])
    await rabbit.publish({ exchange: '', routingKey: 'bot.update.pending', messageId: id, body: {} });
  await rabbit.consume({
    queue: 'bot.update.pending',
    prefetch: 1,
    ordered: true,
    async handle(message) {
      if (refusals > 0) {
        refusals -= 1;
        throw new Error('not yet');
      }
      seen.push(message.messageId ?? '');
      return done;
    },
  });
  await waitFor('all three', () => seen.length === 3 || undefined);
  expect(seen).toEqual(['first', 'second', 'third']);
});

test('a queue taken away under a consumer comes back with it', async () => {
  const channel = await watcher.createChannel();
  await channel.deleteQueue(`${prefix}admin.booking.event`);
  await channel.close();
  await waitFor('a publish that arrives', async () => {
    await rabbit.publish(event('after'));
    return got('after').length > 0 || undefined;
  });
});

test('a broker that is not there: publishing fails at once, health says why', async () => {
  const nowhere = await openRabbit({ url: 'amqp://127.0.0.1:1', prefix }, log);
  await expect(nowhere.publish(event('m3'))).rejects.toBeInstanceOf(NotConfirmed);
  await waitFor('the reason', async () => {
    const health = await nowhere.health();
    return (!health.ok && health.detail.includes('ECONNREFUSED')) || undefined;
  });
  await nowhere.close();
});

test('a wrong password is told as one', async () => {
  const url = new URL(settings.url);
  url.username = 'guest';
  url.password = 'wrong';
  const refused = await openRabbit({ url: url.href, prefix }, log);
  await waitFor('the reason', async () => {
    const health = await refused.health();
    return (!health.ok && health.detail.includes('wrong user or password')) || undefined;
  });
  await refused.close();
});

test('who listens hears what goes by, on every replica', async () => {
  const heard: string[][] = [[], []];
  const other = await openRabbit(settings, log);
  onTestFinished(() => other.close());
  const patterns = ['booking.*'];
  await rabbit.listen({ patterns, heard: (key) => heard[0]?.push(key) });
  await other.listen({ patterns, heard: (key) => heard[1]?.push(key) });
  const bothHear = async (key: string) => {
    await rabbit.publish({ exchange, routingKey: key, messageId: `heard ${key}`, body: {} });
    return heard.every((one) => one.includes(key)) || undefined;
  };
  await waitFor('both hear', () => bothHear('booking.done'));
});

test('each queue is counted with the dead queue beside it, and nothing is said while there is no connection', async () => {
  const queue = 'booking.other.event';
  const depth = async () => (await readQueues(rabbit)).find((one) => one.queue === queue);
  const before = (await depth())?.ready ?? 0;
  await rabbit.publish({ ...event('counted'), routingKey: 'booking.unbooked' });
  await waitFor('the message to be counted', async () => (await depth())?.ready === before + 1 || undefined);
  const all = await readQueues(rabbit);
  expect(all.map((one) => one.queue)).toEqual(queues.map(({ name }) => name));
  expect((await depth())?.dead).toBeNull();
  const dead = all.find((one) => one.queue === 'admin.booking.event')?.dead;
  expect(dead).toBe(await rabbit.count(deadQueueOf('admin.booking.event')));
  const nowhere = await openRabbit({ url: 'amqp://127.0.0.1:1', prefix }, log);
  await expect(readQueues(nowhere)).rejects.toBeInstanceOf(NotConfirmed);
  await nowhere.close();
});
