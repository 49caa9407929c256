import { afterAll, beforeAll, expect, test } from 'vitest';
import { allIndexes } from '../../adapters/mongo/all-indexes.ts';
import { collections } from '../../adapters/mongo/collections.ts';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { createEvent } from '../../adapters/mongo/events.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import { ensureIndexes } from '../../adapters/mongo/indexes.ts';
import { firstAdmin } from '../../adapters/mongo/panel/first-admin.ts';
import { createSessions } from '../../adapters/mongo/panel/sessions.ts';
import { createPerson } from '../../adapters/mongo/people.ts';
import { readStartPayload } from '../../contracts/callback-data.ts';
import { slotInstants } from '../../core/time/slot-instants.ts';
import { demoPeople } from '../../local/demo/content.ts';
import { followCandidates } from '../../local/demo/expected.ts';
import { offerDemo } from '../../local/demo/offer.ts';
import { peopleOfSandbox } from '../../local/demo/sandbox.ts';
import { seedDemo } from '../../local/demo/seed.ts';
import { offerFirstAdmin } from '../../local/first-admin/offer.ts';
import { startSandbox } from '../../sandbox/driver/index.ts';
import { ownName, serviceUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

const database = ownName('demo');
let mongo: Mongo;
beforeAll(async () => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database });
  await ensureIndexes(mongo.db, allIndexes);
});
afterAll(async () => {
  await mongo.db.dropDatabase();
  await mongo.close();
});

const now = slotInstants('2026-11-26', '12:00', 0).starts_at;
const counts = async () => {
  const { events, slots, users } = collections(mongo.db);
  return Promise.all([events.countDocuments(), slots.countDocuments(), users.countDocuments()]);
};

test('the demo is an open event with a week of slots and people of both languages; again it changes nothing', async () => {
  const first = await seedDemo(mongo.db, now);
  expect(first).toMatchObject({ made: true, slots: 28 });
  const before = await counts();
  expect(before).toEqual([1, 28, demoPeople.length]);
  expect(await seedDemo(mongo.db, now)).toEqual({ event_id: first.event_id, made: false, slots: 0 });
  expect(await counts()).toEqual(before);
  expect(new Set(demoPeople.map((person) => person.language_code))).toEqual(new Set(['ru', 'en']));
  const open = await collections(mongo.db).slots.countDocuments({ open: true, is_active: true, seats: [] });
  expect(open).toBe(28);
});

test('somebody taken off the list stays off it, and a week later there is another week', async () => {
  const { users } = collections(mongo.db);
  await users.updateOne({ telegram_id: demoPeople[0].id }, { $set: { allowed: false } });
  expect(await seedDemo(mongo.db, now + 8 * 86_400_000)).toMatchObject({ made: false, slots: 28 });
  expect((await users.findOne({ telegram_id: demoPeople[0].id }))?.allowed).toBe(false);
});

test('the line of the start leads two people of the sandbox to the event; beside events of one’s own there is none', async () => {
  const { sandbox, url, close } = await startSandbox();
  const status = { services: [], roles: [{ name: 'sandbox', url, ready: true }] };
  const env = { MONGODB_URL: serviceUrl('MONGODB_URL'), MONGODB_DATABASE: database };
  const line = (await offerDemo(status, env)) ?? '';
  const link = new URL(/http\S+/.exec(line)?.[0] ?? '');
  const payload = new URL(link.searchParams.get('link') ?? '').searchParams.get('start') ?? '';
  expect(readStartPayload(payload)).toMatchObject({ kind: 'event' });
  expect(link.hash).toContain(String(demoPeople[0].id));
  const { people } = (await sandbox.call('GET', '/state')) as {
    people: { id: number; first_name: string }[];
  };
  expect(people.map((person) => person.id)).toEqual(demoPeople.map((person) => person.id));
  await peopleOfSandbox(url);

  await createEvent(mongo.db, { title: 'Our own' }, Date.now());
  const slots = await collections(mongo.db).slots.countDocuments();
  expect(await offerDemo(status, env)).toBe(`Demo, as it was left: ${link.href}`);
  expect(await collections(mongo.db).slots.countDocuments()).toBe(slots);
  await collections(mongo.db).events.deleteOne({ title: { $ne: 'Our own' } });
  expect(await offerDemo(status, env)).toBeUndefined();
  expect(await offerDemo({ services: [], roles: [] }, env)).toBeUndefined();
  await close();
});

