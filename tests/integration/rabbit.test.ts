import { type ChannelModel, connect } from 'amqplib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRabbit, type Rabbit } from '../../adapters/rabbit/connect.ts';
import { bury, type Consumer, done, type Incoming } from '../../adapters/rabbit/consumer.ts';
import { NotConfirmed, Unroutable } from '../../adapters/rabbit/publisher.ts';
import { exchange } from '../../contracts/events/topology.ts';
import { createLog } from '../../runtime/log.ts';
import { ownName, serviceUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

const prefix = `${ownName('rabbit')}.`;
const log = createLog({ level: 'silent' });
const received: Incoming[] = [];
let failures = 0;

const consumer: Consumer = {
  queue: 'admin.booking.event',
  prefetch: 10,
  async handle(message) {
    if (message.messageId === 'stumbles' && failures === 0) {
      failures += 1;
      throw new Error('the database is away');
    }
    if (message.messageId === 'rubbish') return bury('not a booking event');
    received.push(message);
    return done;
  },
};

const settings = { url: serviceUrl('AMQP_URL'), prefix };
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
  for (const queue of ['admin.booking.event', 'bot.broadcast.command'])
    for (const name of [queue, `${queue}.dead`]) await channel.deleteQueue(`${prefix}${name}`);
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
