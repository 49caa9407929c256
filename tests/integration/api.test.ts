import { afterAll, beforeAll, expect, test } from 'vitest';
import { allIndexes } from '../../adapters/mongo/all-indexes.ts';
import { createServiceTokens } from '../../adapters/mongo/api-tokens.ts';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { ensureIndexes } from '../../adapters/mongo/indexes.ts';
import { type Cache, openRedis } from '../../adapters/redis/connect.ts';
import { createSlotNews } from '../../adapters/redis/slot-cache.ts';
import type { BookingCommands } from '../../admin/ports.ts';
import { tokenHash } from '../../admin/security/callers.ts';
import { allowedUsersSchema, identityAnswerSchema } from '../../contracts/api/identity.ts';
import { redisKeys } from '../../contracts/redis-keys.ts';
import { eventId } from '../../core/shared/ids.ts';
import { apiApp, ownToken } from '../support/api-app.ts';
import { type Caller, callerOf, codeOf } from '../support/api-caller.ts';
import { farDay, seedBooking, seedEvent, seedPerson, seedSlot } from '../support/seed-data.ts';
import { ownName, patientRedisUrl, serviceUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

const nobodyBooks = () => Promise.reject(new Error('no booking is asked for here'));
const commands: BookingCommands = {
  book: nobodyBooks,
  move: nobodyBooks,
  cancel: nobodyBooks,
  outcome: nobodyBooks,
  reply: nobodyBooks,
  arrived: nobodyBooks,
  propose: nobodyBooks,
  withdraw: nobodyBooks,
  keep: nobodyBooks,
  resend: nobodyBooks,
};

let mongo: Mongo;
let redis: Cache;
let api: Caller;
beforeAll(async () => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName('api') });
  redis = openRedis({ url: patientRedisUrl(), prefix: `${ownName('api')}:` });
  await ensureIndexes(mongo.db, allIndexes);
  await waitFor('redis', () => redis.client.status === 'ready' || undefined);
  api = await callerOf(apiApp(mongo, redis, commands), ownToken);
});
afterAll(async () => {
  await api.close();
  await redis.close();
  await mongo.db.dropDatabase();
  await mongo.close();
});

test('the allow list is the numbers of those who are on it, sorted, and nothing else', async () => {
  await seedPerson(mongo.db, 200);
  await seedPerson(mongo.db, 100);
  await seedPerson(mongo.db, 300, { allowed: false });
  await seedPerson(mongo.db, null);
  const answered = await api.get('/api/allowed-users');
  expect(allowedUsersSchema.parse(answered.body)).toEqual([100, 200]);
});

test('an account nobody knows is null, which is an answer', async () => {
  expect((await api.get('/api/users?telegram_id=999')).body).toEqual({ user: null });
});

test('a person’s identity tells what they can mean: their events, their bookings, the reason that is waited for', async () => {
  const mine = await seedEvent(mongo.db);
  const closed = await seedEvent(mongo.db, { status: 'closed' });
  const forgotten = await seedEvent(mongo.db, { status: 'closed' });
  const until = new Date(Date.now() + 60_000);
  const person = await seedPerson(mongo.db, 4_001, {
    lang: 'en',
    language_code: 'ru',
    waits_for_reason: { event_id: mine.oid, until },
  });
  const others = await seedEvent(mongo.db, { audience: [(await seedPerson(mongo.db, 4_002)).oid] });
  const forThem = await seedEvent(mongo.db, { audience: [person.oid] });
  await seedBooking(mongo.db, person, closed);
  await seedBooking(mongo.db, person, forgotten, { active: false });
  const { user } = identityAnswerSchema.parse((await api.get('/api/users?telegram_id=4001')).body);
  expect(user).toEqual({
    user_id: person.id,
    telegram_id: 4_001,
    roles: ['candidate'],
    allowed: true,
    lang: 'en',
    language_code: 'ru',
    waits_for_reason: { event_id: mine.id },
    events: [
      { event_id: mine.id, open: true, active_booking: false },
      { event_id: closed.id, open: false, active_booking: true },
      { event_id: forThem.id, open: true, active_booking: false },
    ],
  });
  expect(JSON.stringify(user)).not.toContain(others.id);
  await mongo.db
    .collection('users')
    .updateOne({ _id: person.oid }, { $set: { 'waits_for_reason.until': new Date(0) } });
  const later = identityAnswerSchema.parse((await api.get('/api/users?telegram_id=4001')).body);
  expect(later.user?.waits_for_reason).toBeNull();
});

