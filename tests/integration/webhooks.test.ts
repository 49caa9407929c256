import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ObjectId } from 'mongodb';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createWebhookActivities } from '../../activities/webhooks/activities.ts';
import { allIndexes } from '../../adapters/mongo/all-indexes.ts';
import { createServiceTokens } from '../../adapters/mongo/api-tokens.ts';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { ensureIndexes } from '../../adapters/mongo/indexes.ts';
import { createWebhookDeliveries, createWebhookFan } from '../../adapters/mongo/webhooks/deliveries.ts';
import { openRabbit, type Rabbit } from '../../adapters/rabbit/connect.ts';
import { createEventPublisher } from '../../adapters/rabbit/event-publisher.ts';
import { type Cache, openRedis } from '../../adapters/redis/connect.ts';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { prepareTemporal } from '../../adapters/temporal/prepare.ts';
import { createWebhookLanes } from '../../adapters/temporal/webhook-lanes.ts';
import { createWorkers } from '../../adapters/temporal/worker.ts';
import { createPostWebhook } from '../../adapters/webhooks/post.ts';
import type { BookingCommands } from '../../admin/ports.ts';
import { tokenHash } from '../../admin/security/callers.ts';
import { allScopes } from '../../contracts/api/scopes.ts';
import { type DeliveryBody, type WebhookBody, webhookTypes } from '../../contracts/api/webhooks.ts';
import {
  type BookingEvent,
  bookingEventSchema,
  bookingMessageId,
} from '../../contracts/events/booking-event.ts';
import { webhookEvents } from '../../contracts/events/topology.ts';
import { isFromZapis } from '../../examples/webhook-receiver.ts';
import { createLog } from '../../runtime/log.ts';
import { createWebhookEvents } from '../../workers/consumers/webhook-events.ts';
import { apiApp } from '../support/api-app.ts';
import { type Caller, callerOf, codeOf } from '../support/api-caller.ts';
import { plainSettings } from '../support/own-namespace.ts';
import { aCompany, type Company } from '../support/people-and-slots.ts';
import { ownName, patientRedisUrl, serviceUrl } from '../support/services.ts';
import { useTemporalRuntime } from '../support/temporal-runtime.ts';
import { waitFor } from '../support/wait.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';
import { bundleInto } from '../support/workflow-bundle.ts';

const own = ownName('webhooks');
const log = createLog({ level: 'silent' });
const folder = mkdtempSync(join(tmpdir(), 'zapis-webhooks-'));
const stopping = new AbortController();
/** As the product has it: a busy machine must not make a second try of what was answered. */
const patient = 10_000;
let patience = patient;
const retryAfterMs = [50, 100, 150];

const settings = plainSettings(serviceUrl('TEMPORAL_ADDRESS'), own);

let mongo: Mongo;
let redis: Cache;
let rabbit: Rabbit;
let temporal: TemporalClient;
let running: Promise<void>;
let acme: Company;
let api: Caller;
const receivers: WebhookReceiver[] = [];

beforeAll(async () => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: own });
  redis = openRedis({ url: patientRedisUrl(), prefix: `${own}:` });
  await ensureIndexes(mongo.db, allIndexes);
  temporal = openTemporal(settings);
  await prepareTemporal(temporal, own, log, stopping.signal);
  useTemporalRuntime(log);
  const activities = createWebhookActivities({
    deliveries: createWebhookDeliveries(mongo.db),
    post: (delivery) => createPostWebhook({ sandbox: true, withinMs: patience })(delivery),
    retryAfterMs,
  });
  const bundlePath = await bundleInto(folder);
  const troubles = { failing: async () => undefined, over: async () => undefined };
  const deps = { settings, activities, bundlePath, queues: ['bulk'], log, troubles } as const;
  running = createWorkers(deps).run(stopping.signal);
  rabbit = await openRabbit({ url: serviceUrl('AMQP_URL'), prefix: `${own}.` }, log);
  const handle = createWebhookEvents({
    fan: createWebhookFan(mongo.db),
    wake: createWebhookLanes(temporal.client),
  });
  await rabbit.consume({ queue: webhookEvents, prefetch: 1, ordered: true, handle });
  await waitFor('rabbit', async () => (await rabbit.health()).ok || undefined);
  acme = await aCompany(mongo.db, 'acme');
  const { token } = await createServiceTokens(mongo.db, tokenHash).issue('a crm', allScopes, 'acme');
  const commands = {} as BookingCommands;
  api = await callerOf(apiApp(mongo, redis, commands, temporal.client), token);
});
afterEach(async () => {
  await Promise.all(receivers.splice(0).map((one) => one.close()));
  await mongo.db.collection('webhooks').deleteMany({});
});
afterAll(async () => {
  await api.close();
  await rabbit.close();
  stopping.abort();
  await running;
  await temporal.close();
  await redis.close();
  await mongo.db.dropDatabase();
  await mongo.close();
  rmSync(folder, { recursive: true });
});

