import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asUserId } from '../../../adapters/mongo/ids.ts';
import { createBotName } from '../../../adapters/mongo/panel/bot-name.ts';
import { createPanelPeople } from '../../../adapters/mongo/panel/people.ts';
import type { NewPerson } from '../../../adapters/mongo/people.ts';
import { createPerson, newPersonDoc } from '../../../adapters/mongo/people.ts';
import type { PeopleQuery } from '../../../admin/panel/ports/people.ts';
import type { SlotId, UserId } from '../../../core/shared/ids.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  oidOf,
  openBookingWorld,
  someSlots,
} from '../../support/booking-world.ts';
import { aBooking } from '../../support/people-and-slots.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('panel-people');
});
afterAll(() => world.close());

const all: PeopleQuery = { text: '', filter: undefined, after: undefined };
const made = async (person: NewPerson): Promise<UserId> => {
  const id = await createPerson(world.db, person, world.clock.now);
  if (!id) throw new Error('the account is taken');
  return id;
};
const namesIn = async (company: string, query: Partial<PeopleQuery>) =>
  (await createPanelPeople(world.db).page(company, { ...all, ...query }, 100)).rows.map((row) => row.name);

test('candidates are found by every way staff know them, and only those of the company', async () => {
  const company_id = 'search';
  await made({ company_id, first_name: 'Анна', last_name: 'Иванова', username: 'anna_i', telegram_id: 501 });
  await made({ company_id, first_name: 'Anton', phone: '+79991234567' });
  await made({ company_id, first_name: 'Olga', roles: ['admin'] });
  for (const text of ['ан', 'анна ИВ', 'Иванова Анна', '@anna', '501', ' Анна '])
    expect(await namesIn(company_id, { text }), text).toEqual(['Анна Иванова']);
  expect(await namesIn(company_id, { text: '8 (999) 123-45-67' })).toEqual(['Anton']);
  for (const text of ['нна', '.*', '$where', 'Olga', '50'])
    expect(await namesIn(company_id, { text }), text).toEqual([]);
  expect(await namesIn('elsewhere', { text: 'ан' })).toEqual([]);
});

test('each filter has exactly its people', async () => {
  const company_id = 'filters';
  await made({ company_id, first_name: 'Blocked', allowed: false });
  await made({ company_id, first_name: 'Gone', reachable: 'blocked', telegram_id: 502 });
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const booked = await made({ company_id, first_name: 'Booked', telegram_id: 503 });
  const { booking_id } = await bookedIn(world, event, slot, booked);
  await world.rows.bookings.updateMany({}, { $set: { company_id } });
  expect(await namesIn(company_id, { filter: 'allowed' })).toEqual(['Booked', 'Gone']);
  expect(await namesIn(company_id, { filter: 'blocked' })).toEqual(['Blocked']);
  expect(await namesIn(company_id, { filter: 'unreachable' })).toEqual(['Gone']);
  expect(await namesIn(company_id, { filter: 'booked' })).toEqual(['Booked']);
  expect(await namesIn(company_id, { filter: 'not_booked' })).toEqual(['Gone', 'Blocked']);
  const one = await createPanelPeople(world.db).person(company_id, booked, world.clock.now);
  expect(one).toMatchObject({ booked: 1, bookings: [{ booking_id }] });
});

test('the list comes page by page, each person once', async () => {
  const company_id = 'pages';
  for (const first_name of ['A', 'B', 'C', 'D', 'E']) await made({ company_id, first_name });
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await createPanelPeople(world.db).page(company_id, { ...all, after }, 2);
    seen.push(...page.rows.map((row) => row.name));
    after = page.next;
  } while (after !== undefined);
  expect(seen).toEqual(['E', 'D', 'C', 'B', 'A']);
});

test('the few who have not booked are found among hundreds who have, page by page', async () => {
  const company_id = 'few';
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const docs = Array.from({ length: 450 }, (_none, at) =>
    newPersonDoc({ company_id, first_name: `P${at}` }, world.clock.now),
  );
  await world.rows.users.insertMany(docs);
  const free = new Set([0, 99, 100, 301, 449]);
  const one = await aBooking(world.db, {
    name: company_id,
    event,
    slot,
    user: asUserId(docs[1]?._id ?? new ObjectId()),
  });
  const booked = await world.rows.bookings.findOne({ _id: oidOf(one) });
  if (!booked) throw new Error('nothing was booked');
  await world.rows.bookings.deleteOne({ _id: booked._id });
  await world.rows.bookings.insertMany(
    docs.flatMap(({ _id }, at) =>
      free.has(at) ? [] : [{ ...booked, _id: new ObjectId(), user_id: _id, active: true, number: `F${at}` }],
    ),
  );
  const pages = async (filter: 'booked' | 'not_booked', most: number) => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await createPanelPeople(world.db).page(company_id, { ...all, filter, after }, most);
      expect(page.rows.length).toBeLessThanOrEqual(most);
      seen.push(...page.rows.map((row) => row.name));
      after = page.next;
    } while (after !== undefined);
    return seen;
  };
  expect(await pages('not_booked', 2)).toEqual(['P449', 'P301', 'P100', 'P99', 'P0']);
  expect(await pages('not_booked', 50)).toEqual(['P449', 'P301', 'P100', 'P99', 'P0']);
  const others = docs.flatMap(({ first_name: name }, at) => (free.has(at) ? [] : [name])).toReversed();
  expect(await pages('booked', 300)).toEqual(others);
});

test('who is of another company, of the staff or forgotten is nobody here: not read, not blocked, not invited', async () => {
  const people = createPanelPeople(world.db);
  const company_id = 'mine';
  const anna = await made({ company_id, first_name: 'Anna', phone: '+79990000000' });
  const invite = { token_hash: 'h'.repeat(64), until: world.clock.now + 1_000 };
  expect(await people.person('theirs', anna, world.clock.now)).toBeUndefined();
  expect(await people.setAllowed('theirs', anna, false)).toBeUndefined();
  expect(await people.renewInvite('theirs', anna, invite)).toBe(false);
  const admin = await made({ company_id, roles: ['admin'] });
  expect(await people.setAllowed(company_id, admin, false)).toBeUndefined();
  expect(await people.renewInvite(company_id, admin, invite)).toBe(false);
  expect(await people.renewInvite(company_id, anna, invite)).toBe(true);
  expect(await people.person(company_id, anna, world.clock.now)).toMatchObject({
    invited_until: invite.until,
    reachable: 'no_account',
  });
  expect((await people.person(company_id, anna, invite.until))?.invited_until).toBeNull();
  expect(await people.countUninvited(company_id)).toBe(1);
  expect(await people.countUninvited('theirs')).toBe(0);
  expect((await people.uninvited(company_id, undefined, 10)).map((one) => one.user_id)).toEqual([anna]);
  expect(await people.uninvited(company_id, anna, 10)).toEqual([]);
  expect(await people.setAllowed(company_id, anna, false)).toEqual({ was: true, telegram_id: null });
  expect(await people.renewInvite(company_id, anna, { ...invite, token_hash: 'i' })).toBe(false);
  expect(await people.erase(anna, world.clock.now)).toBe('erased');
  expect(await people.person(company_id, anna, world.clock.now)).toBeUndefined();
  expect(await namesIn(company_id, {})).toEqual([]);
});

test('the bot’s name is what was written last', async () => {
  const name = createBotName(world.db);
  expect(await name.read()).toBeUndefined();
  await name.write('old_bot');
  await name.write('zapis_bot');
  expect(await name.read()).toBe('zapis_bot');
});