test('operators of the database in any place find nobody and change nothing', async () => {
  await seedPerson(mongo.db, 5_001);
  const before = await mongo.db.collection('users').find().toArray();
  const attempts: [string, unknown][] = [
    ['/api/reachability', { telegram_id: { $ne: null }, reachable: 'blocked', at: '2026-01-01T00:00:00Z' }],
    ['/api/reachability', { telegram_id: 5_001, reachable: { $set: 1 }, at: '2026-01-01T00:00:00Z' }],
    ['/api/reachability', { telegram_id: 5_001, reachable: 'blocked', at: { $gt: '' } }],
    [
      '/api/inbound-texts',
      { bot_id: { $gt: 0 }, update_id: 1, telegram_id: 1, event_id: 'a'.repeat(24), text: 'x' },
    ],
    ['/api/confirm-booking', { telegram_id: { $ne: null }, slot_id: 'a'.repeat(24) }],
    ['/api/confirm-booking', { telegram_id: 5_001, slot_id: { $ne: null } }],
    ['/api/broadcasts/commands', { command_id: { $ne: '' }, body: {} }],
    ['/api/broadcasts/commands', { command_id: 'x', body: { a: { $where: 'sleep(1)' } } }],
  ];
  for (const [path, body] of attempts)
    expect(codeOf(await api.post(path, body)), JSON.stringify(body)).toBe('invalid_request');
  for (const query of ['telegram_id[$ne]=1', 'telegram_id=%7B%22%24ne%22%3A1%7D', '$where=1&telegram_id=1'])
    expect(codeOf(await api.get(`/api/users?${query}`)), query).toBe('invalid_request');
  expect(codeOf(await api.get('/api/available-slots?event_id[$ne]=a'))).toBe('invalid_request');
  expect(await mongo.db.collection('users').find().toArray()).toEqual(before);
  expect(await mongo.db.collection('inbound_texts').countDocuments()).toBe(0);
});

test('a token opens what it was given, until it is revoked', async () => {
  const tokens = createServiceTokens(mongo.db, tokenHash);
  const { id, token } = await tokens.issue('a reader', ['slots:read']);
  const theirs = await callerOf(apiApp(mongo, redis, commands), token);
  expect((await theirs.get('/api/available-slots')).status).toBe(200);
  expect(codeOf(await theirs.get('/api/allowed-users'))).toBe('missing_scope');
  expect(JSON.stringify(await mongo.db.collection('service_tokens').find().toArray())).not.toContain(token);
  expect(await tokens.revoke(id)).toBe(true);
  expect(await tokens.revoke(id)).toBe(false);
  expect(codeOf(await theirs.get('/api/available-slots'))).toBe('unknown_token');
  await theirs.close();
});

test('one text per bot and update, however often and however simultaneously it is sent', async () => {
  const text = {
    bot_id: 1,
    update_id: 77,
    telegram_id: 5_001,
    event_id: 'a'.repeat(24),
    text: 'Заболела <b>',
  };
  const answers = await Promise.all(Array.from({ length: 8 }, () => api.post('/api/inbound-texts', text)));
  expect(new Set(answers.map((one) => JSON.stringify(one.body))).size).toBe(1);
  expect(answers[0]?.body).toEqual({ id: expect.stringMatching(/^[0-9a-f]{24}$/) as string });
  const other = await api.post('/api/inbound-texts', { ...text, bot_id: 2 });
  expect(other.body).not.toEqual(answers[0]?.body);
  expect(await mongo.db.collection('inbound_texts').countDocuments({ text: text.text })).toBe(2);
});

test('older news of reachability never replaces newer, and a change drops the cached identity', async () => {
  await seedPerson(mongo.db, 6_001);
  const say = (reachable: string, at: string) =>
    api.post('/api/reachability', { telegram_id: 6_001, reachable, at });
  const stored = async () =>
    (await mongo.db.collection('users').findOne({ telegram_id: 6_001 }))?.['reachable'] as unknown;
  await redis.client.set(redisKeys.identity(6_001), '{}');
  expect((await say('blocked', '2026-01-01T10:00:00Z')).body).toEqual({ changed: true });
  expect(await redis.client.exists(redisKeys.identity(6_001))).toBe(0);
  expect((await say('yes', '2026-01-01T09:59:59Z')).body).toEqual({ changed: false });
  expect((await say('yes', '2026-01-01T10:00:00Z')).body).toEqual({ changed: false });
  expect(await stored()).toBe('blocked');
  expect((await say('yes', '2026-01-01T10:00:01Z')).body).toEqual({ changed: true });
  expect(await stored()).toBe('yes');
  const nobody = { telegram_id: 1, reachable: 'yes', at: '2026-01-01T10:00:00Z' };
  expect((await api.post('/api/reachability', nobody)).body).toEqual({ changed: false });
});

