import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { broadcastIndexes, createBroadcastCommands } from '../../adapters/mongo/broadcasts/keep.ts';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { ensureIndexes } from '../../adapters/mongo/indexes.ts';
import { ownName, serviceUrl } from '../support/services.ts';

const minute = 60_000;
const clock = { now: Date.UTC(2026, 10, 26, 9) };
let mongo: Mongo;
let commands: ReturnType<typeof createBroadcastCommands>;
beforeAll(async () => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName('broadcasts') });
  await ensureIndexes(mongo.db, broadcastIndexes);
  commands = createBroadcastCommands(mongo.db, () => Promise.resolve(clock.now));
});
afterAll(async () => {
  await mongo.db.dropDatabase();
  await mongo.close();
});

/** As the bot keeps what a publisher sent who knows only the seed. */
const seed = (text: string, redelivered = false) =>
  commands.keep({
    command_id: `hash of ${text}`,
    id_from: 'body',
    redelivered,
    body: { action: 'post_broadcast', message_text: text },
  });
const count = () => mongo.db.collection('broadcasts').countDocuments();

describe('a command without an id is known by its content', () => {
  test('the same within 10 minutes is one command, also when they come all at once', async () => {
    const before = await count();
    const kept = await Promise.all(Array.from({ length: 8 }, () => seed('a')));
    clock.now += 10 * minute - 1;
    kept.push(await seed('a'));
    expect(new Set(kept.map((one) => one?.broadcast_id)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  test('the same after 10 minutes is another one, and of those after it the newest counts', async () => {
    const first = await seed('b');
    clock.now += 10 * minute;
    const later = await Promise.all(Array.from({ length: 8 }, () => seed('b')));
    clock.now += 9 * minute;
    later.push(await seed('b'));
    const ids = new Set(later.map((one) => one?.broadcast_id));
    expect(ids.size).toBe(1);
    expect(ids.has(first?.broadcast_id)).toBe(false);
  });

  test('what the broker gives out again is the command it was, whatever its age', async () => {
    const first = await seed('c');
    clock.now += 24 * 60 * minute;
    expect(await seed('c', true)).toEqual(first);
  });
});

test('a command speaks for the company of the event it names; one that names none for the default company', async () => {
  const event = new ObjectId();
  await mongo.db.collection('events').insertOne({ _id: event, company_id: 'acme' });
  const companyOf = async (event_id?: string) => {
    const kept = await commands.keep({
      command_id: `of ${event_id}`,
      id_from: 'publisher',
      redelivered: false,
      body: { action: 'post_broadcast', message_text: 'x', ...(event_id !== undefined && { event_id }) },
    });
    const row = await mongo.db
      .collection('broadcasts')
      .findOne({ _id: new ObjectId(kept?.broadcast_id ?? '') });
    return row?.['company_id'] as unknown;
  };
  expect(await companyOf(event.toHexString())).toBe('acme');
  expect(await companyOf()).toBe('default');
  expect(await companyOf(new ObjectId().toHexString())).toBe('default');
});

test('a publisher’s own id is one command for ever, and only for what it said', async () => {
  const own = (text: string) =>
    commands.keep({
      command_id: 'b-1',
      id_from: 'publisher',
      redelivered: false,
      body: { action: 'post_broadcast', message_text: text },
    });
  const first = await own('x');
  clock.now += 24 * 60 * minute;
  expect(await own('x')).toEqual(first);
  expect(await own('y')).toBeUndefined();
});
