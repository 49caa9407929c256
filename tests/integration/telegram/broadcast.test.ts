import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBroadcastActivities } from '../../../activities/broadcast/activities.ts';
import type { BroadcastDeps } from '../../../activities/broadcast/ports.ts';
import { createAudience } from '../../../adapters/mongo/broadcasts/audience.ts';
import { createBroadcastStore } from '../../../adapters/mongo/broadcasts/desk.ts';
import { createLedger, recipientIndexes } from '../../../adapters/mongo/broadcasts/ledger.ts';
import { createBroadcasts } from '../../../adapters/mongo/broadcasts/store.ts';
import type { BroadcastRecipientDoc } from '../../../adapters/mongo/documents/broadcast.ts';
import { ensureIndexes } from '../../../adapters/mongo/indexes.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { pause } from '../../../runtime/retry.ts';
import { type House, openHouse } from './house.ts';

type Person = Awaited<ReturnType<House['candidate']>>;
let house: House;
let deps: BroadcastDeps;
let invited: string[];
let refreshed: string[];
beforeAll(async () => {
  house = await openHouse();
  await ensureIndexes(house.db, recipientIndexes);
  deps = {
    broadcasts: createBroadcasts(house.db),
    ledger: createLedger(house.db),
    audience: createAudience(house.db),
    messaging: house.deps,
    defaultChat: null,
    botUsername: () => Promise.resolve('a_bot'),
    invite: async ({ user_id }) => void invited.push(user_id),
    showAgain: async ({ user_id }) => void refreshed.push(user_id),
    alive: () => undefined,
    pause,
  };
});
afterAll(() => house.close());
beforeEach(async () => {
  invited = [];
  refreshed = [];
  // As after some seconds in which Telegram was content.
  await house.desk.redis.client.del('rl:send:refused', 'rl:send:pause:bulk');
});

const verbs = () => createBroadcastActivities(deps);
const text = 'An announcement';
/** People of a company of their own, so that nobody else is among everyone. */
async function people(count: number, more: object = {}): Promise<{ company: string; all: Person[] }> {
  const company = new ObjectId().toHexString();
  const all: Person[] = [];
  for (let one = 0; one < count; one += 1)
    all.push(
      await house.candidate(`P${one}`, {
        company_id: company,
        allowed: true,
        roles: ['candidate'],
        broadcasts_off: false,
        ...more,
      }),
    );
  return { company, all };
}

async function broadcast(
  company: string,
  given: { list?: readonly Person[]; status?: string } = {},
): Promise<string> {
  const _id = new ObjectId();
  const event = new ObjectId();
  await house.collection('events').insertOne({
    _id: event,
    company_id: company,
    title: 'E',
    status: 'open',
    audience: null,
    channel_chat_id: null,
  });
  const command = {
    action: 'post_broadcast',
    message_text: text,
    event_id: event.toHexString(),
    target: given.list ? 'list' : 'unbooked',
  };
  await house.collection('broadcasts').insertOne({
    _id,
    command_id: _id.toHexString(),
    command_hash: '',
    nth: null,
    command,
    company_id: company,
    created_at: new Date(),
    status: given.status ?? 'stored',
    chat_id: null,
    message_id: null,
    reason: null,
    settled_at: null,
    ...(given.list && { people: given.list.map(({ user_id }) => new ObjectId(user_id)) }),
  });
  return _id.toHexString();
}

/** Planned, and everybody has a row. */
async function planned(company: string, given: { list?: readonly Person[] } = {}): Promise<string> {
  const broadcast_id = await broadcast(company, given);
  expect(await verbs().planBroadcast({ broadcast_id })).toMatchObject({ ok: true, to: 'people', rows: null });
  await verbs().resolveAudience({ broadcast_id, after: null, n: 0 });
  return broadcast_id;
}
const send = (broadcast_id: string) => verbs().sendBatch({ broadcast_id, from: 0, to: 100 });
const rows = (id: string) =>
  house.db
    .collection<BroadcastRecipientDoc>('broadcast_recipients')
    .find({ broadcast_id: new ObjectId(id) })
    .sort({ n: 1 })
    .toArray();
const states = async (id: string) =>
  (await rows(id)).map(({ state, reason }) => (reason ? `${state} ${reason}` : state));
const seen = async (person: Person) =>
  (await person.chat().messages()).filter((one) => one.text === text).length;
const set = (person: Person, fields: Record<string, unknown>) =>
  house.collection('users').updateOne({ _id: new ObjectId(person.user_id) }, { $set: fields });