test('a command is one broadcast however often it comes; another one under its id is refused', async () => {
  const command = { command_id: 'c1', body: { action: 'post_broadcast', message_text: 'Запись открыта' } };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => api.post('/api/broadcasts/commands', command)),
  );
  expect(new Set(answers.map((one) => JSON.stringify([one.status, one.body]))).size).toBe(1);
  expect(await mongo.db.collection('broadcasts').countDocuments()).toBe(1);
  const other = await api.post('/api/broadcasts/commands', {
    command_id: 'c1',
    body: { action: 'something' },
  });
  expect([other.status, codeOf(other)]).toEqual([409, 'other_content']);
});

test('a key gives its first answer again, refuses other content, and belongs to one caller', async () => {
  await seedPerson(mongo.db, 7_001);
  const key = { 'idempotency-key': 'reach-1' };
  const news = { telegram_id: 7_001, reachable: 'yes', at: '2026-01-01T00:00:00Z' };
  const first = await api.post('/api/reachability', news, key);
  const again = await api.post('/api/reachability', news, key);
  expect([first.body, first.headers.get('idempotency-replayed')]).toEqual([{ changed: true }, null]);
  expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([{ changed: true }, 'true']);
  const other = await api.post('/api/reachability', { ...news, reachable: 'blocked' }, key);
  expect([other.status, codeOf(other)]).toEqual([422, 'key_reused']);
  const { token } = await createServiceTokens(mongo.db, tokenHash).issue('another', ['users:write']);
  const theirs = await callerOf(apiApp(mongo, redis, commands), token);
  expect((await theirs.post('/api/reachability', news, key)).body).toEqual({ changed: false });
  await theirs.close();
});

test('a refusal is an answer, too: it is kept under its key', async () => {
  const key = { 'idempotency-key': 'slot-1' };
  const wish = { telegram_id: 7_777, slot_id: 'f'.repeat(24) };
  expect(codeOf(await api.post('/api/confirm-booking', wish, key))).toBe('unknown_user');
  await seedPerson(mongo.db, 7_777);
  const again = await api.post('/api/confirm-booking', wish, key);
  expect([again.status, codeOf(again), again.headers.get('idempotency-replayed')]).toEqual([
    404,
    'unknown_user',
    'true',
  ]);
  expect(codeOf(await api.post('/api/confirm-booking', wish))).toBe('unknown_slot');
});

test('free slots come in the seed’s format, by date, without what nobody can have', async () => {
  const event = await seedEvent(mongo.db);
  const other = await seedEvent(mongo.db);
  const person = await seedPerson(mongo.db, 8_001);
  const at = { event, date: farDay };
  const late = await seedSlot(mongo.db, { ...at, time: '15:00', location: null });
  const early = await seedSlot(mongo.db, { ...at, time: '09:00', more: { booked_users: [person.oid] } });
  const next = await seedSlot(mongo.db, { ...at, date: '2199-11-27', time: '00:00' });
  await seedSlot(mongo.db, { ...at, time: '10:00', max: 1, more: { booked_users: [person.oid] } });
  await seedSlot(mongo.db, { ...at, time: '11:00', more: { open: false } });
  await seedSlot(mongo.db, { ...at, time: '12:00', more: { is_active: false } });
  await seedSlot(mongo.db, { ...at, date: '2020-01-01', time: '12:00' });
  await seedSlot(mongo.db, { ...at, event: other, time: '13:00' });
  const common = { max: 2, event_id: event.id, audience: '301' };
  expect((await api.get(`/api/available-slots?event_id=${event.id}`)).body).toEqual([
    {
      date: farDay,
      slots: [
        { ...common, time: '09:00', booked: 1, location: 'Office A', slot_id: early.id },
        { ...common, time: '15:00', booked: 0, location: '', slot_id: late.id },
      ],
    },
    {
      date: '2199-11-27',
      slots: [{ ...common, time: '00:00', booked: 0, location: 'Office A', slot_id: next.id }],
    },
  ]);
  const stored = await redis.client.get(redisKeys.slotsOf(event.id));
  expect(JSON.parse(stored ?? '')).toEqual((await api.get(`/api/available-slots?event_id=${event.id}`)).body);
  await createSlotNews(redis).bump(eventId(event.id));
  await redis.client.del(redisKeys.slotsTurn('all'));
  const everything = (await api.get('/api/available-slots')).body as { date: string; slots: unknown[] }[];
  expect(everything.find((day) => day.date === farDay)?.slots).toHaveLength(3);
});
