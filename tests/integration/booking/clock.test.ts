import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTimePort, dropClockOffset, setClockOffset } from '../../../adapters/mongo/clock.ts';
import { type Mongo, openMongo } from '../../../adapters/mongo/connect.ts';
import { ownName, serviceUrl } from '../../support/services.ts';

let mongo: Mongo;
beforeAll(() => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName('clock') });
});
afterAll(async () => {
  await mongo.db.dropDatabase();
  await mongo.close();
});

test('the sandbox’s clock only goes forward; production neither reads it nor lets a run believe one', async () => {
  expect(await setClockOffset(mongo.db, 5_000)).toBe(5_000);
  expect(await setClockOffset(mongo.db, 1_000)).toBe(5_000);
  const sandbox = createTimePort(mongo.db, { sandbox: true });
  expect([sandbox.sandbox, await sandbox.offset()]).toEqual([true, 5_000]);
  const production = createTimePort(mongo.db, { sandbox: false });
  expect([production.sandbox, await production.offset()]).toEqual([false, 0]);
});

test('once a real bot works on the data the clock is the real one for every role', async () => {
  await setClockOffset(mongo.db, 72_000_000);
  await dropClockOffset(mongo.db);
  expect(await createTimePort(mongo.db, { sandbox: true }).offset()).toBe(0);
  expect(await setClockOffset(mongo.db, 1_000)).toBe(1_000);
});
