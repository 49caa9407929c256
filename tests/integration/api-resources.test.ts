import type { Client } from '@temporalio/client';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allIndexes } from '../../adapters/mongo/all-indexes.ts';
import { createServiceTokens } from '../../adapters/mongo/api-tokens.ts';
import { createChangeStore } from '../../adapters/mongo/changes/store.ts';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { ensureIndexes } from '../../adapters/mongo/indexes.ts';
import { notesOf } from '../../adapters/mongo/panel/staff-notes.ts';
import { createPeopleStore } from '../../adapters/mongo/people/people.ts';
import { createPerson } from '../../adapters/mongo/people.ts';
import { type Cache, openRedis } from '../../adapters/redis/connect.ts';
import type { BookingCommands } from '../../admin/ports.ts';
import { tokenHash } from '../../admin/security/callers.ts';
import { routeNames, routeOf } from '../../contracts/api/routes.ts';
import { allScopes } from '../../contracts/api/scopes.ts';
import { redisKeys } from '../../contracts/redis-keys.ts';
import { apiApp, ownToken } from '../support/api-app.ts';
import { type Answered, type Caller, callerOf, codeOf } from '../support/api-caller.ts';
import { aBooking, aCompany, type Company } from '../support/people-and-slots.ts';
import { farDay } from '../support/seed-data.ts';
import { ownName, patientRedisUrl, serviceUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

const nobodyBooks = () => Promise.reject(new Error('no booking is asked for here'));
const commands = new Proxy({} as BookingCommands, { get: () => nobodyBooks });

let mongo: Mongo;
let redis: Cache;
let ours: Company;
let theirs: Company;
/** Tokens of two companies, and the system's own. */
let api: Caller;
let foreign: Caller;
let system: Caller;

beforeAll(async () => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName('resources') });
  redis = openRedis({ url: patientRedisUrl(), prefix: `${ownName('resources')}:` });
  await ensureIndexes(mongo.db, allIndexes);
  await waitFor('redis', () => redis.client.status === 'ready' || undefined);
  [ours, theirs] = [await aCompany(mongo.db, 'acme'), await aCompany(mongo.db, 'globex')];
  const tokens = createServiceTokens(mongo.db, tokenHash);
  const app = apiApp(mongo, redis, commands);
  const withToken = async (company: string) =>
    callerOf(app, (await tokens.issue(company, allScopes, company)).token);
  [api, foreign, system] = [
    await withToken('acme'),
    await withToken('globex'),
    await callerOf(app, ownToken),
  ];
});
afterAll(async () => {
  await Promise.all([api, foreign, system].map((one) => one.close()));
  await redis.close();
  await mongo.db.dropDatabase();
  await mongo.close();
});

type List = { readonly items: readonly Record<string, unknown>[]; readonly next_cursor: string | null };
const items = (answered: Answered) => (answered.body as List).items;
const faults = (answered: Answered) =>
  (answered.body as { errors: { path: string; message: string }[] }).errors.map(({ path }) => path);

const pathOf = (path: string, of: Company) =>
  path
    .replace(':user_id', of.user)
    .replace(':event_id', of.event)
    .replace(':slot_id', of.slot)
    .replace(':booking_id', of.booking)
    .replace(':webhook_id', of.webhook)
    .replace(':setting_id', of.setting)
    .replace(':ad_template_id', of.ad)
    .replace(':broadcast_id', new ObjectId().toHexString());

const named = routeNames.filter((name) => routeOf(name).params);

test.each(named)(
  '%s: what belongs to another company is not there, and neither is nonsense',
  async (name) => {
    const { method, path, example, body } = routeOf(name);
    const sent = body ? example.body : undefined;
    for (const at of [
      pathOf(path, theirs),
      path.replace(/:\w+/, '%24ne'),
      path.replace(/:\w+/, 'f'.repeat(24)),
    ]) {
      const answered = await api.ask(method, at, sent);
      expect([answered.status, codeOf(answered)]).toEqual([404, expect.stringMatching(/^unknown_/)]);
    }
  },
);

const lists = [
  '/api/users',
  '/api/events',
  '/api/slots',
  '/api/bookings',
  '/api/webhooks',
  '/api/notification-settings',
  '/api/ad-templates',
];

