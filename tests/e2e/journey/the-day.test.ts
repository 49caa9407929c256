import { afterAll, beforeAll, expect, test } from 'vitest';
import { House, moscow } from '../../support/house.ts';
import {
  announced,
  answerTo,
  book,
  bookingOf,
  labels,
  open,
  patient,
  slotLabels,
} from '../../support/journey.ts';

let house: House;
beforeAll(async () => {
  house = await House.open('the-day');
});
afterAll(() => house.close());

const goTo = (instant: number) => house.goTo({ instant });

test('a hold runs out, the reminder comes at 11:00, its answer is kept, the end is said once', async () => {
  const { id } = await house.event({ starts: [moscow(2, '15:00'), moscow(3, '15:00')] });
  const [anna, boris] = [await house.person('Anna'), await house.person('Boris')];
  await book(anna, id);
  await open(boris, id);
  const list = await boris.chat().waitForText('Please choose a time', patient);
  await boris.tap(slotLabels(list)[0] ?? '');
  await boris.chat().waitForText('The seat is held', patient);

  await house.goTo({ advance_ms: 6 * 60_000 });
  await boris.chat().waitForText('The time to confirm ran out', patient);

  await goTo(moscow(2, '11:00') - 60_000);
  expect((await anna.chat().last()).text).toContain('Your interview is booked');
  await goTo(moscow(2, '11:00') + 200_000);
  const reminder = await anna.chat().waitForText('A reminder of your interview', patient);
  expect(labels(reminder).flat()).toEqual(['I’m coming', 'Running late', 'Move', 'Can’t come']);
  await anna.tap('I’m coming');
  await anna.chat().waitForText('You answered: I’m coming', patient);
  expect(await bookingOf(house, anna, id)).toMatchObject({ reply: { value: 'coming' } });

  await goTo(moscow(2, '16:00'));
  await anna.chat().waitForText('The time of this interview has passed', patient);
  expect((await announced(house, id)).filter((type) => type === 'booking.done')).toHaveLength(1);
  expect((await announced(house, id)).filter((type) => type === 'booking.reminder')).toHaveLength(1);
});

test('FR9: within two hours of its start a time is no longer offered', async () => {
  const { id } = await house.event({ starts: [moscow(6, '10:00'), moscow(6, '18:00')] });
  const anna = await house.person('Vera');
  await open(anna, id);
  const list = await anna.chat().waitForText('Please choose a time', patient);
  expect(slotLabels(list)).toHaveLength(2);
  await goTo(moscow(6, '08:01'));
  const tap = await anna.tap(slotLabels(list)[0] ?? '');
  expect(await answerTo(house, tap)).toMatchObject({
    text: 'Booking for this time has closed: it begins too soon',
    alert: true,
  });
  const fresh = await anna.chat().waitForText('begins too soon', patient);
  expect(slotLabels(fresh)).toHaveLength(1);
});

test('release: fifteen minutes without a choice are said in a message of their own', async () => {
  const { id } = await house.event({ starts: [moscow(9, '14:00'), moscow(9, '16:00')] });
  const anna = await house.person('Gleb');
  await book(anna, id);
  await anna.sends('/reschedule');
  await anna.chat().waitForText('has been cleared', patient);
  await house.goTo({ advance_ms: 16 * 60_000 });
  await anna.chat().waitForText('You have no time booked now', patient);
  expect((await announced(house, id)).at(-1)).toBe('booking.unbooked');
});