type Made = { readonly webhook: WebhookBody; readonly secret: string; readonly receiver: WebhookReceiver };

async function aWebhook(types: readonly string[] = ['booking.created', 'booking.cancelled']): Promise<Made> {
  const receiver = new WebhookReceiver();
  receivers.push(receiver);
  const url = `${await receiver.listen()}/hook`;
  const answered = await api.post('/api/webhooks', { url, types });
  expect(answered.status).toBe(201);
  return { ...(answered.body as Omit<Made, 'receiver'>), receiver };
}

function happened(booking_id: string, rev: number, more: Partial<BookingEvent> = {}): BookingEvent {
  const event_type = more.event_type ?? 'booking.created';
  return {
    event_type,
    user_telegram_id: acme.telegram_id,
    timestamp: new Date().toISOString(),
    payload: { old_date: null, old_time: null, new_date: null, new_time: null, location: null },
    message_id: bookingMessageId(booking_id, rev, event_type),
    trace_id: 'trace-of-a-test',
    booking_id,
    event_id: acme.event,
    user_id: acme.user,
    rev,
    reason: null,
    outcome: null,
    initiated_by: { user_id: null, role: 'system', channel: 'api' },
    schema_version: 1,
    ...more,
  };
}
const publish = (event: BookingEvent) => createEventPublisher(rabbit).publish(event);
const aBookingId = () => new ObjectId().toHexString();

async function deliveries({ webhook }: Made, query = ''): Promise<readonly DeliveryBody[]> {
  const answered = await api.get(`/api/webhooks/${webhook.webhook_id}/deliveries${query}`);
  return (answered.body as { items: DeliveryBody[] }).items;
}
const until = (what: string, made: Made, state: DeliveryBody['state'], count = 1) =>
  waitFor(what, async () => {
    const found = (await deliveries(made)).filter((one) => one.state === state);
    return found.length >= count ? found : undefined;
  });

test('what happened arrives signed, and a receiver that knows only the documentation can tell', async () => {
  const made = await aWebhook();
  const booking = aBookingId();
  await publish(happened(booking, 1));
  const [got] = await waitFor('the delivery', () => made.receiver.got[0] && made.receiver.got);
  if (!got) throw new Error('nothing came');
  expect(await isFromZapis(made.secret, got.headers, got.body)).toBe(true);
  expect(await isFromZapis(made.secret, got.headers, got.body.replace('created', 'altered'))).toBe(false);
  expect(await isFromZapis(`whsec_${btoa('x'.repeat(32))}`, got.headers, got.body)).toBe(false);
  const late = new Headers(got.headers);
  late.set('webhook-timestamp', String(Number(got.headers.get('webhook-timestamp')) - 3_600));
  expect(await isFromZapis(made.secret, late, got.body)).toBe(false);
  expect(JSON.parse(got.body)).toMatchObject({
    id: `booking.created:${booking}:1`,
    type: 'booking.created',
    data: { booking_id: booking, rev: 1, user_id: acme.user, user_telegram_id: acme.telegram_id },
  });
});

