import { afterAll, beforeAll, expect, test } from 'vitest';
import { allIndexes } from '../../adapters/mongo/all-indexes.ts';
import { createServiceTokens } from '../../adapters/mongo/api-tokens.ts';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { createEvent } from '../../adapters/mongo/events.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import { ensureIndexes } from '../../adapters/mongo/indexes.ts';
import { createPerson, type NewPerson } from '../../adapters/mongo/people.ts';
import { type Cache, openRedis } from '../../adapters/redis/connect.ts';
import type { BookingCommands } from '../../admin/ports.ts';
import { tokenHash } from '../../admin/security/callers.ts';
import { allScopes } from '../../contracts/api/scopes.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import { apiApp, ownToken } from '../support/api-app.ts';
import { type Caller, callerOf, codeOf } from '../support/api-caller.ts';
import { aBooking, aCompany, type Company } from '../support/people-and-slots.ts';
import { ownName, patientRedisUrl, serviceUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

// What quick commands ask: /api/projects, /api/tasks, /api/servers.

const commands = new Proxy({} as BookingCommands, {
  get: () => () => Promise.reject(new Error('no booking is asked for here')),
});
const hour = 3_600_000;

let mongo: Mongo;
let redis: Cache;
let ours: Company;
let theirs: Company;
let api: Caller;
/** The system's own token, which bot and worker use. */
let system: Caller;
/** Of acme: somebody who may book, on the list or off it, a specialist, a coordinator. */
let people: Readonly<Record<'candidate' | 'off' | 'specialist' | 'admin', UserId>>;
let closed: EventId;
let invited: EventId;

const made = async (person: NewPerson): Promise<UserId> => {
  const id = await createPerson(mongo.db, { company_id: 'acme', ...person }, Date.now());
  if (!id) throw new Error('nobody was made');
  return id;
};

beforeAll(async () => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName('concerns') });
  redis = openRedis({ url: patientRedisUrl(), prefix: `${ownName('concerns')}:` });
  await ensureIndexes(mongo.db, allIndexes);
  await waitFor('redis', () => redis.client.status === 'ready' || undefined);
  [ours, theirs] = [await aCompany(mongo.db, 'acme'), await aCompany(mongo.db, 'globex')];
  const app = apiApp(mongo, redis, commands);
  const tokens = createServiceTokens(mongo.db, tokenHash);
  api = await callerOf(app, (await tokens.issue('acme', allScopes, 'acme')).token);
  system = await callerOf(app, ownToken);

  people = {
    candidate: await made({ first_name: 'Vera', telegram_id: 800_001 }),
    off: await made({ first_name: 'Gone', allowed: false }),
    specialist: await made({ first_name: 'Olga', roles: ['specialist'], allowed: false }),
    admin: await made({ first_name: 'Boss', roles: ['admin'], allowed: false }),
  };
  const event = (title: string, more: object, after: number) =>
    createEvent(mongo.db, { title, company_id: 'acme', ...more }, Date.now() + after);
  closed = await event('Closed', { status: 'closed' }, 1_000);
  invited = await event('For Vera', { status: 'open', audience: [oid(people.candidate)] }, 2_000);
  await event('For others', { status: 'open', audience: [oid(ours.user)] }, 3_000);
  await event('A draft', { status: 'draft' }, 4_000);
  await event('Archived', { status: 'archived' }, 5_000);
  await mongo.db
    .collection('interview_slots')
    .updateOne({ _id: oid(ours.slot) }, { $set: { specialist_id: oid(people.specialist) } });
});
afterAll(async () => {
  await Promise.all([api, system].map((one) => one.close()));
  await redis.close();
  await mongo.db.dropDatabase();
  await mongo.close();
});

type Project = { readonly title: string; readonly booking: { readonly status: string } | null };
const projectsOf = async (who: string, caller = api) =>
  (await caller.get(`/api/projects?${who}`)).body as {
    readonly items: readonly Project[];
    readonly next_cursor: string | null;
  };
const titlesOf = async (who: string, caller = api) =>
  (await projectsOf(who, caller)).items.map(({ title }) => title);

test('a candidate’s projects are what is open to them and what they have a booking in, the newest first', async () => {
  const who = `user_id=${people.candidate}`;
  expect(await titlesOf(who)).toEqual(['For Vera', 'Of acme']);
  const vera = { ...ours, user: people.candidate };
  await aBooking(mongo.db, { ...vera, event: closed }, { status: 'cancelled' });
  expect(await titlesOf(who)).toEqual(['For Vera', 'Of acme']);
  await aBooking(mongo.db, { ...vera, event: closed }, { status: 'done', number: 'PAST-1' });
  await aBooking(mongo.db, { ...vera, event: invited }, { status: 'no_show', number: 'PAST-2' });
  await aBooking(mongo.db, { ...vera, event: invited }, { active: true, number: 'NOW-1' });
  const { items } = await projectsOf('telegram_id=800001');
  expect(items.map(({ title, booking }) => [title, booking?.status])).toEqual([
    ['For Vera', 'booked'],
    ['Closed', 'done'],
    ['Of acme', undefined],
  ]);
  expect(items[0]).toMatchObject({ booking: { number: 'NOW-1', location: 'Office of acme' } });
});

