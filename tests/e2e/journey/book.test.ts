import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookingButton } from '../../../contracts/callback-data.ts';
import { eventId } from '../../../core/shared/ids.ts';
import { House, moscow } from '../../support/house.ts';
import {
  announced,
  answerTo,
  book,
  bookingOf,
  dataOf,
  labels,
  open,
  patient,
  saidTo,
  slotDoc,
  slotLabels,
  wordsOf,
} from '../../support/journey.ts';

let house: House;
beforeAll(async () => {
  house = await House.open('book');
});
afterAll(() => house.close());

const fourTimes = () => [moscow(2, '14:00'), moscow(2, '15:00'), moscow(3, '10:00'), moscow(4, '10:00')];

describe.each(['en', 'ru'])('a candidate books in one message, in %s', (lang) => {
  const words = wordsOf(lang);

  test('FR3 FR4: the next three times, a hold, Confirm: the same message all the way, the number and no buttons at the end', async () => {
    const { id, slots } = await house.event({ starts: fourTimes() });
    const anna = await house.person('Anna', { lang });
    await open(anna, id);
    const list = await anna.chat().waitForText(words.choose, patient);
    expect(slotLabels(list)).toHaveLength(3);
    expect(list.text).toContain('Office A');
    await anna.tap(slotLabels(list)[1] ?? '');
    const chosen = await anna.chat().waitForText(words.held, patient);
    await anna.tap(words.confirm);
    const booked = await anna.chat().waitForText(words.booked, patient);
    expect([chosen.message_id, booked.message_id]).toEqual([list.message_id, list.message_id]);
    expect(labels(booked)).toEqual([]);
    const booking = await bookingOf(house, anna, id);
    expect(booking).toMatchObject({ status: 'booked', active: true });
    expect(booked.text).toContain(String(booking?.['number']));
    expect((await slotDoc(house, slots[1] ?? ''))?.['booked_users']).toHaveLength(1);
    expect(await announced(house, id)).toEqual(['booking.created']);
  });

  test('FR5: a slot taken meanwhile is an alert, and fresh slots stand there at once', async () => {
    const { id } = await house.event({ starts: [moscow(2, '14:00'), moscow(3, '14:00')] });
    const [anna, boris] = [await house.person('Anna', { lang }), await house.person('Boris', { lang })];
    await open(boris, id);
    const list = await boris.chat().waitForText(words.choose, patient);
    await book(anna, id, { lang });
    const tap = await boris.tap(slotLabels(list)[0] ?? '');
    expect(await answerTo(house, tap)).toMatchObject({ text: words.taken, alert: true });
    const fresh = await boris.chat().waitForText(words.taken, patient);
    expect(slotLabels(fresh)).toHaveLength(1);
  });

  test('two candidates tap at once: one gets it, the other is told and sees what is left', async () => {
    const { id, slots } = await house.event({ starts: [moscow(2, '14:00'), moscow(3, '14:00')] });
    const people = [await house.person('Anna', { lang }), await house.person('Boris', { lang })];
    for (const person of people) await open(person, id);
    const lists = await Promise.all(people.map((one) => one.chat().waitForText(words.choose, patient)));
    const first = slotLabels(lists[0] ?? fail())[0] ?? '';
    await Promise.all(people.map((one) => one.tap(first)));
    const either = new RegExp(`${words.held}|${words.taken}`);
    const seen = await Promise.all(people.map((one) => one.chat().waitForText(either, patient)));
    const winners = people.filter((_one, at) => seen[at]?.text?.includes(words.held));
    const losers = seen.filter((one) => one.text?.includes(words.taken));
    expect([winners.length, losers.length]).toEqual([1, 1]);
    expect(slotLabels(losers[0] ?? fail())).toHaveLength(1);
    await winners[0]?.tap(words.confirm);
    await winners[0]?.chat().waitForText(words.booked, patient);
    const left = await slotDoc(house, slots[0] ?? '');
    expect(left?.['booked_users'].map(String)).toEqual([winners[0]?.userId]);
  });

  test('FR2: somebody who is not on the list is refused by command, text and button alike', async () => {
    const stranger = await house.person('Stranger', { lang, allowed: false });
    const { id } = await house.event({ starts: fourTimes() });
    await open(stranger, id);
    expect((await stranger.chat().waitForText(words.denied, patient)).text).toBe(words.denied);
    await stranger.sends('/slots');
    await stranger.sends('hello?');
    await stranger
      .chat()
      .waitFor((messages) => messages.filter((one) => one.text === words.denied).length === 3, patient);
    const texts = (await saidTo(stranger)).map((one) => one.text);
    expect(new Set(texts)).toEqual(new Set([words.denied]));
    const { message_id } = await stranger.chat().last();
    const button = bookingButton(eventId(id), { kind: 'sign_up' });
    const tap = await stranger.forges(button, { message_id });
    expect(await answerTo(house, tap)).toMatchObject({ text: words.denied, alert: true });
    expect(await saidTo(stranger)).toHaveLength(texts.length);
  });
});

describe('in front of the last seat', () => {
  test('a double tap on Confirm books once and is answered twice', async () => {
    const { id } = await house.event({ starts: fourTimes() });
    const anna = await house.person('Anna');
    await open(anna, id);
    const list = await anna.chat().waitForText('Please choose a time', patient);
    await anna.tap(slotLabels(list)[0] ?? '');
    await anna.chat().waitForText('The seat is held', patient);
    const taps = await Promise.all([anna.tap('Confirm'), anna.tap('Confirm')]);
    await anna.chat().waitForText('Your interview is booked', patient);
    for (const tap of taps) expect(await tap.answer(20_000)).toBeDefined();
    expect(await announced(house, id)).toEqual(['booking.created']);
  });

  test('an old button, a forged one and somebody else’s change nothing and show what is true', async () => {
    const { id } = await house.event({ starts: fourTimes() });
    const [anna, boris] = [await house.person('Anna'), await house.person('Boris')];
    await open(anna, id);
    const list = await anna.chat().waitForText('Please choose a time', patient);
    const first = slotLabels(list)[0] ?? '';
    await anna.tap(first);
    await anna.chat().waitForText('The seat is held', patient);
    await anna.tap('Confirm');
    await anna.chat().waitForText('Your interview is booked', patient);
    const data = dataOf(list, 1);
    const old = await anna.forges(data, { message_id: list.message_id });
    expect(await answerTo(house, old)).toMatchObject({ text: 'This menu is outdated', alert: true });
    await open(boris, id);
    const other = await boris.chat().waitForText('Please choose a time', patient);
    const foreign = await boris.forges(data, { message_id: other.message_id });
    expect(await answerTo(house, foreign)).toMatchObject({ text: 'This menu is outdated', alert: true });
    const rubbish = await boris.forges('b1:zzz:{"$ne":1}', { message_id: other.message_id });
    expect(await answerTo(house, rubbish)).toMatchObject({ text: 'This menu is outdated' });
    expect(await bookingOf(house, boris, id)).toBeNull();
  });
});

function fail(): never {
  throw new Error('nothing was shown');
}
