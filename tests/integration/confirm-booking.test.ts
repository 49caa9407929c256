import { afterAll, beforeAll, expect, test } from 'vitest';
import { allIndexes } from '../../adapters/mongo/all-indexes.ts';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { ensureIndexes } from '../../adapters/mongo/indexes.ts';
import { type Cache, openRedis } from '../../adapters/redis/connect.ts';
import { createBookingCommands } from '../../adapters/temporal/booking-commands.ts';
import { openTemporal } from '../../adapters/temporal/connect.ts';
import { bookingProblemSchema, bookingSchema } from '../../contracts/api/bookings.ts';
import { bookingWorkflowId, repair } from '../../contracts/workflows/booking.ts';
import { eventId, userId } from '../../core/shared/ids.ts';
import { apiApp, ownToken } from '../support/api-app.ts';
import { type Caller, callerOf, codeOf } from '../support/api-caller.ts';
import { type Double, openDouble } from '../support/booking-double.ts';
import { plainSettings } from '../support/own-namespace.ts';
import { farDay, type Seeded, seedEvent, seedPerson, seedSlot } from '../support/seed-data.ts';
import { ownName, patientRedisUrl, serviceUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

let mongo: Mongo;
let redis: Cache;
let double: Double;
let api: Caller;
/** Gives up early: for what is not answered in time. */
let hasty: Caller;
let event: Seeded;
let accounts = 1_000;

beforeAll(async () => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName('confirm') });
  redis = openRedis({ url: patientRedisUrl(), prefix: `${ownName('confirm')}:` });
  await ensureIndexes(mongo.db, allIndexes);
  double = await openDouble();
  await double.startWorker();
  const { client } = double.temporal;
  api = await callerOf(apiApp(mongo, redis, createBookingCommands(client, 30_000)), ownToken);
  hasty = await callerOf(apiApp(mongo, redis, createBookingCommands(client, 1_000)), ownToken);
  event = await seedEvent(mongo.db);
});
afterAll(async () => {
  await api.close();
  await hasty.close();
  await double.close();
  await redis.close();
  await mongo.db.dropDatabase();
  await mongo.close();
});

async function candidate(more: object = {}): Promise<{ telegram_id: number; id: string }> {
  accounts += 1;
  const { id } = await seedPerson(mongo.db, accounts, more);
  return { telegram_id: accounts, id };
}
const slot = (time: string, ends = '1', location = 'Office A') =>
  seedSlot(mongo.db, { event, date: farDay, time, ends, location });
const book = (caller: Caller, body: object, key?: string) =>
  caller.post('/api/confirm-booking', body, key === undefined ? {} : { 'idempotency-key': key });
const handleOf = ({ id }: { id: string }) =>
  double.temporal.client.workflow.getHandle(bookingWorkflowId(eventId(event.id), userId(id)));

test('a booking is answered with what people quote, and with date, time and place', async () => {
  const { telegram_id } = await candidate();
  const { id } = await slot('09:00');
  const answered = await book(api, { telegram_id, slot_id: id });
  expect(answered.status).toBe(200);
  expect(bookingSchema.parse(answered.body)).toMatchObject({
    number: 'K7',
    status: 'booked',
    telegram_id,
    event_id: event.id,
    slot_id: id,
    date: farDay,
    time: '09:00',
    starts_at: '2199-11-26T06:00:00.000Z',
    location: 'Office A',
    audience: '301',
  });
});

test('the same wish again, with a key or without, is the same booking', async () => {
  const { telegram_id } = await candidate();
  const { id } = await slot('09:30');
  const first = await book(api, { telegram_id, slot_id: id }, 'once');
  const again = await book(api, { telegram_id, slot_id: id }, 'once');
  const plain = await book(api, { telegram_id, slot_id: id });
  expect(first.status).toBe(200);
  for (const one of [again, plain]) expect([one.status, one.body]).toEqual([200, first.body]);
  const other = await book(api, { telegram_id, slot_id: (await slot('09:40')).id }, 'once');
  expect([other.status, codeOf(other)]).toEqual([422, 'key_reused']);
});

test('twenty of the same at once are one booking', async () => {
  const { telegram_id } = await candidate();
  const { id } = await slot('09:45');
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => book(api, { telegram_id, slot_id: id })),
  );
  expect(new Set(answers.map((one) => JSON.stringify([one.status, one.body])))).toHaveProperty('size', 1);
  expect(answers[0]?.body).toMatchObject({ rev: 1 });
});

