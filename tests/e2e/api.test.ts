import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BookingBody, bookingSchema } from '../../contracts/api/bookings.ts';
import { type SlotDays, slotDaysSchema } from '../../contracts/api/slots.ts';
import { sayWhatHappened } from '../../examples/foreign-publisher.ts';
import { codeOf } from '../support/api-caller.ts';
import { House, moscow } from '../support/house.ts';
import { book, bookingOf, slotDoc } from '../support/journey.ts';
import { waitFor } from '../support/wait.ts';

let house: House;
beforeAll(async () => {
  house = await House.open('api');
});
afterAll(() => house.close());

/** What is not known yet is asked again, as its answer says: a busy machine takes its time. */
const ask = (path: string, sent?: object, key?: string) =>
  waitFor(`an answer of ${path}`, async () => {
    const answered = await askOnce(path, sent, key);
    return answered.status === 503 ? undefined : answered;
  });
async function askOnce(path: string, sent?: object, key?: string) {
  const response = await fetch(new URL(path, house.env['API_URL']), {
    method: sent ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${house.env['API_TOKEN'] ?? ''}`,
      ...(sent ? { 'content-type': 'application/json' } : {}),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(sent ? { body: JSON.stringify(sent) } : {}),
  });
  const body: unknown = await response.json();
  return { status: response.status, headers: response.headers, body };
}
const confirm = (telegram_id: number, slot_id: string, key?: string) =>
  ask('/api/confirm-booking', { telegram_id, slot_id }, key);
const free = async (event: string): Promise<SlotDays> =>
  slotDaysSchema.parse((await ask(`/api/available-slots?event_id=${event}`)).body);
const times = (days: SlotDays): string[] => days.flatMap((day) => day.slots.map((slot) => slot.time));

test('a booking through the API is a booking like any other: seat, number, journal, and the list of free slots', async () => {
  const { id, slots } = await house.event({ starts: [moscow(2, '14:00'), moscow(2, '15:00')] });
  const [first = '', second = ''] = slots;
  const anna = await house.person('Anna');
  expect(times(await free(id))).toEqual(['14:00', '15:00']);
  const answered = await confirm(anna.id, first, 'anna-1');
  const booked: BookingBody = bookingSchema.parse(answered.body);
  expect(booked).toMatchObject({ status: 'booked', slot_id: first, time: '14:00', audience: '301' });
  expect(await bookingOf(house, anna, id)).toMatchObject({
    status: 'booked',
    number: booked.number,
    active: true,
  });
  expect(await slotDoc(house, first)).toMatchObject({ booked_users: [new ObjectId(anna.userId)] });
  await waitFor(
    'the free slots without it',
    async () => times(await free(id)).join() === '15:00' || undefined,
  );
  const timeline = await waitFor('its line in the timeline', async () => {
    const rows = await house.db
      .collection('booking_timeline')
      .find({ event_id: new ObjectId(id) })
      .toArray();
    return rows.length > 0 ? rows : undefined;
  });
  expect(timeline).toMatchObject([
    { event_type: 'booking.created', initiated_by: { channel: 'api' }, superseded: false },
  ]);
  const again = await confirm(anna.id, first, 'anna-1');
  expect([again.status, again.body]).toEqual([200, answered.body]);
  expect((await confirm(anna.id, first)).body).toMatchObject({
    booking_id: booked.booking_id,
    slot_id: first,
  });
  const other = await confirm(anna.id, second);
  expect([other.status, codeOf(other)]).toEqual([409, 'already_booked']);
});

test('the API and a tap fight for one seat by the same rules', async () => {
  const { id, slots } = await house.event({ starts: [moscow(3, '14:00'), moscow(3, '16:00')] });
  const [first = ''] = slots;
  const [anna, boris] = [await house.person('Anna'), await house.person('Boris')];
  await book(anna, id);
  const late = await confirm(boris.id, first);
  expect([late.status, codeOf(late)]).toEqual([409, 'slot_taken']);
  expect(times((late.body as { slots: SlotDays }).slots)).toEqual(['16:00']);
});

test('ten people ask for three seats in one instant: three have them', async () => {
  const { slots } = await house.event({ starts: [moscow(4, '14:00')], capacity: 3 });
  const [slot = ''] = slots;
  const people = await Promise.all(Array.from({ length: 10 }, (_, n) => house.person(`P${n}`)));
  const answers = await Promise.all(people.map((one) => confirm(one.id, slot)));
  expect(answers.filter((one) => one.status === 200)).toHaveLength(3);
  expect(answers.filter((one) => codeOf(one) === 'slot_taken')).toHaveLength(7);
  expect((await slotDoc(house, slot))?.['booked_users']).toHaveLength(3);
});

test('a publisher that knows only the seed books, moves and cancels', async () => {
  const starts = [moscow(5, '14:00'), moscow(5, '16:00')];
  const { id, slots } = await house.event({ starts, title: 'Of the seed' });
  const anna = await house.person('Anna');
  const [day = ''] = (await free(id)).map((one) => one.date);
  const nothing = { old_date: null, old_time: null, new_date: null, new_time: null, location: null };
  const say = (event_type: string, payload: object) =>
    sayWhatHappened(house.env['AMQP_URL'] ?? '', house.env['AMQP_PREFIX'] ?? '', {
      event_type,
      user_telegram_id: anna.id,
      timestamp: new Date().toISOString(),
      payload: { ...nothing, ...payload },
    });
  const until = (what: string, status: string, slot: string | undefined) =>
    waitFor(what, async () => {
      const booking = await bookingOf(house, anna, id);
      const there = slot === undefined || String(booking?.['slot_id']) === slot;
      return (booking?.['status'] === status && there) || undefined;
    });
  await say('booking.created', { new_date: day, new_time: '14:00', location: 'Office A' });
  await until('the booking', 'booked', slots[0]);
  await say('booking.rescheduled', { old_date: day, old_time: '14:00', new_date: day, new_time: '16:00' });
  await until('the move', 'booked', slots[1]);
  await say('booking.cancelled', { old_date: day, old_time: '16:00' });
  await until('the cancellation', 'cancelled', undefined);
  await waitFor('the seat to be free', async () => {
    const seated = (await slotDoc(house, slots[1] ?? ''))?.['booked_users'] as readonly unknown[];
    return seated.length === 0 || undefined;
  });
});

test('a slot of another company’s event is refused at once, and stays free', async () => {
  const { id, slots } = await house.event({ starts: [moscow(5, '14:00')] });
  await house.db
    .collection('events')
    .updateOne({ _id: new ObjectId(id) }, { $set: { company_id: 'another company' } });
  const anna = await house.person('Anna');
  const refused = await confirm(anna.id, slots[0] ?? '', 'foreign-1');
  expect([refused.status, codeOf(refused)]).toEqual([409, 'closed']);
  expect(await bookingOf(house, anna, id)).toBeNull();
  expect(await slotDoc(house, slots[0] ?? '')).toMatchObject({ booked_users: [] });
});
