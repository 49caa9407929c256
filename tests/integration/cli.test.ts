import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServiceTokens } from '../../adapters/mongo/api-tokens.ts';
import { createAuditReader } from '../../adapters/mongo/audit/read.ts';
import { collections } from '../../adapters/mongo/collections.ts';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { createPasswords } from '../../adapters/mongo/sign-in/passwords.ts';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { prepareTemporal } from '../../adapters/temporal/prepare.ts';
import { tokenHash } from '../../admin/security/callers.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import { sandboxBot } from '../../config/sandbox-bot.ts';
import { eventPayload, startLink } from '../../contracts/callback-data.ts';
import { eventId } from '../../core/shared/ids.ts';
import { dayAfter, dayOf } from '../../core/time/slot-instants.ts';
import { createLog } from '../../runtime/log.ts';
import { programEnv } from '../support/program-env.ts';
import { roleEnv } from '../support/services.ts';

const program = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const env = roleEnv('cli');
let mongo: Mongo;
let temporal: TemporalClient;
beforeAll(async () => {
  mongo = openMongo({ url: env['MONGODB_URL'] ?? '', database: env['MONGODB_DATABASE'] ?? '' });
  temporal = openTemporal(loadTemporalConfig(env));
  // A namespace just made is not known everywhere at once: tried again until it is.
  const log = createLog({ level: 'silent' });
  await prepareTemporal(temporal, env['TEMPORAL_NAMESPACE'] ?? '', log, new AbortController().signal);
});
afterAll(async () => {
  await mongo.db.dropDatabase();
  await Promise.all([mongo.close(), temporal.close()]);
});

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

const zapis = (...argv: string[]): Promise<Ended> => typing('', ...argv);

/** What a person types when they are asked. */
const typing = (typed: string, ...argv: string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...argv], {
      env: { ...programEnv, HOME: process.env['HOME'], ...env },
      timeout: 60_000,
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    child.stdin.on('error', () => undefined).end(typed);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out: out.trim(), err: err.trim() }));
  });

const tomorrow = dayAfter(dayOf(Date.now()), 1);
const plan = (event: string, ...more: string[]) =>
  zapis(
    'slots',
    'add',
    '--event',
    event,
    '--dates',
    tomorrow,
    '--times',
    '10:00..12:00',
    '--minutes',
    '60',
    ...more,
  );

test('an event is made, filled and listed', async () => {
  const made = await zapis(
    'event',
    'create',
    '--title',
    'Поддержка',
    '--contact',
    '@hr_anna',
    '--policy',
    'swap',
    '--open',
  );
  expect(made).toMatchObject({ code: 0, err: '' });
  const event = made.out;
  expect(await plan(event, '--capacity', '2', '--place', 'Офис А', '--room', '301')).toMatchObject({
    code: 0,
    out: 'Slots added: 2.',
  });
  const slots = await collections(mongo.db).slots.find({}).sort({ starts_at: 1 }).toArray();
  expect(slots).toMatchObject([
    { time: '10:00', max_users: 2, open: true, location: 'Офис А', audience: '301', booked_users: [] },
    { time: '11:00' },
  ]);
  const listed = JSON.parse((await zapis('event', 'list', '--json')).out) as unknown[];
  const link = startLink(sandboxBot.username, eventPayload(eventId(event)));
  const seats = { slots: 2, taken: 0, seats: 4 };
  expect(listed).toEqual([{ id: event, status: 'open', title: 'Поддержка', ...seats, link }]);

  const again = await plan(event, '--capacity', '0', '--place', 'Офис А', '--room', '301');
  expect(again.code).toBe(2);
  expect(again.err).toContain('--capacity: 0 is too small.');
  const clash = await plan(event, '--capacity', '1', '--place', 'Офис А', '--room', '301');
  expect(clash.err).toContain('--times:');
  expect(clash.err).toContain('Nothing was added.');
  expect(await collections(mongo.db).slots.countDocuments()).toBe(2);
});

test('the slots of an event are listed with the ids that `slots change` asks for', async () => {
  const { out: event } = await zapis('event', 'create', '--title', 'Списки');
  expect((await zapis('slots', 'list', '--event', event)).out).toContain('It has no slots.');
  const added = await plan(event, '--capacity', '2', '--place', 'Офис Б', '--room', '12');
  expect(added.err).toContain('The event is draft: nobody can book them before `zapis event open`.');
  const slots = collections(mongo.db).slots;
  await slots.updateOne({ location: 'Офис Б', time: '11:00' }, { $set: { open: true, is_active: false } });
  const listed = JSON.parse((await zapis('slots', 'list', '--event', event, '--json')).out) as unknown[];
  const where = { day: tomorrow, minutes: 60, place: 'Офис Б', room: '12', taken: 0, seats: 2 };
  expect(listed).toEqual([
    { id: await idAt('10:00'), time: '10:00', ...where, booking: 'closed' },
    { id: await idAt('11:00'), time: '11:00', ...where, booking: 'off' },
  ]);
  const shown = await zapis('slots', 'list', '--event', event);
  expect(shown.out).toContain(`${tomorrow} 10:00   60        0/2     closed    Офис Б · 12`);
  expect((await zapis('slots', 'list', '--event', 'nonsense')).code).toBe(2);

  async function idAt(time: string) {
    return (await slots.findOne({ location: 'Офис Б', time }))?._id.toHexString();
  }
});