test('taken, too late and booked already are told apart, with what can be had instead', async () => {
  const { telegram_id } = await candidate();
  const free = await slot('10:00');
  for (const [ends, code] of [
    ['a', 'slot_taken'],
    ['b', 'too_late'],
  ] as const) {
    const answered = await book(api, { telegram_id, slot_id: (await slot('10:10', ends)).id });
    expect([answered.status, codeOf(answered)]).toEqual([409, code]);
    expect(JSON.stringify(bookingProblemSchema.parse(answered.body).slots)).toContain(free.id);
  }
  await book(api, { telegram_id, slot_id: free.id });
  const second = await book(api, { telegram_id, slot_id: (await slot('10:20')).id });
  expect([second.status, codeOf(second)]).toEqual([409, 'already_booked']);
});

test('a slot that filled up a moment ago is not offered instead, whatever the cache says', async () => {
  const full = await slot('10:30', 'a');
  await api.get(`/api/available-slots?event_id=${event.id}`);
  const taken = [(await seedPerson(mongo.db, null)).oid, (await seedPerson(mongo.db, null)).oid];
  await mongo.db
    .collection('interview_slots')
    .updateOne({ _id: full.oid }, { $set: { booked_users: taken } });
  const answered = await book(api, { telegram_id: (await candidate()).telegram_id, slot_id: full.id });
  expect(codeOf(answered)).toBe('slot_taken');
  expect(JSON.stringify(answered.body)).not.toContain(full.id);
});

test('without an answer in time nothing is claimed; the same key learns what came of it', async () => {
  const person = await candidate();
  const wish = { telegram_id: person.telegram_id, slot_id: (await slot('11:00', 'c')).id };
  const waiting = await book(hasty, wish, 'patient');
  expect([waiting.status, codeOf(waiting), waiting.headers.get('retry-after')]).toEqual([
    503,
    'outcome_unknown',
    '2',
  ]);
  // Whoever gave up so early may not even have reached the server: then it is this one that begins the run.
  const asking = book(api, wish, 'patient');
  await waitFor('the run', async () => {
    await handleOf(person).signal(repair, { v: 1, damage: 'none' });
    return true;
  });
  const later = await asking;
  expect([later.status, later.body]).toMatchObject([200, { rev: 1, slot_id: wish.slot_id }]);
});

test('a run that ended while it was asked has answered nothing', async () => {
  const { telegram_id } = await candidate();
  const answered = await book(api, { telegram_id, slot_id: (await slot('11:30', 'd')).id }, 'cut-off');
  expect([answered.status, codeOf(answered)]).toEqual([503, 'outcome_unknown']);
});

test('a slot can be named as the seed names it: by date, time and location', async () => {
  const here = await slot('12:00', '1', 'Office A');
  const there = await slot('12:00', '2', 'Office B');
  const { telegram_id } = await candidate();
  const named = { telegram_id, event_id: event.id, date: farDay, time: '12:00' };
  const unclear = await book(api, named);
  expect([unclear.status, codeOf(unclear)]).toEqual([422, 'ambiguous_slot']);
  expect(codeOf(await book(api, { ...named, location: 'Office C' }))).toBe('unknown_slot');
  expect(codeOf(await book(api, { ...named, time: '12:01' }))).toBe('unknown_slot');
  const answered = await book(api, { ...named, location: 'Office B' });
  expect(answered.body).toMatchObject({ slot_id: there.id });
  expect(JSON.stringify(answered.body)).not.toContain(here.id);
});

test('for somebody unknown, or off the list, no workflow is even asked', async () => {
  const { id } = await slot('12:30');
  expect(codeOf(await book(api, { telegram_id: 999_999, slot_id: id }))).toBe('unknown_user');
  const blocked = await candidate({ allowed: false });
  const answered = await book(api, { telegram_id: blocked.telegram_id, slot_id: id });
  expect([answered.status, codeOf(answered)]).toEqual([409, 'not_allowed']);
  await expect(handleOf(blocked).describe()).rejects.toThrow(/not found/i);
});

test('with no worker running, or no Temporal, the outcome is unknown; with a worker back, the same key gets its booking', async () => {
  await double.stopWorker();
  const { telegram_id } = await candidate();
  const wish = { telegram_id, slot_id: (await slot('13:00')).id };
  expect(codeOf(await book(hasty, wish, 'worker-away'))).toBe('outcome_unknown');
  await double.startWorker();
  expect((await book(api, wish, 'worker-away')).body).toMatchObject({ rev: 1, slot_id: wish.slot_id });

  const nowhere = openTemporal(plainSettings('127.0.0.1:1', 'none'));
  const cut = await callerOf(apiApp(mongo, redis, createBookingCommands(nowhere.client, 500)), ownToken);
  expect(codeOf(await book(cut, wish))).toBe('outcome_unknown');
  await cut.close();
  await nowhere.close();
});
