import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../activities/broadcast/plan.ts';
import type { BroadcastDeps } from '../../activities/broadcast/ports.ts';
import { createBroadcastStore } from '../../adapters/mongo/broadcasts/desk.ts';
import { createBroadcastCommands } from '../../adapters/mongo/broadcasts/keep.ts';
import { createBroadcasts } from '../../adapters/mongo/broadcasts/store.ts';
import { createPerson } from '../../adapters/mongo/people.ts';
import type { Draft } from '../../admin/broadcasts/ports.ts';
import { broadcastCommandSchema } from '../../contracts/events/broadcast-command.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  oidOf,
  openBookingWorld,
  someone,
  someSlots,
} from '../support/booking-world.ts';

const by = { user_id: null, role: 'admin', channel: 'panel' } as const;
let world: BookingWorld;
let store: ReturnType<typeof createBroadcastStore>;
beforeAll(async () => {
  world = await openBookingWorld('desk');
  store = createBroadcastStore(world.db, () => Promise.resolve(world.clock.now));
});
afterAll(() => world.close());

const draft = (command: object = {}, people: readonly UserId[] = []): Draft => ({
  command: broadcastCommandSchema.parse({ action: 'post_broadcast', message_text: 'Come', ...command }),
  typed: '',
  people,
});
const saved = async (given: Draft = draft(), company = 'default') => {
  const id = await store.save(company, given, by);
  if (id === undefined) throw new Error('not saved');
  return id;
};

test('what the bot hands over of a command written here is that very broadcast, once', async () => {
  const id = await saved(draft({ buttons: [{ text: 'x', url: 'https://a.org' }], parse_mode: 'HTML' }));
  const command = await store.approve('default', id);
  // Names that were typed do not outlive the draft.
  expect((await store.find('default', id))?.typed).toBe('');
  expect(await store.approve('default', id)).toEqual(command);
  // As it comes over the broker, and as the bot reads it.
  const body = broadcastCommandSchema.parse(JSON.parse(JSON.stringify(command)));
  const commands = createBroadcastCommands(world.db, () => Promise.resolve(world.clock.now));
  const asSent = {
    command_id: id,
    id_from: 'publisher',
    redelivered: false,
    body: JSON.parse(JSON.stringify(body)) as object,
  } as const;
  const kept = await commands.keep(asSent as never);
  expect(kept).toEqual({ broadcast_id: id });
  expect((await store.find('default', id))?.status).toBe('stored');
  const forged = { ...asSent, body: { ...asSent.body, message_text: 'Something else' } };
  expect(await commands.keep(forged as never)).toBeUndefined();
});

test.each([{ target: 'unbooked' }, { target: -100_500 }] as const)(
  'what was stopped before it was begun goes to nobody when its command comes after all: %j',
  async ({ target }) => {
    const event_id = await anEvent(world);
    const id = await saved(draft({ event_id, target }));
    expect(await store.stop('default', id)).toBe(false);
    await store.approve('default', id);
    expect(await store.stop('other', id)).toBe(false);
    const ports = createBroadcasts(world.db);
    // In the very moment between the look and the beginning.
    const stopping = async (event: EventId) => {
      expect(await store.stop('default', id)).toBe(true);
      return ports.channelOf(event);
    };
    const deps = {
      broadcasts: { ...ports, channelOf: stopping },
      defaultChat: null,
    } as Partial<BroadcastDeps>;
    const stopped = { ok: true, to: 'people', status: 'cancelled', rows: 0 };
    expect(await plan(deps as BroadcastDeps, id)).toEqual(stopped);
    expect(await plan(deps as BroadcastDeps, id)).toEqual(stopped);
    await ports.failed(id, 'too late');
    expect(await store.find('default', id)).toMatchObject({
      status: 'cancelled',
      reason: null,
      counting: false,
    });
    expect(await store.stop('default', id)).toBe(false);
  },
);

test('what is begun is not stopped in the store: its workflow does it', async () => {
  const id = await saved(draft({ target: -100_500 }));
  await store.approve('default', id);
  const deps = { broadcasts: createBroadcasts(world.db), defaultChat: null } as Partial<BroadcastDeps>;
  expect(await plan(deps as BroadcastDeps, id)).toEqual({ ok: true, to: 'chat', done: null });
  expect(await store.stop('default', id)).toBe(false);
  expect((await store.find('default', id))?.status).toBe('posting');
});

test('what is written again under the same word is the same broadcast, also when it is sent already', async () => {
  const once = { once: 'a key of the caller' };
  const id = (await store.save('default', draft(), by, once)) ?? '';
  const command = await store.approve('default', id);
  expect(await store.save('default', draft({ message_text: 'Late' }), by, once)).toBe(id);
  expect((await store.find('default', id))?.status).toBe('stored');
  expect(await store.approve('default', id)).toEqual(command);
  expect(await store.save('other', draft(), by, once)).not.toBe(id);
});

test('for a minute after the broker took it nobody need hand it over again; what it never took may be at once', async () => {
  const id = await saved();
  await store.approve('default', id);
  const fresh = async () => (await store.find('default', id))?.just_handed_over;
  expect(await fresh()).toBe(false);
  await store.handedOver('other', id);
  expect(await fresh()).toBe(false);
  await store.handedOver('default', id);
  expect(await fresh()).toBe(true);
  world.clock.now += 60_000;
  expect(await fresh()).toBe(false);
});