test('off the list nothing is open; a specialist sees where they have a slot, a coordinator all that is not archived', async () => {
  expect(await titlesOf(`user_id=${people.off}`)).toEqual([]);
  expect(await titlesOf(`user_id=${people.specialist}`)).toEqual(['Of acme']);
  expect(await titlesOf(`user_id=${people.admin}`)).toEqual([
    'A draft',
    'For others',
    'For Vera',
    'Closed',
    'Of acme',
  ]);
});

test('projects come in pages that neither repeat nor lose one', async () => {
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await projectsOf(`user_id=${people.admin}&limit=2${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.items.map(({ title }) => title));
    cursor = page.next_cursor ?? '';
  } while (cursor !== '');
  expect(seen).toEqual(await titlesOf(`user_id=${people.admin}`));
});

test('tasks: what goes on for the company, for its coordinators, and for a person alone; what is over is none', async () => {
  const at = Date.now();
  const running = async (of: Company, more: object) => {
    const user = await made({ first_name: `Anna of ${of.name}`, company_id: of.name });
    await aBooking(mongo.db, { ...of, user }, { active: true, ...more });
  };
  await running(ours, { status: 'pending', starts_at: null, number: null });
  await running(ours, { starts_at: new Date(at - hour), number: 'OVER-1' });
  await running(ours, { starts_at: new Date(at + hour), number: 'AHEAD-1' });
  await running(ours, { status: 'done', number: 'DONE-1' });
  await running(theirs, { number: 'THEIRS-1' });
  await mongo.db.collection('broadcasts').insertMany(
    ['sending', 'done', 'draft'].map((status) => ({
      command_id: status,
      command: { action: 'post_broadcast', message_text: 'x', event_id: ours.event },
      company_id: 'acme',
      created_at: new Date(),
      status,
      reason: null,
      settled_at: null,
      rows: 0,
    })),
  );
  const all = await api.get('/api/tasks?status=running');
  expect(all.body).toMatchObject({
    bookings: { choosing: 1, ahead: 2, over: 1 },
    broadcasts: { total: 1, items: [{ status: 'sending', event: 'Of acme', settled: 0, total: 0 }] },
  });
  const { items } = (all.body as { bookings: { items: { number: string; name: string }[] } }).bookings;
  expect(items.map(({ number }) => number)).toEqual(['OVER-1', 'AHEAD-1', 'NOW-1', null]);
  expect(items[0]).toMatchObject({ name: 'Anna of acme', event: 'Of acme' });
  const seen = await api.get(`/api/tasks?status=running&user_id=${people.admin}`);
  expect(seen.body).toEqual(all.body);
  const own = await api.get('/api/tasks?status=running&telegram_id=800001');
  expect(own.body).toMatchObject({
    bookings: { choosing: 0, ahead: 1, over: 0, items: [{ number: 'NOW-1' }] },
    broadcasts: { total: 0, items: [] },
  });
});

test('whoever asks with the system’s token sees what the named person’s company may see, and no other', async () => {
  const boss = await made({ company_id: 'globex', first_name: 'Their boss', roles: ['admin'] });
  const tasks = await system.get(`/api/tasks?status=running&user_id=${boss}`);
  expect(JSON.stringify(tasks.body)).toContain('THEIRS-1');
  expect(JSON.stringify(tasks.body)).not.toContain('acme');
  expect(await titlesOf(`user_id=${boss}`, system)).toEqual(['Of globex']);
  const shown = (await system.get(`/api/servers?user_id=${boss}`)).body;
  expect(shown).toMatchObject({ ok: true, roles: null, queues: null });
  expect((await api.get('/api/servers')).body).toMatchObject({ roles: null, queues: null });
  const house = (await system.get('/api/servers')).body as { roles: object[]; queues: object[] };
  expect([house.roles.length, house.queues]).toEqual([3, []]);
});

test('a person of another company, one who was erased, and nobody at all are unknown alike', async () => {
  const erased = await made({ first_name: 'Erased' });
  await mongo.db.collection('users').updateOne({ _id: oid(erased) }, { $set: { erased_at: new Date() } });
  const whom = [
    `user_id=${theirs.user}`,
    `telegram_id=${theirs.telegram_id}`,
    'telegram_id=1',
    `user_id=${erased}`,
  ];
  for (const who of whom)
    for (const path of ['/api/projects?', '/api/tasks?status=running&', '/api/servers?'])
      expect(codeOf(await api.get(path + who)), path + who).toBe('unknown_user');
});

test('what does not fit is told by field: nobody named, two named, another status, an operator', async () => {
  const two = `user_id=${people.candidate}&telegram_id=1`;
  for (const path of [
    '/api/projects',
    `/api/projects?${two}`,
    '/api/projects?user_id[$ne]=x',
    '/api/tasks',
    '/api/tasks?status=done',
    `/api/tasks?status=running&${two}`,
    `/api/servers?${two}`,
    '/api/servers?name=mongodb',
  ])
    expect(codeOf(await api.get(path)), path).toBe('invalid_request');
});