test('a demo that cannot be made is a sentence, and the start goes on', async () => {
  const status = { services: [], roles: [{ name: 'sandbox', url: 'http://127.0.0.1:1', ready: true }] };
  const env = { MONGODB_URL: serviceUrl('MONGODB_URL'), MONGODB_DATABASE: `${database}-2` };
  expect(await offerDemo(status, env)).toContain('could not be made ready');
  await mongo.client.db(`${database}-2`).dropDatabase();
});

test('a demo that closed itself after its last slot is followed by another, one that somebody closed before stays as it is', async () => {
  const { events } = collections(mongo.db);
  const { event_id } = await seedDemo(mongo.db, now + 8 * 86_400_000);
  await events.updateOne({ _id: oid(event_id) }, { $set: { status: 'closed' } });
  expect(await seedDemo(mongo.db, now + 9 * 86_400_000)).toEqual({ event_id, made: false, slots: 0 });

  const next = await seedDemo(mongo.db, now + 20 * 86_400_000);
  expect(next).toMatchObject({ made: true, slots: 28 });
  expect(await seedDemo(mongo.db, now + 21 * 86_400_000)).toEqual({ ...next, made: false, slots: 0 });
});

test('a candidate who came by a list with an account is offered by the sandbox, until the start ends', async () => {
  const { sandbox, url, close } = await startSandbox();
  const listed = { telegram_id: 5_000_001, first_name: 'Vera', roles: ['candidate' as const] };
  await createPerson(mongo.db, listed, now);
  await createPerson(mongo.db, { telegram_id: 5_000_002, roles: ['admin'] }, now);
  await createPerson(mongo.db, { first_name: 'No account' }, now);
  const status = { services: [], roles: [{ name: 'sandbox', url, ready: true }] };
  const env = { MONGODB_URL: serviceUrl('MONGODB_URL'), MONGODB_DATABASE: database };
  const stop = new AbortController();
  const following = followCandidates(status, env, stop.signal);
  const offered = await waitFor('the candidate to be offered', async () => {
    const state = (await sandbox.call('GET', '/state')) as { expected: { id: number }[] };
    return state.expected.length > 0 ? state.expected : undefined;
  });
  expect(offered).toContainEqual({ id: 5_000_001, first_name: 'Vera', language_code: 'ru' });
  expect(offered.map(({ id }) => id)).not.toContain(5_000_002);
  stop.abort();
  await following;
  await close();
});

test('until somebody has signed in a start makes a link; afterwards it says that there is an administrator, and the ways in', async () => {
  const status = { services: [], links: { Panel: 'http://127.0.0.1:1/' } };
  const env = { MONGODB_URL: serviceUrl('MONGODB_URL'), MONGODB_DATABASE: database };
  expect(await offerFirstAdmin(status, env)).toMatch(
    /once, within a day: http:\/\/127.0.0.1:1\/sign-in\/link\?token=/,
  );
  const admin = await firstAdmin(mongo.db, now);
  await createSessions(mongo.db).open({ id: 'a', user_id: admin, browser: '', at: now });
  const again = await offerFirstAdmin(status, env);
  expect(again).toContain('there is an administrator');
  expect(again).toContain('http://127.0.0.1:1/sign-in with a password');
  expect(again).toContain('npm run zapis -- admin create');
  expect(again).not.toContain('token=');
});
