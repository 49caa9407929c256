import { afterAll, beforeAll, expect, test } from 'vitest';
import { allIndexes } from '../../adapters/mongo/all-indexes.ts';
import { createServiceTokens } from '../../adapters/mongo/api-tokens.ts';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { ensureIndexes } from '../../adapters/mongo/indexes.ts';
import { createPerson } from '../../adapters/mongo/people.ts';
import { type Cache, openRedis } from '../../adapters/redis/connect.ts';
import type { BookingCommands } from '../../admin/ports.ts';
import { tokenHash } from '../../admin/security/callers.ts';
import type { BroadcastBody } from '../../contracts/api/broadcast-resource.ts';
import { allScopes, type Scope } from '../../contracts/api/scopes.ts';
import { apiApp } from '../support/api-app.ts';
import { type Answered, type Caller, callerOf, codeOf } from '../support/api-caller.ts';
import { aCompany, type Company } from '../support/people-and-slots.ts';
import { ownName, patientRedisUrl, serviceUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

let mongo: Mongo;
let redis: Cache;
let ours: Company;
let api: Caller;
let foreign: Caller;
let reader: Caller;
beforeAll(async () => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName('api-broadcasts') });
  redis = openRedis({ url: patientRedisUrl(), prefix: `${ownName('api-broadcasts')}:` });
  await ensureIndexes(mongo.db, allIndexes);
  await waitFor('redis', () => redis.client.status === 'ready' || undefined);
  ours = await aCompany(mongo.db, 'acme');
  await aCompany(mongo.db, 'globex');
  const tokens = createServiceTokens(mongo.db, tokenHash);
  const app = apiApp(mongo, redis, {} as BookingCommands);
  const by = async (company: string, scopes: readonly Scope[]) =>
    callerOf(app, (await tokens.issue(`${company} ${scopes.length}`, scopes, company)).token);
  [api, foreign, reader] = [
    await by('acme', allScopes),
    await by('globex', allScopes),
    await by('acme', ['broadcasts:read']),
  ];
});
afterAll(async () => {
  await Promise.all([api, foreign, reader].map((one) => one.close()));
  await redis.close();
  await mongo.db.dropDatabase();
  await mongo.close();
});

const announce = (more: object, by = api, headers = {}) =>
  by.post('/api/broadcasts', { text: 'Come', audience: 'channel', ...more }, headers);
const errors = (answered: Answered) =>
  (answered.body as { errors: { path: string; message: string }[] }).errors;
const idOf = (answered: Answered) => (answered.body as BroadcastBody).broadcast_id;

test('an announcement is written and handed over; it is listed and shown with its numbers', async () => {
  const made = await announce({
    text: '<b>Come</b>',
    html: true,
    chat: '@board',
    buttons: [{ text: 'x', sign_up: true }],
  });
  expect([made.status, made.body]).toMatchObject([
    201,
    {
      status: 'stored',
      audience: 'channel',
      chat: '@board',
      text: '<b>Come</b>',
      html: true,
      counts: { sent: 0 },
    },
  ]);
  expect((await api.get(`/api/broadcasts/${idOf(made)}`)).body).toEqual(made.body);
  const list = (await reader.get('/api/broadcasts?limit=1')).body as { items: BroadcastBody[] };
  expect(list.items.map(({ broadcast_id }) => broadcast_id)).toEqual([idOf(made)]);
});

test('the same key is one announcement', async () => {
  const key = { 'idempotency-key': 'once' };
  const [first, again] = [await announce({}, api, key), await announce({}, api, key)];
  expect(idOf(again)).toBe(idOf(first));
  expect(idOf(await announce({}))).not.toBe(idOf(first));
});

test('what is wrong with it is told by place: broken HTML, too long, an event it needs', async () => {
  const broken = await announce({ text: 'one\n<b>two', html: true });
  expect([broken.status, errors(broken)]).toEqual([
    400,
    [{ path: 'body.text', message: 'broken HTML (not_closed) in line 2, column 1' }],
  ]);
  expect(errors(await announce({ text: 'x'.repeat(4_097) }))[0]).toMatchObject({ path: 'body.text' });
  expect(errors(await announce({ audience: 'unbooked' }))[0]).toMatchObject({ path: 'body.event_id' });
  expect(errors(await announce({ audience: 'list', people: [] }))[0]).toMatchObject({ path: 'body.people' });
  expect(codeOf(await announce({ event_id: 'f'.repeat(24) }))).toBe('unknown_event');
  expect(codeOf(await announce({ event_id: ours.event }, foreign))).toBe('unknown_event');
  expect(codeOf(await announce({ buttons: [{ text: 'x', url: 'javascript:alert(1)' }] }))).toBe(
    'invalid_request',
  );
});

test('entries of a list that mean nobody are told, and nothing is sent until that is meant', async () => {
  const olga = await createPerson(mongo.db, { telegram_id: 5_001, username: 'olga', company_id: 'acme' }, 0);
  const list = { audience: 'list', people: ['@olga', '@nobody'] };
  const refused = await announce(list);
  expect([refused.status, refused.body]).toMatchObject([
    422,
    { code: 'unknown_people', unknown: ['@nobody'] },
  ]);
  const made = await announce({ ...list, without_unknown: true });
  expect(made.status).toBe(201);
  const row = await mongo.db.collection('broadcasts').findOne({ command_id: idOf(made) });
  expect(String(row?.['people'])).toBe(olga);
  expect(codeOf(await announce({ audience: 'list', people: ['@olga'] }, foreign))).toBe('invalid_request');
});

test('more people than free seats is refused until that is meant', async () => {
  const people: string[] = [];
  for (let one = 0; one < 9; one += 1)
    people.push((await createPerson(mongo.db, { telegram_id: 6_000 + one, company_id: 'acme' }, 0)) ?? '');
  const many = { audience: 'list', people, event_id: ours.event };
  const refused = await announce(many);
  expect([refused.status, codeOf(refused)]).toEqual([409, 'few_seats']);
  expect(refused.body).toMatchObject({ people: 9 });
  expect((await announce({ ...many, few_seats: true })).status).toBe(201);
});

test('what nobody has begun yet is stopped at once, without its workflow', async () => {
  const id = idOf(await announce({}));
  const answered = await api.post(`/api/broadcasts/${id}/cancel`, {});
  expect([answered.status, answered.body]).toEqual([200, { count: 0 }]);
  expect((await api.get(`/api/broadcasts/${id}`)).body).toMatchObject({ status: 'cancelled' });
});

test('another company’s announcements are not there, and a token that only reads steers nothing', async () => {
  const id = idOf(await announce({}));
  const acts = ['pause', 'resume', 'cancel', 'retry', 'recall'];
  expect((await foreign.get(`/api/broadcasts/${id}`)).status).toBe(404);
  for (const act of acts) {
    expect(codeOf(await foreign.post(`/api/broadcasts/${id}/${act}`, {})), act).toBe('unknown_broadcast');
    expect(codeOf(await reader.post(`/api/broadcasts/${id}/${act}`, {})), act).toBe('missing_scope');
  }
  const { items } = (await foreign.get('/api/broadcasts')).body as { items: BroadcastBody[] };
  expect(items).toEqual([]);
});
