import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBacklog } from '../../../adapters/mongo/panel/backlog.ts';
import { createPanelReader } from '../../../adapters/mongo/panel/reader.ts';
import { createPerson, newPersonDoc } from '../../../adapters/mongo/people.ts';
import type { SlotId, UserId } from '../../../core/shared/ids.ts';
import { dayAfter, dayOf } from '../../../core/time/slot-instants.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  oidOf,
  openBookingWorld,
  ordersOf,
  someone,
  someSlots,
} from '../../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('panel');
});
afterAll(() => world.close());

const allSlots = { day: undefined, skip: 0, most: 100 } as const;
const inTwoDays = () => dayAfter(dayOf(world.clock.now), 2);

test('a day has those who are booked on it, in order of time, and nobody of another company or day', async () => {
  const reader = createPanelReader(world.db);
  const event = await anEvent(world, { title: 'Backend' });
  const [late, early] = [...(await someSlots(world, event, 2))].toReversed() as [SlotId, SlotId];
  const second = await bookedIn(world, event, late);
  const first = await bookedIn(world, event, early);
  await world.rows.users.updateOne(
    { _id: oidOf(first.user) },
    { $set: { first_name: 'Anna', last_name: 'Ivanova', username: 'anna' } },
  );
  await world.verbs.recordReply({ ...first.orders.op(first.booking_id), value: 'late' });
  const rows = await reader.day('default', inTwoDays());
  expect(rows.map((row) => row.booking_id)).toEqual([first.booking_id, second.booking_id]);
  expect(rows[0]).toMatchObject({
    name: 'Anna Ivanova',
    username: 'anna',
    event: 'Backend',
    status: 'booked',
    reply: 'late',
    arrived: false,
    informed: null,
  });
  expect((rows[0]?.ends_at ?? 0) - (rows[0]?.starts_at ?? 0)).toBe(30 * 60_000);
  expect(await reader.day('another', inTwoDays())).toEqual([]);
  expect(await reader.day('default', dayAfter(inTwoDays(), 1))).toEqual([]);
  await world.verbs.cancelBooking({ ...second.orders.op(second.booking_id), reason: 'ill' });
  expect(await reader.day('default', inTwoDays())).toHaveLength(1);
});

test('a specialist’s day has what is in their own slots, from the moment a slot is handed over', async () => {
  const reader = createPanelReader(world.db);
  const event = await anEvent(world, { title: 'Led by two' });
  const [mine, theirs] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const own = await bookedIn(world, event, mine);
  const other = await bookedIn(world, event, theirs);
  const staff = { roles: ['specialist'], allowed: false, telegram_id: null } as const;
  const ines = await createPerson(world.db, { ...staff, first_name: 'Ines' }, world.clock.now);
  const oleg = await createPerson(world.db, { ...staff, first_name: 'Oleg', company_id: 'other' }, 1);
  if (!ines || !oleg) throw new Error('nobody to lead');
  const lead = (slot: SlotId, who: string) =>
    world.rows.slots.updateOne({ _id: oidOf(slot) }, { $set: { specialist_id: oidOf(who) } });
  const dayFor = async (company: string, who: UserId) =>
    (await reader.day(company, inTwoDays(), who)).map((row) => row.booking_id);
  expect(await dayFor('default', ines)).toEqual([]);
  await lead(mine, ines);
  expect(await dayFor('default', ines)).toEqual([own.booking_id]);
  await lead(theirs, ines);
  await lead(mine, oleg);
  expect(await dayFor('default', ines)).toEqual([other.booking_id]);
  // Another company's specialist gets nothing by being named in a slot.
  expect(await dayFor('other', oleg)).toEqual([]);
  expect(await reader.specialists('default')).toEqual([{ user_id: ines, name: 'Ines' }]);
  const freeFor = async (company: string, who: UserId) =>
    (await reader.ownSlots(company, inTwoDays(), who)).map((row) => [row.slot_id, row.free]);
  expect(await freeFor('default', ines)).toEqual([]);
  const [third] = (await someSlots(world, await anEvent(world), 1, 2)) as [SlotId];
  await lead(third, ines);
  expect(await freeFor('default', ines)).toEqual([[third, 2]]);
  expect(await freeFor('other', ines)).toEqual([]);
  await world.rows.slots.updateOne({ _id: oidOf(third) }, { $set: { is_active: false } });
  expect(await freeFor('default', ines)).toEqual([]);
  const { rows } = await reader.slots(event, { now: world.clock.now, ...allSlots });
  expect(rows.map((row) => row.specialist?.name)).toEqual(['Oleg', 'Ines']);
});

