import { createECDH, createHash } from 'node:crypto';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PushMessage, PushSender } from '../../activities/push/ports.ts';
import { createPushSender } from '../../activities/push/send.ts';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { ensureIndexes } from '../../adapters/mongo/indexes.ts';
import { createOwnDesk } from '../../adapters/mongo/me/desk.ts';
import { createVisits } from '../../adapters/mongo/me/visits.ts';
import { createMessagingReader } from '../../adapters/mongo/messages/reader.ts';
import { renewInvite } from '../../adapters/mongo/people/allow-list.ts';
import { createPeopleStore } from '../../adapters/mongo/people/people.ts';
import { createPerson, peopleIndexes } from '../../adapters/mongo/people.ts';
import { createPushLedger } from '../../adapters/mongo/push/ledger.ts';
import { createPushSubscriptions, pushIndexes } from '../../adapters/mongo/push/subscriptions.ts';
import { createPushPorts } from '../../adapters/push/ports.ts';
import { assembleMe } from '../../admin/me/main.ts';
import { knownPushHosts } from '../../core/push/hosts.ts';
import { eventId, type UserId } from '../../core/shared/ids.ts';
import { PushBrowser, PushService, vapidOf } from '../support/push-service.ts';
import { ownName, serviceUrl } from '../support/services.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const pair = createECDH('prime256v1');
pair.generateKeys();
const settings = {
  VAPID_PUBLIC_KEY: pair.getPublicKey('base64url'),
  VAPID_PRIVATE_KEY: pair.getPrivateKey('base64url').padStart(43, 'A'),
  VAPID_EMAIL: 'admin@example.org',
  PUSH_HOSTS: [...knownPushHosts],
  PANEL_URL: undefined,
  PUBLIC_URL: undefined,
};

let mongo: Mongo;
let service: PushService;
let anna: UserId;
const sender = (ZAPIS_ENV: 'test' | 'production' = 'test'): PushSender => {
  const ports = createPushPorts(mongo.db, { ...settings, ZAPIS_ENV });
  if (!ports) throw new Error('there are keys');
  return createPushSender(ports);
};
const browsers = () => createPushSubscriptions(mongo.db);

beforeAll(async () => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName('push') });
  await ensureIndexes(mongo.db, [...peopleIndexes, ...pushIndexes]);
  service = await new PushService().open();
});
afterAll(async () => {
  await service.close();
  await mongo.db.dropDatabase();
  await mongo.close();
});
beforeEach(async () => {
  for (const name of ['users', 'push_subscriptions', 'deliveries', 'page_visits'])
    await mongo.db.collection(name).deleteMany({});
  service.taken.length = 0;
  service.answer = { status: 201 };
  anna = (await createPerson(mongo.db, { first_name: 'Anna' }, now)) ?? fail();
});
function fail(): never {
  throw new Error('nobody was made');
}

const message: PushMessage = {
  key: 'booking.reminder:1:7',
  title: 'Interview today',
  body: '14:00 · Офис А',
  url: '/me',
  tag: 'booking:1',
  event_id: null,
  what: 'notify:booking_reminder:client',
  trace_id: 't',
  useful_ms: 3_600_000,
};
const ledger = () => mongo.db.collection('deliveries').find().toArray();

test('the library’s message is read by the browser it is for, signed by us, replaceable, and stands in the ledger', async () => {
  const phone = new PushBrowser();
  await browsers().add(anna, phone.subscription(`${service.url}/phone`), now);
  expect(await sender().send(anna, message)).toEqual({ verdict: 'delivered' });
  const [pushed] = service.taken;
  if (!pushed) throw new Error('nothing came');
  const { title, body, url, tag } = message;
  expect(phone.read(pushed.body)).toEqual({ title, body, url, tag });
  expect(() => new PushBrowser().read(pushed.body)).toThrow();
  expect(pushed.headers).toMatchObject({ ttl: '3600', urgency: 'high', 'content-encoding': 'aes128gcm' });
  expect(pushed.headers['topic']).toMatch(/^[\w-]{32}$/);
  const { key, claims } = vapidOf(pushed);
  expect(key).toBe(settings.VAPID_PUBLIC_KEY);
  expect(claims).toMatchObject({ aud: service.url, sub: 'mailto:admin@example.org' });
  expect(await ledger()).toMatchObject([
    { channel: 'web_push', what: message.what, state: 'sent', finished: true, open: 0 },
  ]);
  expect(JSON.stringify(await ledger())).not.toContain('Офис');
});

test('a redelivered message comes to a browser once', async () => {
  await browsers().add(anna, new PushBrowser().subscription(`${service.url}/phone`), now);
  await sender().send(anna, message);
  expect(await sender().send(anna, message)).toEqual({ verdict: 'delivered' });
  expect(service.taken).toHaveLength(1);
});

