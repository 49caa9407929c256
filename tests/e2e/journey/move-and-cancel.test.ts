import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { House, moscow } from '../../support/house.ts';
import {
  announced,
  answerTo,
  book,
  bookingOf,
  labels,
  patient,
  slotDoc,
  slotLabels,
} from '../../support/journey.ts';

let house: House;
beforeAll(async () => {
  house = await House.open('move');
});
afterAll(() => house.close());

const threeTimes = () => [moscow(2, '14:00'), moscow(3, '15:00'), moscow(4, '16:00')];
const seats = async (slot: string | undefined): Promise<number> => {
  const taken = (await slotDoc(house, slot ?? ''))?.['booked_users'] as readonly unknown[] | undefined;
  return taken?.length ?? -1;
};

describe('FR6: /reschedule', () => {
  test('release: the old time is free at once; the next confirm is one move with the same number', async () => {
    const { id, slots } = await house.event({ starts: threeTimes() });
    const anna = await house.person('Anna');
    await book(anna, id);
    const number = (await bookingOf(house, anna, id))?.['number'] as string;
    await anna.sends('/reschedule');
    const list = await anna.chat().waitForText('has been cleared', patient);
    expect(await seats(slots[0])).toBe(0);
    expect(labels(list).flat()).toContain('Keep my old time');
    const other = slotLabels(list).find((label) => label.includes('15:00')) ?? '';
    await anna.tap(other);
    await anna.chat().waitForText('The seat is held', patient);
    await anna.tap('Confirm');
    const moved = await anna.chat().waitForText('Your booking has been moved', patient);
    expect(moved.text).toContain(number);
    expect(await bookingOf(house, anna, id)).toMatchObject({ status: 'booked', moves: 1, number });
    expect([await seats(slots[0]), await seats(slots[1])]).toEqual([0, 1]);
    expect(await announced(house, id)).toEqual([
      'booking.created',
      'booking.cancelled',
      'booking.rescheduled',
    ]);
  });

  test('release: Keep my old time brings it back and counts as no move', async () => {
    const { id, slots } = await house.event({ starts: threeTimes() });
    const anna = await house.person('Anna');
    await book(anna, id);
    await anna.sends('/reschedule');
    await anna.chat().waitForText('has been cleared', patient);
    await anna.tap('Keep my old time');
    await anna.chat().waitForText('You keep your old time', patient);
    expect(await bookingOf(house, anna, id)).toMatchObject({ status: 'booked', moves: 0 });
    expect(await seats(slots[0])).toBe(1);
  });

  test('swap: the old seat stays until the new one is confirmed', async () => {
    const { id, slots } = await house.event({ starts: threeTimes(), policy: 'swap' });
    const anna = await house.person('Anna');
    await book(anna, id);
    await anna.sends('/reschedule');
    const list = await anna.chat().waitForText('stays as it is until you confirm', patient);
    expect(labels(list).flat()).toContain('Keep it');
    expect(await seats(slots[0])).toBe(1);
    await anna.tap(slotLabels(list)[0] ?? '');
    await anna.chat().waitForText('The seat is held', patient);
    await anna.tap('Confirm');
    await anna.chat().waitForText('Your booking has been moved', patient);
    expect([await seats(slots[0]), await seats(slots[1])]).toEqual([0, 1]);
    expect(await announced(house, id)).toEqual(['booking.created', 'booking.rescheduled']);
  });

  test('where there is no other time, or no move is left, it says why and the booking stands', async () => {
    const one = await house.event({ starts: [moscow(2, '14:00')], title: 'Only one time' });
    const anna = await house.person('Anna');
    await book(anna, one.id);
    await anna.sends('/reschedule');
    await anna.chat().waitForText('There is no other free time', patient);
    const never = await house.event({ starts: threeTimes(), maxMoves: 0, title: 'No moves' });
    const boris = await house.person('Boris');
    await book(boris, never.id);
    await boris.sends('/reschedule');
    await boris.chat().waitForText('as often as is allowed', patient);
    expect(await bookingOf(house, boris, never.id)).toMatchObject({ status: 'booked', moves: 0 });
  });
});

describe('/cancel', () => {
  test('asks once, takes a reason, gives the seat back; one may sign up again', async () => {
    const { id, slots } = await house.event({ starts: threeTimes() });
    const anna = await house.person('Anna');
    await book(anna, id);
    await anna.sends('/cancel');
    await anna.chat().waitForText('Cancel your booking?', patient);
    expect(await seats(slots[0])).toBe(1);
    await anna.tap('I am ill');
    await anna.chat().waitForText('Your booking is cancelled', patient);
    expect(await seats(slots[0])).toBe(0);
    expect(await bookingOf(house, anna, id)).toMatchObject({
      status: 'cancelled',
      active: false,
      cancelled: { reason: 'ill' },
    });
    const again = await anna.tap('Choose another time');
    expect(await answerTo(house, again)).not.toHaveProperty('text');
    await anna.chat().waitForText('Please choose a time', patient);
  });

  test('Another reason: the next text is the reason, stored before anything is cancelled', async () => {
    const { id } = await house.event({ starts: threeTimes() });
    const anna = await house.person('Anna');
    await book(anna, id);
    await anna.sends('/cancel');
    await anna.chat().waitForText('Cancel your booking?', patient);
    await anna.tap('Another reason');
    await anna.chat().waitForText('write the reason', patient);
    await anna.sends('My cat is <b>ill</b>');
    await anna.chat().waitForText('Your booking is cancelled', patient);
    const texts = await house.db.collection('inbound_texts').find({ telegram_id: anna.id }).toArray();
    expect(texts.map((row) => row['text'])).toEqual(['My cat is <b>ill</b>']);
    const booking = await bookingOf(house, anna, id);
    expect(booking?.['cancelled']).toMatchObject({ reason: 'other', text_id: texts[0]?._id.toHexString() });
  });

  test('Another reason, and then something else: what is written later cancels nothing', async () => {
    const { id } = await house.event({ starts: threeTimes() });
    const anna = await house.person('Anna');
    await book(anna, id);
    await anna.sends('/cancel');
    await anna.chat().waitForText('Cancel your booking?', patient);
    await anna.tap('Another reason');
    await anna.chat().waitForText('write the reason', patient);
    await anna.sends('/mybooking');
    await anna.chat().waitForText('Your interview is booked', patient);
    const thanks = await anna.sends('Thank you!');
    await anna.chat().waitFor((all) => all.find((one) => one.message_id > thanks.message_id), patient);
    expect((await anna.chat().lastFromBot())?.text).toContain('Your interview is booked');
    expect(await bookingOf(house, anna, id)).toMatchObject({ status: 'booked', active: true });
  });

  test('Do not cancel leaves all as it was', async () => {
    const { id } = await house.event({ starts: threeTimes() });
    const anna = await house.person('Anna');
    await book(anna, id);
    await anna.sends('/cancel');
    await anna.chat().waitForText('Cancel your booking?', patient);
    await anna.tap('Do not cancel');
    await anna.chat().waitForText('Your interview is booked', patient);
    expect(await bookingOf(house, anna, id)).toMatchObject({ status: 'booked', active: true });
  });
});
