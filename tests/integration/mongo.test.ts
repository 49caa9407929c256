import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { ensureIndexes, type Index, IndexRefused } from '../../adapters/mongo/indexes.ts';
import { usernameKeys } from '../../adapters/mongo/migrations/0002-username-keys.ts';
import { migrations } from '../../adapters/mongo/migrations/index.ts';
import { runMigrations } from '../../adapters/mongo/migrations/run.ts';
import { prepareDatabase } from '../../adapters/mongo/prepare.ts';
import { createLog } from '../../runtime/log.ts';
import { ownName, serviceUrl } from '../support/services.ts';

let mongo: Mongo;
beforeAll(() => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName('mongo') });
});
afterAll(async () => {
  await mongo.db.dropDatabase();
  await mongo.close();
});

const log = createLog({ level: 'silent' });
const unique: Index = {
  collection: 'people',
  keys: { telegram_id: 1 },
  options: { name: 'one_person_per_account', unique: true },
  guards: 'two people could share one Telegram account',
};

test('a database that answers is healthy', async () => {
  expect(await mongo.health()).toEqual({ ok: true });
});

test('an address where nothing listens is a sentence, not an exception', async () => {
  const nowhere = openMongo({ url: 'mongodb://127.0.0.1:1/?directConnection=true', database: 'x' });
  expect(await nowhere.health()).toMatchObject({
    ok: false,
    detail: expect.stringContaining('127.0.0.1:1') as string,
  });
  await nowhere.close();
});

test('who had a username before usernames were compared without capitals is found by it afterwards', async () => {
  const users = mongo.db.collection<{ username: string | null; username_key?: string }>('users');
  const { insertedId } = await users.insertOne({ username: 'Ivan_K' });
  await users.insertOne({ username: null });
  await Promise.all([usernameKeys.up(mongo.db), usernameKeys.up(mongo.db)]);
  expect((await users.findOne({ username_key: 'ivan_k' }))?._id).toEqual(insertedId);
  expect(await users.countDocuments({ username_key: { $exists: true } })).toBe(1);
  await users.deleteMany({});
});

test('migrations run once, and two processes that start together do each of them no harm', async () => {
  const both = await Promise.all([runMigrations(mongo.db, migrations), runMigrations(mongo.db, migrations)]);
  expect(both.flat()).toContain('default company');
  expect(await runMigrations(mongo.db, migrations)).toEqual([]);
  expect(await mongo.db.collection('companies').countDocuments()).toBe(1);
  expect(await mongo.db.collection('migrations').countDocuments()).toBe(migrations.length);
});

test('a database of a newer version is not touched', async () => {
  await mongo.db.collection<{ _id: number }>('migrations').insertOne({ _id: 9_999 });
  await expect(runMigrations(mongo.db, migrations)).rejects.toThrow('start a newer version');
  await mongo.db.collection<{ _id: number }>('migrations').deleteOne({ _id: 9_999 });
});

test('data that contradicts an index stops the start, loudly, and says what would break', async () => {
  await mongo.db.collection('people').insertMany([{ telegram_id: 7 }, { telegram_id: 7 }]);
  await expect(ensureIndexes(mongo.db, [unique])).rejects.toThrow(IndexRefused);
  await expect(prepareDatabase(mongo.db, [unique], log, new AbortController().signal)).rejects.toThrow(
    'two people could share one Telegram account',
  );
});

test('once the data is mended the same start succeeds, and again', async () => {
  await mongo.db.collection('people').deleteOne({ telegram_id: 7 });
  await ensureIndexes(mongo.db, [unique]);
  await ensureIndexes(mongo.db, [unique]);
  await expect(mongo.db.collection('people').insertOne({ telegram_id: 7 })).rejects.toThrow(
    /E11000|duplicate/i,
  );
});
