import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import type { UserDoc } from '../../adapters/mongo/documents/user.ts';
import { ensureIndexes } from '../../adapters/mongo/indexes.ts';
import { createPersonEvents } from '../../adapters/mongo/people/events.ts';
import { createPeopleStore } from '../../adapters/mongo/people/people.ts';
import { peopleIndexes } from '../../adapters/mongo/people.ts';
import { eventId, userId } from '../../core/shared/ids.ts';
import { ownName, serviceUrl } from '../support/services.ts';

let mongo: Mongo;
beforeAll(async () => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName('people') });
  await ensureIndexes(mongo.db, peopleIndexes);
});
afterAll(async () => {
  await mongo.db.dropDatabase();
  await mongo.close();
});
beforeEach(async () => {
  for (const name of [
    'users',
    'bookings',
    'events',
    'interview_slots',
    'inbound_texts',
    'slot_wishes',
    'anchors',
  ])
    await mongo.db.collection(name).deleteMany({});
});

const now = Date.parse('2026-11-20T10:00:00Z');
const idOf = (id: ObjectId) => userId(id.toHexString());

async function addPerson(patch: Partial<UserDoc> = {}): Promise<ObjectId> {
  const row: UserDoc = {
    _id: new ObjectId(),
    company_id: 'default',
    created_at: new Date(now),
    telegram_id: null,
    username: 'anna',
    first_name: 'Анна',
    last_name: 'Петрова',
    phone: '+70000000000',
    roles: ['candidate'],
    allowed: true,
    invite: null,
    lang: null,
    language_code: null,
    reachable: 'unknown',
    reachable_at: null,
    broadcasts_off: false,
    waits_for_reason: null,
    ...patch,
  };
  await mongo.db.collection<UserDoc>('users').insertOne(row);
  return row._id;
}
const invite = (token_hash: string, expires = now + 1_000) => ({
  token_hash,
  expires_at: new Date(expires),
  used_at: null,
});
const bind = (token_hash: string, telegram_id: number) =>
  createPeopleStore(mongo.db).bindInvite({ token_hash, telegram_id, language_code: 'ru', now });

test('an invite binds one account, however many open it at once', async () => {
  const id = await addPerson({ invite: invite('h1') });
  const bound = await Promise.all(Array.from({ length: 20 }, (_, n) => bind('h1', 100 + n)));
  const winners = bound.filter((person) => person !== null);
  expect(winners).toHaveLength(1);
  const row = await mongo.db.collection<UserDoc>('users').findOne({ _id: id });
  expect(row?.telegram_id).toBe(winners[0]?.telegram_id);
  expect(row?.reachable).toBe('yes');
});

test('the account that used an invite may open its link again; nobody else may', async () => {
  await addPerson({ invite: invite('h1') });
  const first = await bind('h1', 7);
  expect(await bind('h1', 7)).toEqual(first);
  expect(await bind('h1', 8)).toBeNull();
});

test('an unknown or expired invite, one of somebody off the list, and one for a known account bind nothing', async () => {
  await addPerson({ telegram_id: 7 });
  await addPerson({ invite: invite('expired', now) });
  await addPerson({ invite: invite('off'), allowed: false });
  const open = await addPerson({ invite: invite('open') });
  for (const [hash, account] of [
    ['unknown', 8],
    ['expired', 8],
    ['off', 8],
    ['open', 7],
  ] as const)
    expect(await bind(hash, account), hash).toBeNull();
  const row = await mongo.db.collection<UserDoc>('users').findOne({ _id: open });
  expect(row).toMatchObject({ telegram_id: null, invite: { used_at: null } });
});

test('deleting takes out everything personal, leaves the ids, and is safe twice', async () => {
  const id = await addPerson({ telegram_id: 7, lang: 'ru', invite: invite('h1') });
  const event_id = new ObjectId();
  await mongo.db.collection('bookings').insertOne({ user_id: id, event_id, active: true, status: 'done' });
  await mongo.db
    .collection('inbound_texts')
    .insertOne({ telegram_id: 7, text: 'I am ill', bot_id: 1, update_id: 1 });
  await mongo.db.collection('slot_wishes').insertOne({ user_id: id, event_id });
  await mongo.db.collection('anchors').insertOne({ user_id: id, event_id, chat_id: 7 });
  const people = createPeopleStore(mongo.db);
  expect(await people.erase(idOf(id), now)).toBe('erased');
  expect(await people.erase(idOf(id), now)).toBe('erased');
  const left = JSON.stringify(
    await Promise.all(
      ['users', 'bookings', 'inbound_texts', 'slot_wishes', 'anchors'].map((name) =>
        mongo.db.collection(name).find({}).toArray(),
      ),
    ),
  );
  for (const word of ['Анна', 'Петрова', 'anna', '+70000000000', 'ill', ':7,', 'h1'])
    expect(left).not.toContain(word);
  expect(left).toContain(id.toHexString());
  expect(await people.byTelegram(7)).toBeNull();
  // A second deleted person does not collide with the first.
  const other = await addPerson({ telegram_id: 8 });
  expect(await people.erase(idOf(other), now)).toBe('erased');
});

