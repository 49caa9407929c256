import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Made } from '../../../activities/messaging/ports.ts';
import { tellResult } from '../../../activities/provisioner/tell.ts';
import { allIndexes } from '../../../adapters/mongo/all-indexes.ts';
import { type Mongo, openMongo } from '../../../adapters/mongo/connect.ts';
import { adminsOf } from '../../../adapters/mongo/conversations/admins.ts';
import { ensureIndexes } from '../../../adapters/mongo/indexes.ts';
import { createDeliveries } from '../../../adapters/mongo/messages/deliveries.ts';
import { createPeopleNotes } from '../../../adapters/mongo/messages/people-notes.ts';
import { createMisfits } from '../../../adapters/mongo/misfits.ts';
import { type Cache, openRedis } from '../../../adapters/redis/connect.ts';
import { createResultLine } from '../../../adapters/redis/provisioner.ts';
import { createLog } from '../../../runtime/log.ts';
import { readResults } from '../../../workers/provisioner/results.ts';
import { seedPerson } from '../../support/seed-data.ts';
import { ownName, patientRedisUrl, serviceUrl } from '../../support/services.ts';
import { waitFor } from '../../support/wait.ts';

const settings = { url: patientRedisUrl(), prefix: `${ownName('results')}:` };
const key = 'provisioner:results';
const stopping = new AbortController();
const sent: { readonly chat: unknown; readonly text: string; readonly keyboard: unknown }[] = [];
let answer: (chat: number) => Made = () => ({ kind: 'ok', message_id: 1 });
let mongo: Mongo;
let redis: Cache;
const reading: Promise<void>[] = [];

beforeAll(async () => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName('results') });
  await ensureIndexes(mongo.db, allIndexes);
  redis = openRedis(settings);
  await waitFor('a connection', () => redis.client.status === 'ready' || undefined);
  const admin = { roles: ['admin'], company_id: 'default', reachable: 'yes' };
  await seedPerson(mongo.db, 1, { ...admin, language_code: 'en' });
  await seedPerson(mongo.db, 2, { ...admin, language_code: 'ru' });
  await seedPerson(mongo.db, null, admin);
  await seedPerson(mongo.db, 3, { ...admin, company_id: 'another' });
  await seedPerson(mongo.db, 4, { ...admin, roles: ['candidate'] });
  // Written before anybody read.
  await redis.client.xadd(key, '*', 'status', 'success', 'server', 'web-0');
  const messaging = {
    // An entry that one is slow at is given to the other too.
    deliveries: createDeliveries(mongo.db, { oneAtATimeMs: 60_000 }),
    people: createPeopleNotes(mongo.db),
    messenger: {
      send: async (chat: number, said: { text: string; keyboard: unknown }) => {
        const made = answer(chat);
        if (made.kind === 'ok') sent.push({ chat, text: said.text, keyboard: said.keyboard });
        return made;
      },
    } as never,
    patience: () => ({ timeoutMs: 1_000 }),
  };
  const deps = { admins: () => adminsOf(mongo.db, 'default'), messaging };
  for (let replica = 0; replica < 2; replica += 1)
    reading.push(
      readResults(
        {
          line: createResultLine(settings, stopping.signal, { retryAfterMs: 200 }),
          tell: (entry, result) => tellResult(deps, entry, result),
          misfit: createMisfits(mongo.db),
          log: createLog({ level: 'silent' }),
        },
        stopping.signal,
      ),
    );
});
afterAll(async () => {
  stopping.abort();
  await Promise.all(reading);
  await redis.close();
  await mongo.close();
});

const about = (server: string) => sent.filter(({ text }) => text.includes(server));
const allTold = (server: string) =>
  waitFor(`both admins to hear of ${server}`, () => about(server).length >= 2 || undefined);
const isDone = () =>
  waitFor('nothing to be left', async () => {
    const [left] = (await redis.client.xpending(key, 'zapis')) as [number];
    return left === 0 || undefined;
  });

test('each result is told to each admin of the installation once, in their language, with two replicas', async () => {
  const servers = Array.from({ length: 10 }, (_none, n) => `app-${n}.`);
  for (const server of servers)
    await redis.client.xadd(key, '*', 'status', 'success', 'server', server, 'link', 'https://example.org/s');
  await redis.client.xadd(key, '*', 'data', JSON.stringify({ status: 'failed', server: 'as-json' }));
  for (const server of ['web-0', 'as-json', ...servers]) await allTold(server);
  await isDone();
  for (const server of ['web-0', 'as-json', ...servers])
    expect(
      about(server)
        .map(({ chat }) => Number(chat))
        .toSorted((a, b) => a - b),
    ).toEqual([1, 2]);
  const [english, russian] = about('app-3.').toSorted((a, b) => Number(a.chat) - Number(b.chat));
  expect(english?.text).toContain('ready');
  expect(russian?.text).toContain('Сервер готов');
  expect(english?.keyboard).toEqual([[{ label: 'Open the server', url: 'https://example.org/s' }]]);
});

test('what is no result is noted, and what comes after it is told', async () => {
  await redis.client.xadd(key, '*', 'server', 'no status');
  await redis.client.xadd(key, '*', 'data', 'no json');
  await redis.client.xadd(key, '*', 'status', 'success', 'server', 'after-it');
  await allTold('after-it');
  await isDone();
  expect(await mongo.db.collection('troubles').countDocuments({ workflow_id: key })).toBe(2);
});

test('while Telegram is away for one admin nothing is lost, and the other is not told twice', async () => {
  answer = (chat) =>
    chat === 2 ? { kind: 'unreached', description: 'away' } : { kind: 'ok', message_id: 1 };
  await redis.client.xadd(key, '*', 'status', 'failed', 'server', 'patient');
  await waitFor('the first to hear of it', () => about('patient').length === 1 || undefined);
  answer = () => ({ kind: 'ok', message_id: 1 });
  await allTold('patient');
  await isDone();
  expect(about('patient').map(({ chat }) => chat)).toEqual([1, 2]);
});

test('after Redis was emptied results are read again', async () => {
  await redis.client.del(key);
  await redis.client.xadd(key, '*', 'status', 'success', 'server', 'anew');
  await allTold('anew');
  await isDone();
  expect(about('anew')).toHaveLength(2);
});