test('a specialist who leads two slots at the same time is warned of, on the day and in both events', async () => {
  const reader = createPanelReader(world.db);
  const events = [await anEvent(world, { title: 'One' }), await anEvent(world, { title: 'Other' })] as const;
  const [[one, later], [other]] = (await Promise.all([
    someSlots(world, events[0], 2, 2),
    someSlots(world, events[1], 1, 2),
  ])) as [SlotId[], SlotId[]];
  if (!one || !later || !other) throw new Error('no slots');
  const ines = await createPerson(world.db, { roles: ['specialist'], first_name: 'Ines' }, 1);
  const ids = [one, later, other].map(oidOf);
  await world.rows.slots.updateMany({ _id: { $in: ids } }, { $set: { specialist_id: oidOf(ines ?? '') } });
  const { booking_id } = await bookedIn(world, events[0], one);
  const after = await bookedIn(world, events[0], later);
  const warned = async () => {
    const slots = async (event: (typeof events)[number]) =>
      (await reader.slots(event, { now: world.clock.now, ...allSlots })).rows.map((row) => row.led_twice);
    const rows = await reader.day('default', inTwoDays());
    const day = [booking_id, after.booking_id].map(
      (id) => rows.find((row) => row.booking_id === id)?.led_twice,
    );
    return [await slots(events[0]), await slots(events[1]), day];
  };
  expect(await warned()).toEqual([[true, false], [true], [true, false]]);
  // Nobody is in what is switched off and empty.
  await world.rows.slots.updateOne({ _id: oidOf(other) }, { $set: { is_active: false } });
  expect(await warned()).toEqual([[false, false], [false], [false, false]]);
});

test('an event counts its slots and seats, and is another company’s to nobody here', async () => {
  const reader = createPanelReader(world.db);
  const event = await anEvent(world, { title: 'Two slots' });
  const empty = await anEvent(world, { title: 'No slots', status: 'draft' });
  const [slot] = (await someSlots(world, event, 2, 3)) as [SlotId];
  await bookedIn(world, event, slot);
  expect(await reader.event('default', event)).toMatchObject({ slots: 2, taken: 1, seats: 6 });
  expect(await reader.event('default', empty)).toMatchObject({ status: 'draft', slots: 0, from: null });
  expect(await reader.event('another', event)).toBeUndefined();
  const all = await reader.events('default');
  expect(all.map((row) => row.title)).toEqual(expect.arrayContaining(['Two slots', 'No slots']));
  expect(await reader.events('another')).toEqual([]);
});

test('what waits is counted: events the broker has not got, announcements under way with their people, messages set aside', async () => {
  const before = await readBacklog(world.db);
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const { booking_id } = await bookedIn(world, event, slot);
  await world.rows.audit.updateOne({ booking_id: oidOf(booking_id) }, { $set: { unpublished: true } });
  const rows = [
    ['sending', 'waiting'],
    ['sending', 'sent'],
    ['done', 'waiting'],
  ] as const;
  for (const [at, [status, state]] of rows.entries()) {
    const { insertedId } = await world.db
      .collection('broadcasts')
      .insertOne({ status, command_id: `backlog ${at}`, company_id: 'default' });
    await world.db.collection('broadcast_recipients').insertOne({ broadcast_id: insertedId, state, n: at });
  }
  await world.db.collection('dead_messages').insertOne({ state: 'waiting', died_at: new Date() });
  const now = await readBacklog(world.db);
  expect(now).toMatchObject({
    broadcasts: before.broadcasts + 2,
    recipients: before.recipients + 1,
    dead_messages: before.dead_messages + 1,
  });
  expect(now.unpublished).toBeGreaterThan(0);
  expect(now.unpublished_since).toEqual(expect.any(Number));
});