test('what is wrong with an event or a slot is said before anything is written', async () => {
  const before = await collections(mongo.db).events.countDocuments();
  const wrong = await zapis('event', 'create', '--title', 'x', '--map', 'nowhere', '--cutoff', 'soon');
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('--map: is no web address');
  expect(wrong.err).toContain('--cutoff: is not a number');
  expect(await collections(mongo.db).events.countDocuments()).toBe(before);
  expect((await plan('nonsense', '--capacity', '1')).err).toContain('there is no event "nonsense"');
  expect((await plan('000000000000000000000000', '--capacity', '1')).code).toBe(2);
});

test('somebody is put on the list, put on it again, shown, and taken off', async () => {
  const first = await zapis('person', 'allow', '--telegram', '4815', '--name', 'Анна', '--lang', 'ru');
  expect(first).toMatchObject({ code: 0, err: '' });
  const id = first.out.split(' ')[0] ?? '';
  expect((await zapis('person', 'allow', '--telegram', '4815', '--role', 'specialist')).out).toContain(id);
  const [shown] = JSON.parse((await zapis('person', 'list', '--json')).out) as Record<string, unknown>[];
  expect(shown).toMatchObject({
    id,
    telegram_id: 4815,
    name: 'Анна',
    roles: ['candidate', 'specialist'],
    allowed: true,
  });
  expect(await zapis('person', 'remove', '--person', id)).toMatchObject({ code: 0, out: 'Off the list.' });
  const row = await collections(mongo.db).users.findOne({ telegram_id: 4815 });
  expect(row?.allowed).toBe(false);
  expect((await zapis('person', 'allow', '--telegram', 'anna')).err).toBe(
    '--telegram: is no account number.',
  );
});

test('an invite link is shown once; only its hash is kept, and a new one replaces it', async () => {
  const made = await zapis('person', 'invite', '--name', 'Борис', '--days', '3');
  const token = /start=i_([\w-]+)/.exec(made.out)?.[1] ?? '';
  expect(token.length).toBeGreaterThanOrEqual(22);
  const users = collections(mongo.db).users;
  const hash = createHash('sha256').update(token).digest('hex');
  const row = await users.findOne({ 'invite.token_hash': hash });
  expect(row).toMatchObject({ first_name: 'Борис', telegram_id: null, allowed: true });
  expect(JSON.stringify(row)).not.toContain(token);
  const renewed = await zapis('person', 'invite', '--person', row?._id.toHexString() ?? '');
  expect(renewed.code).toBe(0);
  expect(await users.countDocuments({ 'invite.token_hash': hash })).toBe(0);
});

test('a token for the API is shown once, may what it was given, and ends when it is revoked', async () => {
  const tokens = createServiceTokens(mongo.db, tokenHash);
  const made = await zapis('token', 'create', '--name', 'reports', '--scopes', 'slots:read, users:read');
  expect(made).toMatchObject({ code: 0, err: '' });
  const token = made.out.split('\n')[0] ?? '';
  const found = await tokens.find(tokenHash(token));
  expect(found?.scopes).toEqual(['users:read', 'slots:read']);
  const id = found?.id ?? '';
  const listed = await zapis('token', 'list', '--json');
  expect(JSON.parse(listed.out)).toMatchObject([{ id, name: 'reports', revoked_at: null }]);
  expect(listed.out).not.toContain(token);
  expect(await zapis('token', 'revoke', '--token', id)).toMatchObject({ code: 0, out: 'Revoked.' });
  expect(await tokens.find(tokenHash(token))).toBeUndefined();
  expect((await zapis('token', 'list')).out).toMatch(/   no      slots:read, users:read   reports$/);
  expect((await zapis('token', 'revoke', '--token', id)).code).toBe(2);
  const wrong = await zapis('token', 'create', '--name', 'x', '--scopes', 'everything');
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('--scopes: there is no "everything". There are users:read,');
});

test('an admin is made with a password that is typed, never given as an argument, and shown nowhere', async () => {
  const create = (typed: string, login: string) =>
    typing(`${typed}\nmore\n`, 'admin', 'create', '--name', 'Olga', '--login', login);
  expect(await create('short', 'olga')).toMatchObject({ code: 2, err: expect.stringContaining('too short') });
  expect(await create('correct horse', '12')).toMatchObject({ code: 2 });
  expect(await collections(mongo.db).credentials.countDocuments()).toBe(0);
  const made = await create('correct horse', 'Olga');
  expect(made.code).toBe(0);
  expect(made.out).toContain('They can sign in as olga');
  expect(made.out + made.err).not.toContain('horse');
  const user = await createPasswords(mongo.db).check('olga', 'correct horse');
  expect(await collections(mongo.db).users.findOne({ roles: 'admin' })).toMatchObject({ first_name: 'Olga' });
  expect(user).toBeDefined();
});

test('what is done at the terminal stands in the audit log, as the system’s', async () => {
  const made = await zapis('token', 'create', '--name', 'Careers', '--scopes', 'slots:read');
  const id = /id is (\w+)/.exec(made.out)?.[1] ?? 'no id';
  await zapis('token', 'revoke', '--token', id);
  const page = await createAuditReader(mongo.db).page(
    'default',
    { person: 'system', subject: 'token', day: undefined, after: undefined },
    100,
  );
  const lines = page.rows.filter((row) => row.target === id).map((row) => row.verb);
  expect(lines).toEqual(['revoked', 'created']);
  expect(JSON.stringify(page.rows)).not.toContain(made.out.split('\n')[0]);
});