test('a new secret signs at once, the one before beside it for a day and then no more', async () => {
  const made = await aWebhook();
  const path = `/api/webhooks/${made.webhook.webhook_id}/secret`;
  const rotated = await api.post(path, {}, { 'idempotency-key': 'rotate-once' });
  const { secret, old_until } = rotated.body as Made & { readonly old_until: string };
  expect(secret).toMatch(/^whsec_/);
  expect(secret).not.toBe(made.secret);
  expect(Date.parse(old_until)).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  const again = await api.post(path, {}, { 'idempotency-key': 'rotate-once' });
  expect(again.body).toMatchObject({ secret: null, old_until });
  const signed = async (nth: number) => {
    await publish(happened(aBookingId(), 1));
    const got = await waitFor('the delivery', () => made.receiver.got[nth]);
    const fits = (one: string) => isFromZapis(one, got.headers, got.body);
    const signatures = got.headers.get('webhook-signature')?.split(' ').length;
    return { signatures, now: await fits(secret), before: await fits(made.secret) };
  };
  expect(await signed(0)).toEqual({ signatures: 2, now: true, before: true });
  await mongo.db
    .collection('webhooks')
    .updateOne(
      { _id: new ObjectId(made.webhook.webhook_id) },
      { $set: { 'old_secret.until': new Date(Date.now() - 1) } },
    );
  expect(await signed(1)).toEqual({ signatures: 1, now: true, before: false });
  const acts = await mongo.db.collection('audit_log').find({ what: 'webhook.secret_changed' }).toArray();
  expect(acts).toHaveLength(1);
  expect(JSON.stringify(acts)).not.toContain(secret);
});

test('a secret is shown once: neither lists nor a repetition under the same key say it again', async () => {
  const key = { 'idempotency-key': 'register-once' };
  const sent = { url: 'http://127.0.0.1:9/hook', types: ['booking.created'] };
  const first = await api.post('/api/webhooks', sent, key);
  const { secret, webhook } = first.body as Made;
  expect(secret).toMatch(/^whsec_/);
  const again = await api.post('/api/webhooks', sent, key);
  expect(again.body).toEqual({ webhook, secret: null });
  const told = [await api.get('/api/webhooks'), await api.get(`/api/webhooks/${webhook.webhook_id}`)];
  expect(JSON.stringify(told)).not.toContain(secret);
  const kept = await mongo.db.collection('idempotency_keys').find().toArray();
  expect(JSON.stringify(kept)).not.toContain(secret);
});

test('a receiver that fails twice gets it the third time, under the same id, and the later ones behind it in order', async () => {
  const made = await aWebhook();
  const booking = aBookingId();
  let failures = 2;
  made.receiver.answer = (_got, response) => {
    response.statusCode = failures-- > 0 ? 500 : 200;
    response.end('x'.repeat(5_000));
  };
  for (const rev of [1, 2, 3]) await publish(happened(booking, rev));
  const found = await until('all three', made, 'delivered', 3);
  expect(made.receiver.revsOf(booking)).toEqual([1, 1, 1, 2, 3]);
  expect(new Set(made.receiver.got.slice(0, 3).map(({ id }) => id)).size).toBe(1);
  const first = found.find(({ rev }) => rev === 1);
  expect(first).toMatchObject({ tries: 3, status: 200, error: null });
  expect(first?.answer).toHaveLength(500);
});

test('a booking whose receiver fails keeps no other booking waiting', async () => {
  const made = await aWebhook();
  const [stuck, well] = [aBookingId(), aBookingId()];
  made.receiver.answer = ({ body }, response) => {
    response.statusCode = body.includes(stuck) ? 503 : 200;
    response.end();
  };
  await publish(happened(stuck, 1));
  await publish(happened(well, 1));
  await waitFor('the other one', () => made.receiver.revsOf(well)[0]);
  await until('the end of the tries', made, 'dead');
  expect(made.receiver.revsOf(stuck)).toEqual([1, 1, 1, 1]);
});

test('a receiver that hangs is left after a while, and so is one that never ends its answer', async () => {
  const made = await aWebhook();
  const [silent, endless] = [aBookingId(), aBookingId()];
  patience = 300;
  onTestFinished(() => {
    patience = patient;
  });
  made.receiver.answer = ({ body }, response) => {
    if (body.includes(silent)) return;
    response.write('…');
  };
  await publish(happened(silent, 1));
  await publish(happened(endless, 1));
  await until('the one that answered', made, 'delivered');
  const [dead] = await until('the one that did not', made, 'dead');
  expect(dead).toMatchObject({ subject: silent, error: `no answer within ${patience} ms`, status: null });
});