test.each(lists)('%s lists one company only', async (path) => {
  const [own, other] = [await api.get(path), await foreign.get(path)];
  expect(items(own).length).toBeGreaterThan(0);
  expect(JSON.stringify(own.body)).not.toContain('globex');
  expect(JSON.stringify(own.body)).not.toContain(theirs.setting);
  expect(JSON.stringify(other.body)).not.toContain('acme');
});

test('what names another company’s slot, event or person in a body finds nothing', async () => {
  const tries = [
    ['/api/bookings', { user_id: ours.user, slot_id: theirs.slot }, 'unknown_slot'],
    ['/api/bookings', { user_id: theirs.user, slot_id: ours.slot }, 'unknown_user'],
    ['/api/bookings', { telegram_id: theirs.telegram_id, slot_id: ours.slot }, 'unknown_user'],
    [`/api/bookings/${ours.booking}/move`, { slot_id: theirs.slot }, 'unknown_slot'],
    ['/api/confirm-booking', { telegram_id: theirs.telegram_id, slot_id: ours.slot }, 'unknown_user'],
    ['/api/confirm-booking', { telegram_id: ours.telegram_id, slot_id: theirs.slot }, 'unknown_slot'],
    [
      '/api/slots',
      { event_id: theirs.event, dates: [farDay], times: ['10:00'], duration_minutes: 30, max_users: 1 },
      'unknown_event',
    ],
    ['/api/users', { telegram_id: theirs.telegram_id, first_name: 'Mine now' }, 'account_elsewhere'],
  ] as const;
  for (const [path, body, code] of tries)
    expect(codeOf(await api.post(path, body)), JSON.stringify(body)).toBe(code);
  const patched = await api.ask('patch', `/api/slots/${ours.slot}`, { specialist_id: theirs.user });
  expect(codeOf(patched)).toBe('unknown_user');
  const candidate = await api.ask('patch', `/api/slots/${ours.slot}`, { specialist_id: ours.user });
  expect(codeOf(candidate)).toBe('unknown_user');
});

test('the routes the bot uses keep companies apart too, for everybody but the system itself', async () => {
  expect((await api.get('/api/allowed-users')).body).toEqual([ours.telegram_id]);
  expect((await system.get('/api/allowed-users')).body).toEqual([ours.telegram_id, theirs.telegram_id]);
  const asked = `/api/users?telegram_id=${theirs.telegram_id}`;
  expect((await api.get(asked)).body).toEqual({ user: null });
  expect((await system.get(asked)).body).toMatchObject({ user: { telegram_id: theirs.telegram_id } });
  expect(codeOf(await api.get(`/api/available-slots?event_id=${theirs.event}`))).toBe('unknown_event');
  const free = JSON.stringify((await api.get('/api/available-slots')).body);
  expect([free.includes(ours.slot), free.includes(theirs.slot)]).toEqual([true, false]);
});

test('pages neither repeat nor lose a row when others are added in between', async () => {
  for (let n = 0; n < 7; n += 1) await aBooking(mongo.db, ours, { status: 'cancelled' });
  const seen: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page: Answered = await api.get(
      `/api/bookings?status=cancelled&limit=3${cursor === null ? '' : `&cursor=${cursor}`}`,
    );
    seen.push(...items(page).map((row) => row['booking_id']));
    cursor = (page.body as List).next_cursor;
    await aBooking(mongo.db, ours, { status: 'cancelled' });
  } while (cursor !== null);
  expect(seen).toHaveLength(7);
  expect(new Set(seen).size).toBe(7);
});