test('two copies of one message at once: a browser rings once, and the other copy comes later', async () => {
  await browsers().add(anna, new PushBrowser().subscription(`${service.url}/phone`), now);
  const both = await Promise.all([sender().send(anna, message), sender().send(anna, message)]);
  expect(both.map(({ verdict }) => verdict).toSorted()[0]).toBe('delivered');
  expect(service.taken).toHaveLength(1);
  expect(await sender().send(anna, message)).toEqual({ verdict: 'delivered' });
  expect(service.taken).toHaveLength(1);
});

test('a copy whose process died at it is sent once nobody can be at it any more', async () => {
  const key = `${message.key}:push:x`;
  const rows = createPushLedger(mongo.db);
  const about = { user_id: anna, event_id: null, what: message.what, trace_id: null };
  expect(await rows.claim(key, about)).toBe('yours');
  expect(await rows.claim(key, about)).toBe('busy');
  const past = { $set: { busy_until: new Date(Date.now() - 1) } };
  await mongo.db.collection<{ _id: string }>('deliveries').updateOne({ _id: key }, past);
  expect(await rows.claim(key, about)).toBe('yours');
  await rows.settle(key, 'delivered', null);
  expect(await rows.claim(key, about)).toBe('over');
});

test.each([404, 410])('%s: the browser has ended it, and is never written to again', async (status) => {
  await browsers().add(anna, new PushBrowser().subscription(`${service.url}/phone`), now);
  service.answer = { status };
  expect(await sender().send(anna, message)).toEqual({ verdict: 'expired' });
  expect(await browsers().of(anna)).toEqual([]);
  expect(await ledger()).toMatchObject([{ state: 'blocked', detail: `answered ${status}` }]);
  expect(await sender().send(anna, { ...message, key: 'next' })).toEqual({ verdict: 'nowhere' });
});

test('a service that is overrun is waited for as long as it asks, then has it', async () => {
  await browsers().add(anna, new PushBrowser().subscription(`${service.url}/phone`), now);
  service.answer = { status: 429, headers: { 'retry-after': '17' } };
  expect(await sender().send(anna, message)).toEqual({ verdict: 'later', wait_ms: 17_000 });
  expect(await ledger()).toMatchObject([{ state: 'failed', detail: 'answered 429' }]);
  service.answer = { status: 201 };
  expect(await sender().send(anna, message)).toEqual({ verdict: 'delivered' });
  expect(await ledger()).toMatchObject([{ state: 'sent' }]);
});

test('a redirect is not followed, and what refuses us keeps its subscription', async () => {
  await browsers().add(anna, new PushBrowser().subscription(`${service.url}/phone`), now);
  service.answer = { status: 307, headers: { location: `${service.url}/elsewhere` } };
  expect(await sender().send(anna, message)).toEqual({ verdict: 'failed', why: 'answered 307' });
  expect(service.taken.map(({ path }) => path)).toEqual(['/phone']);
  expect(await mongo.db.collection('push_subscriptions').find().toArray()).toMatchObject([{ failures: 1 }]);
});

test('outside tests and the sandbox nothing is sent to this machine, even if it got into the database', async () => {
  await browsers().add(anna, new PushBrowser().subscription(`${service.url}/phone`), now);
  expect(await sender('production').send(anna, message)).toMatchObject({ verdict: 'failed' });
  expect(service.taken).toEqual([]);
});

test('a browser is one person’s: whoever subscribes in it last', async () => {
  const shared = new PushBrowser().subscription(`${service.url}/shared`);
  const ivan = (await createPerson(mongo.db, { first_name: 'Ivan' }, now)) ?? fail();
  await browsers().add(anna, shared, now);
  await browsers().add(ivan, shared, now);
  expect(await browsers().of(anna)).toEqual([]);
  expect(await browsers().take(anna, shared.endpoint)).toBe(false);
  expect(await browsers().of(ivan)).toHaveLength(1);
});

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const visitOf = async (token: string, at = now) => {
  const visits = createVisits(mongo.db);
  const visit = { invite_hash: hash(token), visit_hash: hash(`visit ${token}`), language: 'en', now: at };
  return { opened: await visits.open(visit), person: await visits.find(visit.visit_hash, at) };
};
const invite = (token: string) =>
  renewInvite(mongo.db, anna, { token_hash: hash(token), expires_at: new Date(now + 86_400_000) });

test('a link opens in time and again, its visit outlives it, and a renewed link ends both', async () => {
  await invite('first');
  expect(await visitOf('first')).toMatchObject({ opened: 'opened', person: { user_id: anna, lang: 'en' } });
  const visits = createVisits(mongo.db);
  expect((await visitOf('strange')).opened).toBe('unknown');
  const late = {
    invite_hash: hash('first'),
    visit_hash: hash('late'),
    language: null,
    now: now + 2 * 86_400_000,
  };
  expect(await visits.open(late)).toBe('unknown');
  expect(await visits.find(hash('visit first'), now + 60 * 86_400_000)).toMatchObject({ user_id: anna });
  expect(await visits.find(hash('visit first'), now + 121 * 86_400_000)).toBeUndefined();
  await invite('second');
  expect(await visits.find(hash('visit first'), now)).toBeUndefined();
  expect((await visitOf('first')).opened).toBe('unknown');
});