test('nobody can start a draft by guessing its id', async () => {
  const id = await saved();
  const commands = createBroadcastCommands(world.db, () => Promise.resolve(world.clock.now));
  const body = { ...draft().command, broadcast_id: id };
  const guess = { command_id: id, id_from: 'publisher', redelivered: false, body } as const;
  expect(await commands.keep(guess)).toBeUndefined();
  expect((await store.find('default', id))?.status).toBe('draft');
});

test('a draft is changed and removed until it is sent, and not afterwards', async () => {
  const id = await saved();
  expect(await store.save('default', draft({ message_text: 'Better' }), by, { id, rev: 0 })).toBe(id);
  expect((await store.find('default', id))?.command.message_text).toBe('Better');
  await store.approve('default', id);
  expect(await store.save('default', draft(), by, { id, rev: 1 })).toBeUndefined();
  expect(await store.remove('default', id)).toBe(false);
  const other = await saved();
  expect(await store.remove('default', other)).toBe(true);
  expect(await store.find('default', other)).toBeUndefined();
});

test('of two who change the same draft in one instant one is told that it is another one now', async () => {
  const id = await saved();
  const both = ['One', 'Two'].map((message_text) =>
    store.save('default', draft({ message_text }), by, { id, rev: 0 }),
  );
  expect((await Promise.all(both)).filter((one) => one === undefined)).toHaveLength(1);
  const now = await store.find('default', id);
  expect(now?.rev).toBe(1);
  expect(await store.save('default', draft({ message_text: 'Three' }), by, { id, rev: 1 })).toBe(id);
});

test('one company sees nothing of another’s, and changes nothing', async () => {
  const id = await saved(draft(), 'other');
  expect(await store.find('default', id)).toBeUndefined();
  expect(await store.approve('default', id)).toBeUndefined();
  expect(await store.remove('default', id)).toBe(false);
  expect(await store.save('default', draft(), by, { id, rev: 0 })).toBeUndefined();
  const { rows } = await store.list('default', undefined, 1_000);
  expect(rows.map(({ broadcast_id }) => broadcast_id)).not.toContain(id);
  const theirs = await store.list('other', undefined, 1_000);
  expect(theirs.rows.map(({ broadcast_id }) => broadcast_id)).toContain(id);
});

test('a list means our ids, usernames in any case and Telegram numbers, each person once, and says what means nobody', async () => {
  const olga = await createPerson(world.db, { telegram_id: 77_001, username: 'Olga_K' }, 0);
  const other = await createPerson(world.db, { username: 'stranger', company_id: 'other' }, 0);
  const found = await store.named('default', [
    '@olga_k',
    '77001',
    olga ?? '',
    'OLGA_K',
    '@stranger',
    '12345',
    other ?? '',
    '.*',
  ]);
  expect(found.people).toEqual([olga]);
  expect(found.unknown).toEqual(['@stranger', '12345', other, '.*']);
});

test('counts who would get it now, and the seats that are free for them', async () => {
  const event = await anEvent(world);
  const slots = await someSlots(world, event, 2, 2);
  const people = [await someone(world), await someone(world), await someone(world)] as const;
  await world.rows.events.updateOne({ _id: oidOf(event) }, { $set: { audience: people.map(oidOf) } });
  await bookedIn(world, event, slots[0] as never, people[0]);
  const known = { can: 0, never_opened: 2, no_telegram: 0, left_out: 0 };
  const unbooked = draft({ event_id: event, target: 'unbooked' });
  expect(await store.reach('default', unbooked)).toEqual({ people: 2, free_seats: 3, known });
  expect(await store.reach('default', draft({ event_id: event, target: 'list' }, people))).toEqual({
    people: 2,
    free_seats: 3,
    known,
  });
  expect(await store.reach('default', draft({ event_id: event }))).toEqual({
    people: null,
    free_seats: 3,
    known: null,
  });
  expect(await store.reach('other', unbooked)).toEqual({ people: null, free_seats: null, known: null });
});

test('of those who are chosen it says how many can be written to, and why not the others', async () => {
  const fields: readonly object[] = [
    { reachable: 'yes' },
    { reachable: 'yes' },
    {},
    { telegram_id: null },
    { reachable: 'blocked' },
    { reachable: 'yes', broadcasts_off: true },
  ];
  const people: UserId[] = [];
  for (const set of fields) {
    const one = await someone(world);
    await world.rows.users.updateOne({ _id: oidOf(one) }, { $set: { allowed: true, ...set } });
    people.push(one);
  }
  const known = { can: 2, never_opened: 1, no_telegram: 1, left_out: 2 };
  const event = await anEvent(world);
  await world.rows.events.updateOne({ _id: oidOf(event) }, { $set: { audience: people.map(oidOf) } });
  const unbooked = await store.reach('default', draft({ event_id: event, target: 'unbooked' }));
  expect(unbooked).toMatchObject({ people: 6, known });
  const gone = await someone(world);
  await world.rows.users.deleteOne({ _id: oidOf(gone) });
  for (const of of [{ event_id: event }, {}]) {
    const list = await store.reach('default', draft({ ...of, target: 'list' }, [...people, gone]));
    expect(list).toMatchObject({ people: 7, known: { ...known, left_out: 3 } });
  }
});

test('the list is read page by page, the newest first', async () => {
  const ids: string[] = [];
  for (let one = 0; one < 5; one += 1) ids.unshift(await saved(draft(), 'pages'));
  const first = await store.list('pages', undefined, 3);
  const rest = await store.list('pages', first.next, 3);
  expect([...first.rows, ...rest.rows].map(({ broadcast_id }) => broadcast_id)).toEqual(ids);
  expect(rest.next).toBeUndefined();
  expect(await store.find('pages', new ObjectId().toHexString())).toBeUndefined();
});