test('a receiver that went away gets everything by a replay, in order; only from the instant asked for', async () => {
  const made = await aWebhook();
  const booking = aBookingId();
  made.receiver.answer = (_got, response) => void response.destroy();
  await publish(happened(booking, 1));
  await publish(happened(booking, 2));
  const dead = await until('both given up', made, 'dead', 2);
  const second = dead.find(({ rev }) => rev === 2);
  made.receiver.answer = (_got, response) => response.end();
  made.receiver.got.length = 0;
  const replay = (from: string) =>
    api.post(`/api/webhooks/${made.webhook.webhook_id}/replay`, { from, only: 'dead' });
  expect((await replay(second?.created_at ?? '')).body).toEqual({ deliveries: 1 });
  await until('the second', made, 'delivered');
  expect((await replay('2020-01-01T00:00:00Z')).body).toEqual({ deliveries: 1 });
  await until('both', made, 'delivered', 2);
  expect(made.receiver.revsOf(booking)).toEqual([2, 1]);
  made.receiver.got.length = 0;
  const all = { from: '2020-01-01T00:00:00Z' };
  expect((await api.post(`/api/webhooks/${made.webhook.webhook_id}/replay`, all)).body).toEqual({
    deliveries: 2,
  });
  await waitFor('both again', () => made.receiver.got.length === 2 || undefined);
  expect(made.receiver.revsOf(booking)).toEqual([1, 2]);
});

test('a replay asked for during a try is not forgotten when that fails: the next try does not wait', async () => {
  const made = await aWebhook();
  const booking = aBookingId();
  const [soon] = retryAfterMs.splice(0, 1, 3_600_000) as [number];
  onTestFinished(() => void retryAfterMs.splice(0, 1, soon));
  let fail: (() => void) | undefined;
  made.receiver.answer = (_got, response) => {
    made.receiver.answer = (_again, later) => later.end();
    fail = () => void response.destroy();
  };
  await publish(happened(booking, 1));
  const failNow = await waitFor('the first try', () => fail);
  const all = { from: '2020-01-01T00:00:00Z' };
  await api.post(`/api/webhooks/${made.webhook.webhook_id}/replay`, all);
  failNow();
  expect(await until('the second try', made, 'delivered')).toMatchObject([{ tries: 2 }]);
});

test('the same message twice is one delivery; what nobody asked for, or another company’s, is none', async () => {
  const made = await aWebhook(['booking.created']);
  const globex = await aCompany(mongo.db, 'globex');
  const booking = aBookingId();
  await publish(happened(booking, 1));
  await publish(happened(booking, 1));
  await publish(happened(booking, 2, { event_type: 'booking.cancelled' }));
  await publish(happened(aBookingId(), 1, { event_id: globex.event }));
  const last = aBookingId();
  await publish(happened(last, 1));
  // Each booking is sent by a run of its own: the last one may be there first.
  await until('both bookings', made, 'delivered', 2);
  expect(await deliveries(made)).toHaveLength(2);
  expect([booking, last].map((one) => made.receiver.revsOf(one))).toEqual([[1], [1]]);
});

test('whoever asks for it hears of everything that happens to a booking, of an interviewer’s question and its answer, too', async () => {
  const { event_type } = bookingEventSchema.shape;
  expect([...webhookTypes].toSorted()).toEqual([...event_type.options, 'slot.changed'].toSorted());
  const made = await aWebhook(webhookTypes);
  const booking = aBookingId();
  for (const [at, type] of event_type.options.entries())
    await publish(happened(booking, at + 1, { event_type: type }));
  for (const [at, reason] of ['asked', 'declined'].entries())
    await publish(happened(booking, 100 + at, { event_type: 'booking.proposal', reason }));
  const got = await waitFor('all of it', () =>
    made.receiver.got.length === event_type.options.length + 2 ? made.receiver.got : undefined,
  );
  const said = got.map(({ body }) => JSON.parse(body) as { type: string; data: { reason: string | null } });
  expect(said.map(({ type }) => type)).toEqual([
    ...event_type.options,
    'booking.proposal',
    'booking.proposal',
  ]);
  expect(said.slice(-2).map(({ data }) => data.reason)).toEqual(['asked', 'declined']);
});

