import { randomUUID } from 'node:crypto';
import { connect } from 'amqplib';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';
import { isRoot, which } from '../host.ts';
import { bringUp } from '../launcher/bring-up.ts';
import { tempFolder, until } from '../testing.ts';
import { services } from './index.ts';
import { raceGate, seatEngine } from './mongodb/race-gate.ts';
import type { ServiceName } from './service.ts';

async function up<Name extends ServiceName>(name: Name, backend?: string) {
  const variable = `ZAPIS_${name.toUpperCase()}_BACKEND`;
  const env = { ...process.env, ...(backend === undefined ? {} : { [variable]: backend }) };
  const brought = await bringUp({ services: [name], dataDir: tempFolder(onTestFinished), env });
  onTestFinished(() => brought.stop());
  return brought;
}

const works = async (name: ServiceName, url: string) =>
  (await services[name].probe(url, { timeoutMs: 6_000 })).ok;

/** Why this machine cannot try a candidate; undefined when it can. */
function whyNot(backend: string | undefined): string | undefined {
  const has = (tool: string) => which(tool, process.env) !== undefined;
  const debian = has('apt-get') ? undefined : 'no apt-get on this system';
  switch (backend) {
    case 'secantus':
    case 'wheel':
      return has('python3') ? undefined : 'no python3 on PATH';
    case 'java-server':
      return has('java') && has('mvn') ? undefined : 'no JDK with Maven on PATH';
    case 'apt':
      return debian ?? (isRoot() ? undefined : 'apt-get install needs root');
    case 'unpacked':
      return debian;
    default:
      return undefined;
  }
}

test.for([
  ['mongodb', 'secantus'],
  ['mongodb', 'java-server'],
  ['redis', 'apt'],
  ['redis', 'wheel'],
  ['rabbitmq', 'apt'],
  ['rabbitmq', 'unpacked'],
  ['temporal', undefined],
] as const)(
  '%s by %s comes up, survives a SIGKILL on the same port, and stays down only when held',
  async ([name, backend], { skip }) => {
    const reason = whyNot(backend);
    skip(reason !== undefined, reason);
    const brought = await up(name, backend);
    const url = brought.urls[name];
    expect(await works(name, url)).toBe(true);
    const before = brought.pids(name);
    brought.kill(name);
    await until(
      'new processes answer',
      async () => brought.pids(name).every((pid) => !before.includes(pid)) && (await works(name, url)),
      60_000,
    );
    await brought.holdDown(name);
    expect(await works(name, url)).toBe(false);
    expect(brought.pids(name)).toEqual([]);
    brought.letReturn(name);
    await until('it answers again', () => works(name, url), 60_000);
  },
);

test('what MongoDB acknowledged is there after a SIGKILL and after a stop', async () => {
  const dataDir = tempFolder(onTestFinished);
  const first = await bringUp({ services: ['mongodb'], dataDir });
  const client = new MongoClient(first.urls.mongodb);
  await client
    .db()
    .collection('things')
    .insertOne({ n: 1 }, { writeConcern: { w: 'majority', journal: true } });
  await client.close();
  first.kill('mongodb');
  await until('it answers again', () => works('mongodb', first.urls.mongodb), 60_000);
  await first.stop();
  const second = await bringUp({ services: ['mongodb'], dataDir });
  onTestFinished(() => second.stop());
  const again = new MongoClient(second.urls.mongodb);
  onTestFinished(() => again.close());
  expect(await again.db().collection('things').countDocuments()).toBe(1);
});

test('a client that reads, then writes, fails the gate on a real engine; one conditional update passes', async () => {
  const brought = await up('mongodb');
  const good = await raceGate(brought.urls.mongodb);
  expect(good).toEqual({ ok: true });
  const bad = await raceGate(brought.urls.mongodb, (slots) => ({
    ...seatEngine(slots),
    take: async ({ slotId, eventId, userId, bookingId, op, now }) => {
      const slot = await slots.findOne({
        _id: slotId,
        event_id: eventId,
        open: true,
        is_active: true,
        bookable_until: { $gt: now },
      });
      if (!slot || slot.booked_users.length >= slot.max_users) return false;
      if (slot.audience_ids && !slot.audience_ids.some((id) => id.equals(userId))) return false;
      const seat = { user_id: userId, booking_id: bookingId, op, at: now };
      await slots.updateOne(
        { _id: slotId },
        { $push: { booked_users: userId, seats: seat }, $inc: { rev: 1 } },
      );
      return true;
    },
  }));
  expect(bad).toMatchObject({ ok: false, why: expect.stringMatching(/racers for/) as string });
  const client = new MongoClient(brought.urls.mongodb);
  onTestFinished(() => client.close());
  expect(await client.db().collections()).toEqual([]);
});

test('RabbitMQ confirms what it routes to a quorum queue', async () => {
  const brought = await up('rabbitmq');
  const connection = await connect(brought.urls.rabbitmq);
  onTestFinished(() => connection.close());
  const channel = await connection.createConfirmChannel();
  const queue = `test.${randomUUID()}`;
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  for (let n = 0; n < 20; n += 1) channel.sendToQueue(queue, Buffer.from(String(n)), { persistent: true });
  await channel.waitForConfirms();
  expect((await channel.checkQueue(queue)).messageCount).toBe(20);
});

test('a wrong password, a wrong address and a dead one are told apart, without the secret', async () => {
  const brought = await bringUp({ services: ['redis', 'rabbitmq'], dataDir: tempFolder(onTestFinished) });
  onTestFinished(() => brought.stop());
  const admin = new Redis(brought.urls.redis);
  await admin.config('SET', 'requirepass', 'right');
  admin.disconnect();
  const ask = async (name: ServiceName, url: string) => {
    const answer = await services[name].probe(url, { timeoutMs: 6_000 });
    return answer.ok ? 'works' : answer.fault;
  };
  const wrongRedis = brought.urls.redis.replace('//', '//:s3cret@');
  const wrongRabbit = brought.urls.rabbitmq.replace('guest:guest', 'guest:s3cret');
  expect(await ask('redis', wrongRedis)).toMatchObject({ kind: 'refused' });
  expect(await ask('rabbitmq', wrongRabbit)).toMatchObject({ kind: 'refused' });
  for (const [name, url] of [
    ['redis', 'redis://127.0.0.1:1'],
    ['rabbitmq', 'amqp://127.0.0.1:1'],
    ['mongodb', 'mongodb://127.0.0.1:1'],
    ['temporal', '127.0.0.1:1'],
  ] as const)
    expect(await ask(name, url), name).toMatchObject({ kind: 'unreachable' });
  for (const [name, url] of [
    ['redis', 'http://host'],
    ['rabbitmq', 'rabbit://host'],
    ['mongodb', 'localhost:27017'],
    ['temporal', 'http://host:7233'],
  ] as const)
    expect(await ask(name, url), name).toMatchObject({ kind: 'wrong-url' });
  expect(JSON.stringify([await ask('redis', wrongRedis), await ask('rabbitmq', wrongRabbit)])).not.toContain(
    's3cret',
  );
});