test('while a booking is ahead nothing is deleted', async () => {
  const id = await addPerson({ telegram_id: 7 });
  const people = createPeopleStore(mongo.db);
  const only = async (booking: object) => {
    await mongo.db.collection('bookings').deleteMany({});
    await mongo.db.collection('bookings').insertOne({ user_id: id, active: true, ...booking });
    return people.erase(idOf(id), now);
  };
  expect(await only({ status: 'booked', previous: null })).toBe('booked');
  // Cleared for a move: it has a number, and can be taken back.
  expect(await only({ status: 'pending', previous: { slot_id: new ObjectId() } })).toBe('booked');
  expect((await people.byId(idOf(id)))?.telegram_id).toBe(7);
  // Looked at the times and booked none.
  expect(await only({ status: 'pending', previous: null, holds: [] })).toBe('erased');
});

test('the export has the person’s own data, readable, and nobody else’s', async () => {
  const id = await addPerson({ telegram_id: 7, invite: invite('secret-hash') });
  const stranger = await addPerson({ telegram_id: 8, first_name: 'Борис' });
  await mongo.db.collection('bookings').insertMany([
    { user_id: id, status: 'booked', number: 'MINE', starts_at: new Date(now) },
    { user_id: stranger, status: 'booked', number: 'THEIRS' },
  ]);
  const text = JSON.stringify(await createPeopleStore(mongo.db).everythingAbout(idOf(id)));
  expect(text).toContain('Анна');
  expect(text).toContain('MINE');
  expect(text).toContain('2026-11-20T10:00:00.000Z');
  for (const word of ['THEIRS', 'Борис', 'secret-hash']) expect(text).not.toContain(word);
});

test('events are those this person may book in, the nearest first, and those they are booked in', async () => {
  const id = await addPerson();
  const add = async (title: string, patch: object) => {
    const _id = new ObjectId();
    const usual = { company_id: 'default', contact: '@hr', status: 'open', audience: null };
    await mongo.db.collection('events').insertOne({ _id, title, ...usual, ...patch });
    return _id;
  };
  const later = await add('later', {});
  const sooner = await add('sooner', { audience: [id] });
  await add('others', { audience: [new ObjectId()] });
  const closed = await add('closed', { status: 'closed' });
  await add('without slots', {});
  const foreign = await add('another company’s', { company_id: 'another company' });
  await mongo.db.collection('interview_slots').insertMany([
    { event_id: later, is_active: true, starts_at: new Date(now + 5_000) },
    { event_id: sooner, is_active: true, starts_at: new Date(now + 4_000) },
    { event_id: later, is_active: true, starts_at: new Date(now - 1_000) },
    { event_id: later, is_active: false, starts_at: new Date(now + 1_000) },
  ]);
  await mongo.db.collection('bookings').insertMany([
    { user_id: id, event_id: closed, active: true },
    { user_id: id, event_id: later, active: false },
  ]);
  const events = createPersonEvents(mongo.db, async () => now);
  const titles = (all: readonly { title: string }[]) => all.map((one) => one.title);
  expect(titles(await events.openTo(idOf(id)))).toEqual(['sooner', 'later', 'without slots']);
  expect(titles(await events.bookedBy(idOf(id)))).toEqual(['closed']);
  expect(await events.contact(idOf(id), eventId(later.toHexString()))).toEqual({
    title: 'later',
    contact: '@hr',
  });
  expect(await events.contact(idOf(id), eventId(foreign.toHexString()))).toBeNull();
});

test('the last admin of a company is not deleted, and nothing of theirs is; once there is another, they are', async () => {
  const company_id = `company-${new ObjectId().toHexString()}`;
  const admin = async () => addPerson({ roles: ['admin'], company_id, first_name: 'Anna' });
  const people = createPeopleStore(mongo.db);
  const first = await admin();
  expect(await people.erase(idOf(first), now)).toBe('last_admin');
  const row = () => mongo.db.collection<UserDoc>('users').findOne({ _id: first });
  expect(await row()).toMatchObject({ roles: ['admin'], first_name: 'Anna' });
  const second = await admin();
  const both = await Promise.all([first, second].map((id) => people.erase(idOf(id), now)));
  expect(both.toSorted()).toEqual(['erased', 'last_admin']);
});

test('the language, what Telegram says of it, and /stop are kept', async () => {
  const id = await addPerson({ telegram_id: 7 });
  const people = createPeopleStore(mongo.db);
  await people.setLang(idOf(id), 'en');
  await people.noteLanguage(idOf(id), 'en-GB');
  await people.silence(idOf(id), Date.now());
  const row = await mongo.db.collection<UserDoc>('users').findOne({ _id: id });
  expect(row).toMatchObject({ lang: 'en', language_code: 'en-GB', broadcasts_off: true });
  expect([await people.hearAgain(idOf(id)), await people.hearAgain(idOf(id))]).toEqual([true, false]);
  const back = await mongo.db.collection<UserDoc>('users').findOne({ _id: id });
  expect(back?.broadcasts_off).toBe(false);
  expect(back).not.toHaveProperty('broadcasts_off_at');
});
