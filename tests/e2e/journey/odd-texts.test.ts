import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf } from '../../../core/time/slot-instants.ts';
import { House, moscow } from '../../support/house.ts';
import { book, bookingOf, labels, patient } from '../../support/journey.ts';
import { zapis } from '../../support/zapis.ts';

let house: House;
beforeAll(async () => {
  house = await House.open('odd-texts');
});
afterAll(() => house?.close());

const turned = '\u202e';
/** As somebody typed it, and as a line of a message shows it. */
const odd = [
  { kind: 'tags', typed: '<b>Анна</b> & "Co" <a href=\'x\'>', shown: '<b>Анна</b> & "Co" <a href=\'x\'>' },
  { kind: 'emoji', typed: '👩‍👩‍👧‍👦🇷🇺 Ё', shown: '👩‍👩‍👧‍👦🇷🇺 Ё' },
  { kind: 'marks that turn the direction', typed: `${turned}annA شيماء`, shown: 'annA شيماء' },
  { kind: '64 characters', typed: 'Щ'.repeat(64), shown: 'Щ'.repeat(64) },
] as const;

async function desk(...argv: string[]): Promise<string> {
  const { code, said } = await zapis(argv, house.env);
  expect(code, said).toBe(0);
  return said;
}

test.each(odd)(
  '$kind in the name of a person without a username, and in every text of an event: booked, said as it is',
  async ({ typed, shown }) => {
    const person = await house.person(typed, { allowed: false });
    const texts = ['--title', typed, '--place', typed, '--bring', typed];
    const [created] = await Promise.all([
      desk('event', 'create', ...texts, '--open'),
      desk('person', 'allow', '--telegram', String(person.id), '--name', typed),
    ]);
    const event = /[0-9a-f]{24}/.exec(created)?.[0] ?? '';
    const slots = ['--event', event, '--dates', dayOf(moscow(3, '14:00')), '--times', '14:00'];
    const place = ['--minutes', '30', '--capacity', '1', '--place', typed, '--room', typed];
    await desk('slots', 'add', ...slots, ...place);

    await person.sends('/help');
    await person.chat().waitForText('Commands', patient);
    const booked = await book(person, event);
    expect(booked.text?.split(shown).length, booked.text).toBeGreaterThanOrEqual(4);
    expect(booked.text).not.toContain(turned);
    expect(labels(booked)).toEqual([]);
    const row = await house.db.collection('users').findOne({ telegram_id: person.id });
    expect(row).toMatchObject({ first_name: typed, username: null });
    expect(await bookingOf(house, Object.assign(person, { userId: String(row?._id) }), event)).toMatchObject({
      status: 'booked',
    });
    await person.sends('/calendar');
    await person
      .chat()
      .waitFor((all) => all.find((one) => one.document?.file_name === 'interview.ics'), patient);
  },
);

test('the list of people has every name as it was typed', async () => {
  const people = JSON.parse(await desk('person', 'list', '--json')) as { readonly name: string }[];
  expect(people.map((one) => one.name).toSorted()).toEqual(odd.map((one) => one.typed).toSorted());
});