test('a slot names who has its seats, and tells a held one from a booked one', async () => {
  const reader = createPanelReader(world.db);
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1, 3)) as [SlotId];
  const { user } = await bookedIn(world, event, slot);
  const other = await someone(world);
  const orders = ordersOf(event, other);
  await world.verbs.takeHold(orders.hold(slot));
  const {
    rows: [row],
  } = await reader.slots(event, { now: world.clock.now, ...allSlots });
  expect(row).toMatchObject({ seats: 3, taken: 2, held: 1, active: true, bookable: true });
  expect(row?.people.map(({ user_id, held }) => [user_id, held])).toEqual([
    [user, false],
    [other, true],
  ]);
  const over = await reader.slots(event, { now: (row?.starts_at ?? 0) + 1, ...allSlots });
  expect(over.rows[0]).toMatchObject({ bookable: false, over: true });
});

const everything = { event: undefined, status: undefined, text: '', after: undefined } as const;

test('bookings come page by page, the newest first, each once, and of one company only', async () => {
  const reader = createPanelReader(world.db);
  const event = await anEvent(world, { title: 'Pages' });
  const slots = await someSlots(world, event, 5);
  const ids: string[] = [];
  for (const slot of slots) ids.push((await bookedIn(world, event, slot)).booking_id);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await reader.bookings('default', { ...everything, event, after }, 2);
    expect(page.rows.length).toBeLessThanOrEqual(2);
    seen.push(...page.rows.map((row) => row.booking_id));
    after = page.next;
  } while (after !== undefined);
  expect(seen).toEqual(ids.toReversed());
  expect(await reader.bookings('another', { ...everything, event }, 2)).toEqual({ rows: [] });
});

test('somebody is found by the beginning of a name, by username with or without @, by number, and by nothing clever', async () => {
  const reader = createPanelReader(world.db);
  const event = await anEvent(world);
  const [slot, other] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const { user, booking_id } = await bookedIn(world, event, slot);
  await bookedIn(world, event, other);
  const named = { first_name: 'Ёлка', last_name: 'O.(Neil', username: 'elka_o' };
  await world.rows.users.updateOne({ _id: oidOf(user) }, { $set: named });
  const { number } = (await world.rows.bookings.findOne({ _id: oidOf(booking_id) })) ?? {};
  const found = async (text: string) =>
    (await reader.bookings('default', { ...everything, event, text }, 10)).rows.map((row) => row.booking_id);
  for (const text of ['Ёл', 'ёлка', 'o.(', '@elka', 'ELKA_O', number?.toLowerCase() ?? '', ` ${number} `])
    expect(await found(text), text).toEqual([booking_id]);
  for (const text of ['лка', '.*', 'o..neil', '$ne', '[a-z]']) expect(await found(text), text).toEqual([]);
  expect(await found('  ')).toHaveLength(2);
  const cancelled = await reader.bookings('default', { ...everything, event, status: 'cancelled' }, 10);
  expect(cancelled.rows).toEqual([]);
});

test('bookings of more people of one name than are asked for at a time come page by page, the newest first, each once', async () => {
  const reader = createPanelReader(world.db);
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const { booking_id } = await bookedIn(world, event, slot);
  const booked = await world.rows.bookings.findOne({ _id: oidOf(booking_id) });
  if (!booked) throw new Error('nothing was booked');
  const people = Array.from({ length: 130 }, () => newPersonDoc({ first_name: 'Zinaida' }, 0));
  await world.rows.users.insertMany(people);
  // The newest bookings are not the newest people's.
  const docs = people
    .toReversed()
    .map(({ _id }, at) => ({ ...booked, _id: new ObjectId(), user_id: _id, number: `ZZZ-${at}` }));
  await world.rows.bookings.insertMany(docs);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await reader.bookings('default', { ...everything, text: 'zina', after }, 40);
    seen.push(...page.rows.map((row) => row.booking_id));
    after = page.next;
  } while (after !== undefined);
  expect(seen).toEqual(docs.map(({ _id }) => _id.toHexString()).toReversed());
});

test('an event is found by any words of its title, whatever their case and alphabet, in its own company', async () => {
  const reader = createPanelReader(world.db);
  const event = await anEvent(world, { title: 'Ёлки: Backend-разработчик', status: 'draft' });
  for (const text of ['ёлки', 'РАЗРАБОТЧИК backend', 'end-раз'])
    expect(await reader.eventsNamed('default', text, 5), text).toEqual([
      { event_id: event, title: 'Ёлки: Backend-разработчик', status: 'draft' },
    ]);
  expect(await reader.eventsNamed('default', 'ёлки frontend', 5)).toEqual([]);
  expect(await reader.eventsNamed('another', 'ёлки', 5)).toEqual([]);
});