describe('the ledger of an announcement', () => {
  test('everybody of the audience has one row, however often it is resolved', async () => {
    const { company, all } = await people(3);
    await people(1);
    const id = await planned(company);
    await verbs().resolveAudience({ broadcast_id: id, after: null, n: 0 });
    expect((await rows(id)).map(({ user_id }) => user_id.toHexString())).toEqual(
      all.map(({ user_id }) => user_id),
    );
    expect(await verbs().planBroadcast({ broadcast_id: id })).toMatchObject({ rows: 3, status: 'sending' });
  });

  test('an audience of more than a page is resolved to its end', async () => {
    const company = new ObjectId().toHexString();
    const many = Array.from({ length: 1_203 }, () => ({
      _id: new ObjectId(),
      company_id: company,
      allowed: true,
      roles: ['candidate'],
    }));
    await house.collection('users').insertMany(many);
    const broadcast_id = await broadcast(company);
    let page: { after: string | null; n: number } = { after: null, n: 0 };
    let pages = 0;
    do {
      page = await verbs().resolveAudience({ broadcast_id, ...page });
      pages += 1;
    } while (page.after !== null);
    const found = await rows(broadcast_id);
    expect([pages > 1, found.length, new Set(found.map(({ n }) => n)).size]).toEqual([true, 1_203, 1_203]);
  });

  test('a message is claimed before the call: who was claimed by a lost worker is unknown, counted and not written to', async () => {
    const { company, all } = await people(2);
    const id = await planned(company);
    const [lost] = all as [Person];
    expect(await deps.ledger.claim(id, lost.user_id, 'another worker')).toBe(true);
    expect(await send(id)).toEqual({ settled: 2, left: 0, wait_ms: 0 });
    expect(await states(id)).toEqual(['unknown interrupted', 'sent']);
    expect(await Promise.all(all.map(seen))).toEqual([0, 1]);
    expect(await send(id)).toEqual({ settled: 0, left: 0, wait_ms: 0 });
    // The lost worker lives after all, and knows how it ended.
    await deps.ledger.settle(id, lost.user_id, 'another worker', { state: 'sent', message_id: 5 });
    expect(await states(id)).toEqual(['sent', 'sent']);
  });

  test('a claim is one’s alone', async () => {
    const { company, all } = await people(1);
    const id = await planned(company);
    const user = all[0]?.user_id as UserId;
    const claims = await Promise.all(['a', 'b', 'c'].map((claim) => deps.ledger.claim(id, user, claim)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    await deps.ledger.settle(id, user, 'nobody’s', { state: 'failed', reason: 'x' });
    expect(await states(id)).toEqual(['claimed']);
  });
});

describe('right before each message', () => {
  test('everybody is looked at again: who may not or need not get it is left out, with the reason', async () => {
    const { company, all } = await people(7);
    const id = await planned(company);
    const [off, quiet, blocked, none, booked, gone] = all as [Person, Person, Person, Person, Person, Person];
    await set(off, { allowed: false });
    await set(quiet, { broadcasts_off: true });
    await set(blocked, { reachable: 'blocked' });
    await set(none, { telegram_id: null });
    const stored = await house.db.collection('broadcasts').findOne({ _id: new ObjectId(id) });
    await house.collection('bookings').insertOne({
      _id: new ObjectId(),
      user_id: new ObjectId(booked.user_id),
      event_id: new ObjectId(String(stored?.['command'].event_id)),
      active: true,
      status: 'booked',
    });
    await house.collection('users').deleteOne({ _id: new ObjectId(gone.user_id) });
    await send(id);
    expect(await states(id)).toEqual([
      'skipped not_allowed',
      'skipped quiet',
      'skipped blocked',
      'skipped no_telegram',
      'skipped booked',
      'skipped gone',
      'sent',
    ]);
    expect(invited).toEqual([all[6]?.user_id]);
  });

  test('an event that was closed meanwhile is announced to nobody', async () => {
    const { company } = await people(1);
    const id = await planned(company);
    const stored = await house.db.collection('broadcasts').findOne({ _id: new ObjectId(id) });
    const event = new ObjectId(String(stored?.['command'].event_id));
    await house.collection('events').updateOne({ _id: event }, { $set: { status: 'closed' } });
    await send(id);
    expect(await states(id)).toEqual(['skipped closed']);
  });
});

describe('what Telegram answers', () => {
  const fault = (person: Person, kind: 'too_many_requests' | 'server_error', more: object = {}) =>
    house.desk.sandbox.fault({ kind, method: 'sendMessage', chat: person.id, count: 1, ...more });

  test('a 429 is waited out and sent once; a 500 is unknown and never sent again by itself; a block is noted', async () => {
    const { company, all } = await people(4);
    const [hurried, lost, blocked, well] = all as [Person, Person, Person, Person];
    await fault(hurried, 'too_many_requests', { retry_after: 1 });
    await fault(lost, 'server_error');
    await blocked.blocks();
    const id = await planned(company);
    await send(id);
    await send(id);
    const found = await states(id);
    expect([found[0], found[1]?.split(' ')[0], found[2]?.split(' ')[0], found[3]]).toEqual([
      'sent',
      'unknown',
      'blocked',
      'sent',
    ]);
    expect(await Promise.all([hurried, lost, well].map(seen))).toEqual([1, 0, 1]);
    expect(await house.user(blocked)).toMatchObject({ reachable: 'blocked' });
    expect(invited.toSorted()).toEqual([hurried.user_id, well.user_id].toSorted());
  });

  test('who never opened the bot has blocked nothing: it failed with a reason of its own, and may be tried again', async () => {
    const { company, all } = await people(2, { reachable: 'unknown' });
    const [stranger, nobody] = all as [Person, Person];
    const { id: account } = await house.desk.sandbox.person('Stranger');
    await set(stranger, { telegram_id: account });
    await set(nobody, { telegram_id: 77 });
    const id = await planned(company);
    await send(id);
    expect(await states(id)).toEqual(['failed never_started', 'failed never_started']);
    const stored = await createBroadcastStore(house.db, async () => 0).find(company, id);
    expect(stored).toMatchObject({ never_started: 2, counts: { failed: 2, blocked: 0 } });
    for (const person of [stranger, nobody])
      expect(await house.user(person)).toMatchObject({ reachable: 'unknown' });
  });

  test.each([
    ['a minute is left for later', 60, { settled: 1, left: 1 }, 'waiting'],
    ['a day has failed', 86_400, { settled: 2, left: 0 }, 'failed telegram_wait'],
  ])(
    'a chat that wants a long pause keeps nobody else waiting: %s',
    async (_what, retry_after, done, state) => {
      const { company, all } = await people(2);
      await fault(all[0] as Person, 'too_many_requests', { retry_after });
      const id = await planned(company);
      const { wait_ms, ...rest } = await send(id);
      expect(rest).toEqual(done);
      expect(wait_ms).toBe(rest.left > 0 ? 60_000 : 0);
      expect(await states(id)).toEqual([state, 'sent']);
    },
  );

  test('retry reopens the failed only; the unknown only when that was wanted', async () => {
    const { company, all } = await people(3);
    const id = await planned(company);
    const [failed, unknown] = all as [Person, Person];
    await deps.ledger.claim(id, failed.user_id, 'x');
    await deps.ledger.settle(id, failed.user_id, 'x', { state: 'failed', reason: 'y' });
    await deps.ledger.claim(id, unknown.user_id, 'x');
    await deps.ledger.settle(id, unknown.user_id, 'x', { state: 'unknown', reason: 'y' });
    await send(id);
    expect(await verbs().reopenFailed({ broadcast_id: id, unknown: false, n: 3 })).toEqual({
      count: 1,
      n: 4,
    });
    await send(id);
    expect(await Promise.all(all.map(seen))).toEqual([1, 0, 1]);
    expect(await verbs().reopenFailed({ broadcast_id: id, unknown: true, n: 4 })).toEqual({ count: 1, n: 5 });
    await send(id);
    expect(await Promise.all(all.map(seen))).toEqual([1, 1, 1]);
  });
});

describe('stopped', () => {
  test('what is paused or cancelled sends nothing more, and those who wait are left out by a cancel', async () => {
    const { company, all } = await people(2);
    const id = await planned(company);
    await verbs().setBroadcastStatus({ broadcast_id: id, status: 'paused' });
    expect(await send(id)).toEqual({ settled: 0, left: 2, wait_ms: 0 });
    expect(await Promise.all(all.map(seen))).toEqual([0, 0]);
    await verbs().setBroadcastStatus({ broadcast_id: id, status: 'cancelled' });
    expect(await verbs().dropWaiting({ broadcast_id: id })).toEqual({ count: 2 });
    expect(await states(id)).toEqual(['skipped cancelled', 'skipped cancelled']);
  });

  test('a draft that nobody approved is never sent', async () => {
    const { company } = await people(1);
    const broadcast_id = await broadcast(company, { status: 'draft' });
    expect(await verbs().planBroadcast({ broadcast_id })).toMatchObject({ ok: false });
  });
});

describe('whose the message is', () => {
  test('the first tap takes it over; what was recalled before is not the booking’s any more', async () => {
    const { company, all } = await people(2);
    const id = await planned(company);
    await send(id);
    const [hers, his] = await rows(id);
    const [anna, boris] = all as [Person, Person];
    const tap = (person: Person, message: number | null | undefined) =>
      house.deps.announcements.handOver(person.user_id, message ?? 0);
    expect(await tap(anna, hers?.message_id)).toBe('yours');
    expect(await verbs().takeBackBatch({ broadcast_id: id, from: 0, to: 10 })).toEqual({
      left: 0,
      wait_ms: 0,
    });
    expect(await tap(boris, his?.message_id)).toBe('recalled');
    expect((await rows(id)).map(({ owner }) => owner)).toEqual(['booking', 'recalled']);
    expect((await boris.chat().last()).text).toBe('This announcement was withdrawn.');
    expect((await anna.chat().last()).text).toBe(text);
    expect(refreshed).toEqual([anna.user_id]);
  });
});