test('a receiver that says 410 is not asked again, and is paused until somebody lets it go on', async () => {
  const made = await aWebhook();
  const booking = aBookingId();
  made.receiver.answer = (_got, response) => {
    response.statusCode = 410;
    response.end();
  };
  await publish(happened(booking, 1));
  await until('the end', made, 'dead');
  const path = `/api/webhooks/${made.webhook.webhook_id}`;
  const paused = await waitFor('the pause', async () => {
    const { body } = await api.get(path);
    return (body as WebhookBody).status === 'paused' ? body : undefined;
  });
  expect(paused).toMatchObject({ paused_because: 'gone' });
  expect(made.receiver.got).toHaveLength(1);
  expect((await api.ask('patch', path, { status: 'active' })).body).toMatchObject({ paused_because: null });
});

test('a redirect is not followed', async () => {
  const [made, elsewhere] = [await aWebhook(), await aWebhook(['booking.done'])];
  made.receiver.answer = (_got, response) => {
    response.writeHead(307, { location: elsewhere.webhook.url });
    response.end();
  };
  await publish(happened(aBookingId(), 1));
  const [dead] = await until('the end', made, 'dead');
  expect(dead?.error).toBe('answered 307: redirects are not followed');
  expect(elsewhere.receiver.got).toEqual([]);
});

test('without Temporal a replay is not lost: it says so, and asked again it goes out', async () => {
  const made = await aWebhook();
  const booking = aBookingId();
  await publish(happened(booking, 1));
  await until('the first', made, 'delivered');
  const nowhere = openTemporal({ ...settings, TEMPORAL_ADDRESS: '127.0.0.1:1' });
  const { token } = await createServiceTokens(mongo.db, tokenHash).issue('cut', allScopes, 'acme');
  const cut = await callerOf(apiApp(mongo, redis, {} as BookingCommands, nowhere.client), token);
  const path = `/api/webhooks/${made.webhook.webhook_id}/replay`;
  const sent = { from: '2020-01-01T00:00:00Z' };
  expect(codeOf(await cut.post(path, sent, { 'idempotency-key': 'replay' }))).toBe('unavailable');
  await api.post(path, sent);
  await waitFor('the replay', () => made.receiver.got.length === 2 || undefined);
  await cut.close();
  await nowhere.close();
});

test('in production nothing is sent into our own network, whatever name leads there, and nothing unencrypted', async () => {
  const receiver = new WebhookReceiver();
  receivers.push(receiver);
  const { port } = new URL(await receiver.listen());
  const lookup = async () => [{ address: '127.0.0.1', family: 4 }];
  const post = createPostWebhook({ sandbox: false, lookup });
  const delivery = {
    delivery_id: '1',
    message_id: 'm',
    type: 'booking.created',
    created_at: new Date().toISOString(),
    data: {},
    tries: 0,
    secrets: ['whsec_AAAA'],
  };
  for (const url of [
    `https://receiver.example.com:${port}/`,
    `https://127.0.0.1:${port}/`,
    `https://2130706433:${port}/`,
    `https://[::1]:${port}/`,
    `https://[::ffff:127.0.0.1]:${port}/`,
  ])
    expect(await post({ ...delivery, url }), url).toMatchObject({
      ok: false,
      error: 'the address is not in the public internet',
    });
  expect(await post({ ...delivery, url: `http://receiver.example.com:${port}/` })).toMatchObject({
    error: 'the address is not https',
  });
  expect(receiver.got).toEqual([]);
});

test('in production such an address cannot be registered either', async () => {
  const { token } = await createServiceTokens(mongo.db, tokenHash).issue('strict', allScopes, 'acme');
  const commands = {} as BookingCommands;
  const strict = await callerOf(apiApp(mongo, redis, commands, temporal.client, false), token);
  for (const url of [
    'https://127.0.0.1/',
    'https://localhost/',
    'http://example.com/',
    'https://[fd00::1]/',
  ]) {
    const answered = await strict.post('/api/webhooks', { url, types: ['booking.created'] });
    expect([answered.status, codeOf(answered)], url).toEqual([409, 'target_refused']);
  }
  await strict.close();
});
