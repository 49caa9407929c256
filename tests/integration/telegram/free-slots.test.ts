import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstSlotAt, type House, hex, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('only what this person could book now is offered, three at a time by time', async () => {
  const ann = await house.candidate();
  const taken = [new ObjectId()];
  const hours = [1, 2, 3, 4, 5, 6, 7];
  const offered = [];
  for (const at of hours.toReversed()) offered.unshift(await house.slot(at));
  await house.slot(0.1, { booked_users: taken });
  await house.slot(0.2, { is_active: false });
  await house.slot(0.3, { open: false });
  await house.slot(0.4, { bookable_until: new Date(firstSlotAt - 49 * 3_600_000) });
  await house.slot(0.5, { audience_ids: taken });
  await house.slot(0.6, { max_users: 5, booked_users: [new ObjectId(ann.user_id)] });
  await house.slot(0.7, { event_id: new ObjectId() });
  const mine = await house.slot(8, {
    audience_ids: [new ObjectId(ann.user_id)],
    max_users: 2,
    booked_users: taken,
  });
  offered.push(mine);

  const whose = { event_id: house.event_id, user_id: ann.user_id };
  const now = await house.deps.time.now();
  const read = async (page: number) => {
    const { slots, ...rest } = await house.deps.reader.freeSlots(whose, page, now);
    return { ids: slots.map((slot) => slot.slot_id), ...rest };
  };
  expect(await read(0)).toEqual({ ids: offered.slice(0, 3), page: 0, earlier: false, later: true, total: 8 });
  expect(await read(1)).toEqual({ ids: offered.slice(3, 6), page: 1, earlier: true, later: true, total: 8 });
  expect(await read(2)).toEqual({ ids: offered.slice(6), page: 2, earlier: true, later: false, total: 8 });
  // Others booked while this person was looking: there is no such page any more.
  expect(await read(35)).toEqual(await read(2));
});

test('an event without a free slot has one empty page', async () => {
  const ann = await house.candidate();
  const whose = { event_id: house.event_id, user_id: ann.user_id };
  expect(await house.deps.reader.freeSlots(whose, 4, firstSlotAt + 1e9)).toEqual({
    slots: [],
    page: 0,
    earlier: false,
    later: false,
    total: 0,
  });
});

test('a change is read from the booking until the journal has it, and from there afterwards', async () => {
  const ann = await house.candidate();
  const [from, to] = [await house.slot(20), await house.slot(30)];
  const told = (slot: string, at: number) => ({
    slot_id: new ObjectId(slot),
    starts_at: new Date(at),
    location: 'Office A',
    audience: null,
  });
  const change = { rev: 3, old: told(from, firstSlotAt), new: told(to, firstSlotAt + 1) };
  const booking = hex();
  await house.collection('bookings').insertOne({
    _id: new ObjectId(booking),
    event_id: new ObjectId(house.event_id),
    user_id: new ObjectId(ann.user_id),
    last_change: change,
    created_at: new Date(),
  });
  const whose = { event_id: house.event_id, user_id: ann.user_id };
  const expected = {
    from: { slot_id: from, starts_at: firstSlotAt, ends_at: firstSlotAt + 1_800_000 },
    to: { slot_id: to, starts_at: firstSlotAt + 1 },
  };
  expect(await house.deps.reader.change(whose, 3)).toMatchObject(expected);
  expect(await house.deps.reader.change(whose, 2)).toBeNull();
  await house
    .collection('bookings')
    .updateOne({ _id: new ObjectId(booking) }, { $set: { last_change: null } });
  await house.collection('audit_log').insertOne({ _id: `${booking}:3`, ...change });
  expect(await house.deps.reader.change(whose, 3)).toMatchObject(expected);
});

test.each([
  [{ lang: 'en', language_code: 'ru' }, 'en'],
  [{ lang: null, language_code: 'ru' }, 'ru'],
  [{ lang: null, language_code: 'en-GB' }, 'en'],
  [{ lang: null, language_code: null }, 'ru'],
])('whoever chose %j reads %s', async (chosen, lang) => {
  const ann = await house.candidate('Ann', chosen);
  expect(await house.deps.reader.person(ann.user_id)).toMatchObject({ lang });
});