test('events and slots come in order of time, page by page, whatever their ids are', async () => {
  const days = [9, 3, 6].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
  const { event_id } = (await api.post('/api/events', { title: 'In order' })).body as { event_id: string };
  for (const [at, day] of days.entries()) {
    await api.post('/api/events', { title: `Number ${at}` });
    const slot = { event_id, dates: [day], times: ['09:00', '11:00'], duration_minutes: 30, max_users: 1 };
    expect((await api.post('/api/slots', slot)).status).toBe(201);
  }
  const all = async (path: string, field: string) => {
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Answered = await api.get(`${path}limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...items(page).map((row) => row[field]));
      cursor = (page.body as List).next_cursor;
    }
    return seen as string[];
  };
  const starts = await all(`/api/slots?event_id=${event_id}&`, 'starts_at');
  expect(starts).toHaveLength(6);
  expect(starts).toEqual(starts.toSorted((one, other) => one.localeCompare(other)));
  const titles = await all('/api/events?', 'title');
  expect(titles.slice(0, 4)).toEqual(['Number 2', 'Number 1', 'Number 0', 'In order']);
  expect(new Set(titles).size).toBe(titles.length);
});

test('bookings are found by each filter, and a filter that fits nobody finds nothing', async () => {
  const one = (await api.get(`/api/bookings/${ours.booking}`)).body as Record<string, unknown>;
  expect(one).toMatchObject({ telegram_id: ours.telegram_id, status: 'booked', slot_id: ours.slot });
  const finds = async (query: string) =>
    items(await api.get(`/api/bookings?${query}`)).some((row) => row['booking_id'] === ours.booking);
  for (const query of [
    `event_id=${ours.event}`,
    `slot_id=${ours.slot}&status=booked`,
    `user_id=${ours.user}&limit=200`,
    `telegram_id=${ours.telegram_id}&status=booked`,
    `number=${String(one['number']).toLowerCase()}`,
    `from=${farDay}T10:59:00Z&to=${farDay}T11:01:00Z&status=booked`,
  ])
    expect(await finds(query), query).toBe(true);
  for (const query of [
    `from=${farDay}T11:00:01Z`,
    `to=${farDay}T11:00:00Z`,
    `telegram_id=${theirs.telegram_id}`,
    'telegram_id=1',
    `event_id=${theirs.event}`,
    'status=done',
  ])
    expect(items(await api.get(`/api/bookings?${query}`)), query).toEqual([]);
});

test('the file of bookings has every row and runs no formula', async () => {
  const bad = await createPerson(
    mongo.db,
    { company_id: 'acme', first_name: '=HYPERLINK("http://evil","x")' },
    Date.now(),
  );
  if (!bad) throw new Error('nobody was made');
  await aBooking(mongo.db, { ...ours, user: bad }, { status: 'no_show' });
  const answered = await api.get('/api/export/bookings.csv');
  expect(answered.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answered.headers.get('content-disposition')).toMatch(
    /^attachment; filename="bookings-[\d-]{10}\.csv"$/,
  );
  const lines = String(answered.body).trim().split('\r\n');
  const count = await mongo.db.collection('bookings').countDocuments({ company_id: 'acme' });
  expect(lines).toHaveLength(count + 1);
  expect(String(answered.body)).toContain(`"'=HYPERLINK(""http://evil"",""x"")"`);
  expect(String(answered.body)).not.toContain('globex');
  const some = await api.get('/api/export/bookings.csv?status=no_show');
  expect(String(some.body).trim().split('\r\n')).toHaveLength(2);
});

test('a person is put on the list, taken off it, and put back; each time the bot’s memory of them goes', async () => {
  const telegram_id = 555_001;
  const remembered = async () => {
    await redis.client.set(redisKeys.identity(telegram_id), '{}');
    return async () => expect(await redis.client.exists(redisKeys.identity(telegram_id))).toBe(0);
  };
  let forgotten = await remembered();
  const added = await api.post('/api/users', { telegram_id, first_name: 'Vera', lang: 'ru' });
  await forgotten();
  expect(added.body).toMatchObject({ telegram_id, first_name: 'Vera', allowed: true, roles: ['candidate'] });
  const { user_id } = added.body as { user_id: string };
  forgotten = await remembered();
  const removed = await api.ask('delete', `/api/users/${user_id}`);
  await forgotten();
  expect(removed.body).toMatchObject({ user: { user_id, allowed: false }, bookings: 0 });
  expect(items(await api.get('/api/users?allowed=false')).map((row) => row['user_id'])).toEqual([user_id]);
  const again = await api.post('/api/users', { telegram_id, last_name: 'Orlova' });
  expect(again.body).toMatchObject({ user_id, first_name: 'Vera', last_name: 'Orlova', allowed: true });
  expect((await api.get(`/api/users/${user_id}`)).body).toEqual(again.body);
});

test('who changed what by which token stands in the audit log, once for a key', async () => {
  const key = { 'idempotency-key': 'audited', 'x-trace-id': 'trace-of-the-change' };
  const sent = { telegram_id: 555_900 };
  const made = await api.post('/api/users', sent, key);
  await api.post('/api/users', sent, key);
  const { user_id } = made.body as { user_id: string };
  await api.ask('delete', `/api/users/${user_id}`);
  const lines = await mongo.db.collection('audit_log').find({ target: user_id }).sort({ at: 1 }).toArray();
  expect(lines).toMatchObject([
    { what: 'person.unblocked', company_id: 'acme', trace_id: 'trace-of-the-change' },
    { what: 'person.blocked', company_id: 'acme', initiated_by: { role: 'system', channel: 'api' } },
  ]);
  const tokens = await mongo.db.collection('service_tokens').find({ company_id: 'acme' }).toArray();
  expect(lines[0]?.['token_id']).toBe(tokens[0]?._id.toHexString());
});

test('an event is made by the rules of the coordinators’ form, and its faults are told by field', async () => {
  const made = await api.post('/api/events', {
    title: 'Night shift',
    place: { name: 'Office B', map_url: 'https://maps.example.org/b' },
    max_moves: 2,
    reminders: ['day before 18:00'],
  });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    status: 'draft',
    place: { name: 'Office B', address: null },
    max_moves: 2,
    cutoff_minutes: 120,
  });
  const { event_id } = made.body as { event_id: string };
  expect((await api.get(`/api/events/${event_id}`)).body).toEqual(made.body);
  expect(codeOf(await foreign.get(`/api/events/${event_id}`))).toBe('unknown_event');
  const wrong = await api.post('/api/events', {
    title: 'X',
    contact: 'call me',
    place: { map_url: 'javascript:alert(1)' },
    reminders: ['at dawn'],
  });
  expect([wrong.status, faults(wrong)]).toEqual([
    400,
    ['body.contact', 'body.place.map_url', 'body.reminders'],
  ]);
});

test('slots are added for every date with every time, or not at all', async () => {
  const form = { event_id: ours.event, duration_minutes: 30, max_users: 3, location: 'Hall' };
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const added = await api.post('/api/slots', { ...form, dates: [day], times: ['10:00', '10:30'] });
  expect([added.status, items(added).length]).toEqual([201, 2]);
  expect(items(added)[0]).toMatchObject({ date: day, time: '10:00', max_users: 3, bookable: true });
  const before = await mongo.db.collection('interview_slots').countDocuments();
  const overlapping = await api.post('/api/slots', { ...form, dates: [day], times: ['09:00', '10:15'] });
  expect([overlapping.status, faults(overlapping)]).toEqual([400, ['body.times']]);
  const past = await api.post('/api/slots', { ...form, dates: ['2020-01-01'], times: ['10:00'] });
  expect([past.status, faults(past)]).toEqual([400, ['body.dates']]);
  expect(await mongo.db.collection('interview_slots').countDocuments()).toBe(before);
});

test('the same room and time asked for three times at once is made once; the others hear that it is taken', async () => {
  const form = {
    event_id: ours.event,
    duration_minutes: 30,
    max_users: 1,
    location: 'Race',
    times: ['10:00'],
  };
  const day = new Date(Date.now() + 31 * 86_400_000).toISOString().slice(0, 10);
  const all = await Promise.all([1, 2, 3].map(() => api.post('/api/slots', { ...form, dates: [day] })));
  const lost = all.filter(({ status }) => status !== 201);
  expect(lost.map((one) => [one.status, faults(one)])).toEqual([
    [400, ['body.times']],
    [400, ['body.times']],
  ]);
  expect(await mongo.db.collection('interview_slots').countDocuments({ location: 'Race' })).toBe(1);
  expect(await mongo.db.collection('room_leases').countDocuments()).toBe(0);
});

/** What was stored is applied, as the first step of its workflow does it, and nobody is told. */
const applies = {
  withDeadline: (_until: number, work: () => Promise<unknown>) => work(),
  workflow: {
    start: async (_type: string, { args }: { args: readonly [{ change_id: string }] }) => ({
      result: async () => ({ ...(await createChangeStore(mongo.db).applySlot(args[0].change_id)), told: 0 }),
    }),
  },
} as unknown as Client;

test('a slot is not moved where another one is, even when two are moved at once; switched on there neither', async () => {
  const { token } = await createServiceTokens(mongo.db, tokenHash).issue('mover', allScopes, 'acme');
  const mover = await callerOf(apiApp(mongo, redis, commands, applies), token);
  const day = new Date(Date.now() + 32 * 86_400_000).toISOString().slice(0, 10);
  const made = await api.post('/api/slots', {
    event_id: ours.event,
    duration_minutes: 30,
    max_users: 1,
    location: 'Move',
    dates: [day],
    times: ['10:00', '11:00', '12:00'],
  });
  const [first, second, third] = items(made).map((row) => `/api/slots/${String(row['slot_id'])}`);
  if (!first || !second || !third) throw new Error('three were made');
  const refused = await mover.ask('patch', second, { time: '10:15' });
  expect([refused.status, faults(refused)]).toEqual([400, ['body.time']]);
  expect(JSON.stringify(refused.body)).toContain(`overlap: ${day} 10:15`);

  const both = await Promise.all([first, second].map((at) => mover.ask('patch', at, { time: '14:00' })));
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(both.flatMap((one) => (one.status === 400 ? faults(one) : []))).toEqual(['body.time']);
  const moved = both[0]?.status === 200 ? second : first;
  expect((await mover.ask('patch', third, { is_active: false })).status).toBe(200);
  expect((await mover.ask('patch', moved, { time: '12:15', max_users: 2 })).status).toBe(200);
  const on = await mover.ask('patch', third, { is_active: true });
  expect([on.status, faults(on)]).toEqual([400, ['body.is_active']]);
  expect((await mover.ask('patch', moved, { time: '11:30' })).status).toBe(200);
  expect((await mover.ask('patch', third, { is_active: true })).status).toBe(200);
  const lines = await mongo.db
    .collection('audit_log')
    .find({ what: 'slot.changed', target: third.slice(third.lastIndexOf('/') + 1) })
    .sort({ at: 1 })
    .toArray();
  expect(lines.map(({ after }) => after as unknown)).toEqual([{ is_active: false }, { is_active: true }]);
  expect(lines[0]).toMatchObject({ company_id: 'acme', token_id: expect.any(String) as unknown });
  await mover.close();
});

test('of what is sent the unknown fields are told by name', async () => {
  const answered = await api.post('/api/users', { telegram_id: 1, role: 'admin', allowed: true });
  expect([answered.status, faults(answered)]).toEqual([400, ['body.role', 'body.allowed']]);
});

test('somebody without an account is put on the list once, and comes by a link that is shown once', async () => {
  const sent = { first_name: 'Vera', last_name: 'Nova', phone: '8 (900) 123-45-67' };
  const vera = await api.post('/api/users', sent);
  expect(vera.body).toMatchObject({ telegram_id: null, allowed: true, phone: '+79001234567' });
  const { user_id } = vera.body as { user_id: string };
  // Known by the number, put back on the list with what is newly said.
  await api.ask('DELETE', `/api/users/${user_id}`);
  const again = await api.post('/api/users', { phone: '+7 900 123 45 67', first_name: 'Vera B.' });
  expect(again.body).toMatchObject({ user_id, allowed: true, first_name: 'Vera B.', last_name: 'Nova' });
  const nobody = await api.post('/api/users', { lang: 'en' });
  expect([nobody.status, codeOf(nobody)]).toEqual([400, 'invalid_request']);
  for (const telegram_id of [990_101, 990_102])
    await api.post('/api/users', { telegram_id, phone: '+79009990000' });
  const shared = await api.post('/api/users', { phone: '8 900 999 00 00' });
  expect([shared.status, codeOf(shared)]).toEqual([409, 'unclear_person']);

  const key = { 'idempotency-key': 'invite-vera' };
  const invited = await api.post(`/api/users/${user_id}/invite`, {}, key);
  const { command, link } = invited.body as { command: string; link: string | null };
  expect([invited.status, link]).toEqual([200, null]);
  expect((await api.post(`/api/users/${user_id}/invite`, {}, key)).body).toMatchObject({ command: null });
  const token_hash = tokenHash(command.replace('/start i_', ''));
  const people = createPeopleStore(mongo.db);
  const bound = await people.bindInvite({
    token_hash,
    telegram_id: 990_001,
    language_code: null,
    now: Date.now(),
  });
  expect(bound).toMatchObject({ user_id });
  const late = await api.post(`/api/users/${user_id}/invite`, {});
  expect([late.status, codeOf(late)]).toEqual([409, 'account_known']);
});

test('nobody is known by their name: the same name again is somebody else, and takes nothing from who has it', async () => {
  const known = (await api.post('/api/users', { first_name: 'Zoya', last_name: 'Nova', lang: 'en' })).body;
  const { user_id } = known as { user_id: string };
  await api.ask('DELETE', `/api/users/${user_id}`);
  const key = { 'idempotency-key': 'another-zoya' };
  const named = { first_name: 'Zoya', last_name: 'Nova', lang: 'ru' };
  const another = (await api.post('/api/users', named, key)).body as { user_id: string };
  expect(another).toMatchObject({ first_name: 'Zoya', lang: 'ru', allowed: true, telegram_id: null });
  expect(another.user_id).not.toBe(user_id);
  expect((await api.post('/api/users', named, key)).body).toEqual(another);
  const first = await api.ask('GET', `/api/users/${user_id}`);
  expect(first.body).toMatchObject({ user_id, lang: 'en', allowed: false });
  // With something else to be known by, too.
  const third = await api.post('/api/users', { ...named, phone: '+79005550001' });
  expect([user_id, another.user_id]).not.toContain((third.body as { user_id: string }).user_id);
});

test('past the cut-off nobody books or moves without the scope for it, whatever reason they give', async () => {
  const scopes = allScopes.filter((scope) => scope !== 'bookings:override');
  const { token } = await createServiceTokens(mongo.db, tokenHash).issue('modest', scopes, 'acme');
  const modest = await callerOf(apiApp(mongo, redis, commands), token);
  const sent = { slot_id: ours.slot, override_reason: 'asked by telephone' };
  const tries = [
    await modest.post('/api/bookings', { ...sent, user_id: ours.user }),
    await modest.post(`/api/bookings/${ours.booking}/move`, sent),
  ];
  expect(tries.map((one) => [one.status, codeOf(one)])).toEqual([
    [403, 'missing_scope'],
    [403, 'missing_scope'],
  ]);
  await modest.close();
});

test('why a rule was passed is kept in words apart; the workflow is given a reference', async () => {
  const asked: { readonly override_reason?: string }[] = [];
  const note = async (_whose: object, command: { readonly override_reason?: string }) => {
    asked.push(command);
    return { ok: false, reason: 'stale' } as const;
  };
  const recording = new Proxy({} as BookingCommands, { get: () => note });
  const { token } = await createServiceTokens(mongo.db, tokenHash).issue('desk', allScopes, 'acme');
  const desk = await callerOf(apiApp(mongo, redis, recording), token);
  const sent = { slot_id: ours.slot, override_reason: 'Anna asked by telephone' };
  const latest = await aBooking(mongo.db, ours);
  await desk.post('/api/bookings', { ...sent, user_id: ours.user });
  await desk.post(`/api/bookings/${latest}/move`, sent);
  expect(asked).toHaveLength(2);
  expect(JSON.stringify(asked)).not.toContain('telephone');
  const references = asked.flatMap((one) => one.override_reason ?? []);
  expect([...(await notesOf(mongo.db, references)).values()]).toEqual([
    sent.override_reason,
    sent.override_reason,
  ]);
  await desk.close();
});

test('an answer to a read says when it is the same', async () => {
  const path = `/api/bookings/${ours.booking}`;
  const etag = (await api.get(path)).headers.get('etag') ?? '';
  expect((await api.get(path, { 'if-none-match': etag })).status).toBe(304);
  expect((await api.get(path, { 'if-none-match': '"older"' })).status).toBe(200);
});

test('one key on two bookings is refused: its first answer belongs to the other one', async () => {
  const key = { 'idempotency-key': 'one-key' };
  const [first, second] = [new ObjectId(), new ObjectId()].map(
    (id) => `/api/bookings/${id.toHexString()}/cancel`,
  );
  expect(codeOf(await api.post(first ?? '', {}, key))).toBe('unknown_booking');
  expect(codeOf(await api.post(second ?? '', {}, key))).toBe('key_reused');
});

test('a change of what is so already does nothing, and an edit of something older is refused', async () => {
  const { version } = (await api.get(`/api/slots/${ours.slot}`)).body as { version: string };
  const same = await api.ask('patch', `/api/slots/${ours.slot}`, { version, time: '14:00', is_active: true });
  expect(same.body).toMatchObject({ change: { state: 'none', change_id: null } });
  const old = await api.ask('patch', `/api/slots/${ours.slot}`, { version: 'old', max_users: 5 });
  expect([old.status, codeOf(old)]).toEqual([409, 'changed_meanwhile']);
  const past = await api.ask('patch', `/api/slots/${ours.slot}`, { date: '2020-01-01' });
  expect([past.status, faults(past)]).toEqual([400, ['body.date']]);
  const opened = await api.ask('post', `/api/events/${ours.event}/open`);
  expect(opened.body).toMatchObject({ event: { status: 'open' }, change: { state: 'none' } });
});

const settings = '/api/notification-settings';
const ads = '/api/ad-templates';

test('one type, role and channel is settled once; what nobody may switch off, and what nobody is told, is refused', async () => {
  const cell = { event_type: 'booking_cancelled', recipient_role: 'admin' };
  const made = await api.post(settings, { ...cell, enabled: false });
  expect([made.status, made.body]).toMatchObject([201, { ...cell, channel: 'all', ad_template_id: null }]);
  expect(codeOf(await api.post(settings, cell))).toBe('setting_exists');
  expect((await api.post(settings, { ...cell, channel: 'telegram' })).status).toBe(201);
  expect((await foreign.post(settings, cell)).status).toBe(201);

  const own = { event_type: 'booking_created', recipient_role: 'client' };
  expect(codeOf(await api.post(settings, { ...own, enabled: false }))).toBe('always_on');
  const confirmation = (await api.post(settings, own)).body as { setting_id: string };
  const at = `${settings}/${confirmation.setting_id}`;
  expect(codeOf(await api.ask('PATCH', at, { enabled: false }))).toBe('always_on');
  expect(
    faults(await api.post(settings, { event_type: 'booking_reminder', recipient_role: 'admin' })),
  ).toEqual(['body.recipient_role']);
  expect(codeOf(await api.ask('PATCH', at, { ad_template_id: theirs.ad }))).toBe('unknown_ad_template');
  const named = await api.ask('PATCH', at, { ad_template_id: ours.ad });
  expect(named.body).toMatchObject({ enabled: true, ad_template_id: ours.ad });
  expect((await api.ask('DELETE', at)).body).toEqual({ removed: true });
  expect(codeOf(await api.get(at))).toBe('unknown_setting');
  const acts = await mongo.db.collection('audit_log').find({ target: confirmation.setting_id }).toArray();
  expect(acts.map(({ what }) => String(what))).toEqual([
    'notification.created',
    'notification.changed',
    'notification.removed',
  ]);
});

test('an ad template that Telegram would refuse is refused, with the place; one that is removed stands under nothing any more', async () => {
  for (const content_tg of ['<b>open', '<h1>x</h1>', 'x'.repeat(4_097), ' \n ', '<b> </b>'])
    expect(faults(await api.post(ads, { name: 'Ad', content_tg })), content_tg.slice(0, 9)).toEqual([
      'body.content_tg',
    ]);
  const made = await api.post(ads, { name: 'Ad', content_tg: `<b>${'&amp;'.repeat(2_000)}</b>` });
  const { ad_template_id: ad } = made.body as { ad_template_id: string };
  expect([made.status, made.body]).toMatchObject([201, { active: true, valid_until: null, rev: 1 }]);
  const until = { valid_until: '2026-12-31T23:59:00+03:00', seen_rev: 1 };
  expect((await api.ask('PATCH', `${ads}/${ad}`, until)).body).toMatchObject({
    valid_until: '2026-12-31T20:59:00.000Z',
    rev: 2,
  });
  expect(codeOf(await api.ask('PATCH', `${ads}/${ad}`, { ...until, active: false }))).toBe(
    'changed_meanwhile',
  );
  const cell = { event_type: 'booking_rescheduled', recipient_role: 'client', ad_template_id: ad };
  const { setting_id } = (await api.post(settings, cell)).body as { setting_id: string };
  expect((await api.ask('DELETE', `${ads}/${ad}`)).body).toEqual({ removed: true });
  expect((await api.get(`${settings}/${setting_id}`)).body).toMatchObject({ ad_template_id: null });
});
