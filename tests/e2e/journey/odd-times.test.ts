import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { longTime } from '../../../core/time/people.ts';
import { slotInstants } from '../../../core/time/slot-instants.ts';
import { House, moscow } from '../../support/house.ts';
import { book, bookingOf, open, patient, slotLabels } from '../../support/journey.ts';

const minute = 60_000;
/** Later than any spread of reminders. */
const spread = 200_000;

/** Half a day before Moscow, and half a day after it; the second with the long runs. */
const zones = ['America/Los_Angeles', ...(process.env['ZAPIS_TEST_HOUSE'] ? ['Pacific/Kiritimati'] : [])];

// The clock only goes forward: each of these begins where the one before it ended.
describe.each(zones)('on computers that stand in %s', (zone) => {
  let house: House;
  beforeAll(async () => {
    house = await House.open('odd-times', { env: { TZ: zone } });
  });
  afterAll(() => house?.close());
  const says = (instant: number) => longTime(instant, 'en').replaceAll('\u00a0', ' ');

  test('a seat held before midnight is confirmed after it', async () => {
    const { id } = await house.event({ starts: [moscow(3, '14:00')], title: 'Late' });
    const anna = await house.person('Anna');
    await house.goTo({ instant: moscow(1, '23:58') });
    await open(anna, id);
    const list = await anna.chat().waitForText('Please choose a time', patient);
    await anna.tap(slotLabels(list)[0] ?? 'no time is offered');
    const held = await anna.chat().waitForText('The seat is held', patient);
    expect(held.text).toMatch(/until 00:0\d MSK/);
    await house.goTo({ instant: moscow(2, '00:00') + minute });
    await anna.tap('Confirm');
    await anna.chat().waitForText('Your interview is booked', patient);
    expect(await bookingOf(house, anna, id)).toMatchObject({
      time: '14:00',
      date: new Date(moscow(3, '00:00')),
    });
  });

  test('the last minute of a day and the first of the next: two days, two reminders', async () => {
    const [last, first] = [moscow(5, '23:59'), moscow(6, '00:00')];
    const { id } = await house.event({ starts: [last, first], title: 'Midnight' });
    const [anna, boris] = [await house.person('Anna'), await house.person('Boris')];
    const late = await book(anna, id);
    const early = await book(boris, id);
    expect(late.text).toContain(says(last));
    expect(early.text).toContain(says(first));
    expect(await bookingOf(house, anna, id)).toMatchObject({
      time: '23:59',
      date: new Date(moscow(5, '00:00')),
    });
    expect(await bookingOf(house, boris, id)).toMatchObject({
      time: '00:00',
      date: new Date(moscow(6, '00:00')),
    });
    await house.goTo({ instant: moscow(5, '11:00') + spread });
    await anna.chat().waitForText('A reminder of your interview', patient);
    expect((await boris.chat().lastFromBot())?.text).toContain('Your interview is booked');
    await house.goTo({ instant: moscow(5, '22:00') + spread });
    await boris.chat().waitForText('A reminder of your interview', patient);
    await house.goTo({ instant: first + 31 * minute });
    for (const person of [anna, boris])
      await person.chat().waitForText('The time of this interview has passed', patient);
  });

  test('a leap day is a day: booked the day before, reminded of and over on it', async () => {
    const at = (day: string, time: string) => slotInstants(day, time, 30).starts_at;
    await house.goTo({ instant: at('2028-02-28', '20:00') });
    const { id } = await house.event({
      starts: [at('2028-02-29', '10:00'), at('2028-03-01', '00:00')],
      title: 'Leap',
    });
    const vera = await house.person('Vera');
    await open(vera, id);
    const list = await vera.chat().waitForText('Please choose a time', patient);
    const [leap = '', next = ''] = slotLabels(list);
    expect([leap, next].map((label) => label.split(' · ').slice(0, 2).join(' · '))).toEqual([
      'Tue 29.02 · 10:00',
      'Wed 01.03 · 00:00',
    ]);
    await vera.tap(leap);
    await vera.chat().waitForText('The seat is held', patient);
    await vera.tap('Confirm');
    const booked = await vera.chat().waitForText('Your interview is booked', patient);
    expect(booked.text).toContain('Tue 29 February, 10:00 MSK');
    await house.goTo({ instant: at('2028-02-29', '08:00') + spread });
    await vera.chat().waitForText('A reminder of your interview', patient);
    await house.goTo({ instant: at('2028-02-29', '10:31') });
    await vera.chat().waitForText('The time of this interview has passed', patient);
  });
});