test('signed out, that browser is told nothing more, and the others are; a renewed link ends all of them', async () => {
  await invite('link');
  await visitOf('link');
  const at = (name: string) => new PushBrowser().subscription(`${service.url}/${name}`);
  await browsers().add(anna, at('here'), now, hash('visit link'));
  await browsers().add(anna, at('there'), now, hash('another visit'));
  await createVisits(mongo.db).end(hash('visit link'));
  expect((await browsers().of(anna)).map(({ endpoint }) => endpoint)).toEqual([`${service.url}/there`]);
  await invite('newer');
  expect(await browsers().of(anna)).toEqual([]);
});

test('an account that was bound is where everything is from then on', async () => {
  await invite('link');
  await visitOf('link');
  const people = createPeopleStore(mongo.db);
  await people.bindInvite({ token_hash: hash('link'), telegram_id: 77, language_code: null, now });
  expect(await visitOf('link')).toMatchObject({ opened: 'telegram' });
  expect(await createVisits(mongo.db).find(hash('visit link'), now)).toMatchObject({ in_telegram: true });
});

test('a person who is erased has no subscription, no visit and no link any more', async () => {
  await invite('link');
  await visitOf('link');
  await browsers().add(anna, new PushBrowser().subscription(`${service.url}/phone`), now);
  const people = createPeopleStore(mongo.db);
  const told = JSON.stringify(await people.everythingAbout(anna));
  expect(told).toContain('browsers');
  expect(told).not.toContain(service.url);
  expect(await people.erase(anna, now)).toBe('erased');
  expect(await browsers().of(anna)).toEqual([]);
  expect(await createVisits(mongo.db).find(hash('visit link'), now)).toBeUndefined();
  expect((await visitOf('link')).opened).toBe('unknown');
  expect(await mongo.db.collection('page_visits').countDocuments()).toBe(0);
});

test('of all events somebody sees those that are open to them, and nobody else’s by its address', async () => {
  const desk = createOwnDesk(mongo.db, createMessagingReader(mongo.db));
  const made = async (title: string, more: object) => {
    const place = { name: null, address: null, map_url: null, online_url: null };
    const row = {
      company_id: 'default',
      status: 'open',
      audience: null,
      contact: '@c',
      max_moves: null,
      place,
    };
    const { insertedId } = await mongo.db.collection('events').insertOne({ ...row, title, ...more });
    return eventId(insertedId.toHexString());
  };
  const ids = [
    await made('for everybody', {}),
    await made('for Anna', { audience: [new ObjectId(anna)] }),
    await made('for others', { audience: [new ObjectId()] }),
    await made('not open yet', { status: 'draft' }),
    await made('over', { status: 'closed' }),
    await made('elsewhere', { company_id: 'another' }),
  ];
  const seen = (await desk.invitations(anna, now)).map(({ event }) => event.title);
  expect(seen.toSorted()).toEqual(['for Anna', 'for everybody']);
  const byAddress = await Promise.all(
    ids.map((event_id) => desk.invitation({ event_id, user_id: anna }, now)),
  );
  expect(byAddress.map((one) => one?.event.title)).toEqual([
    'for everybody',
    'for Anna',
    undefined,
    undefined,
    // Who has it open is told that it is closed.
    'over',
    undefined,
  ]);
});

test('what stands below a booking’s page is settled for browsers, by the event’s own company', async () => {
  const company_id = 'of advertisements';
  const { insertedId: event } = await mongo.db.collection('events').insertOne({ company_id });
  const ad = { company_id, content_tg: 'tg', content_html: '<b>html</b>', active: true, valid_until: null };
  const { insertedId: ad_template_id } = await mongo.db.collection('ad_templates').insertOne(ad);
  const cell = { event_type: 'booking_created', recipient_role: 'client', enabled: true, ad_template_id };
  await mongo.db.collection('notification_settings').insertOne({ company_id, channel: 'web_push', ...cell });
  const absent = {} as never;
  const me = assembleMe({
    db: mongo.db,
    commands: absent,
    clock: async () => now,
    settings: { ...settings, ZAPIS_ENV: 'test' },
  });
  const under = (news: 'booking_created' | 'booking_reminder') =>
    me.ads.under(eventId(event.toHexString()), news);
  expect(await under('booking_created')).toMatchObject({ content_html: '<b>html</b>', active: true });
  expect(await under('booking_reminder')).toBeNull();
});
