import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookingButton } from '../../../contracts/callback-data.ts';
import { eventId } from '../../../core/shared/ids.ts';
import { House, moscow } from '../../support/house.ts';
import { bookingOf, labels, open, patient, slotLabels } from '../../support/journey.ts';

const days = 75;
const times = Array.from({ length: 10 }, (_none, at) => `${10 + at}:00`);
const roomsAtOnce = 4;
/** Four rooms at a time, three to a page: the same time stands on two pages. */
const starts = Array.from({ length: days }, (_none, day) => day + 2).flatMap((day) =>
  times.flatMap((time) => Array.from({ length: roomsAtOnce }, () => moscow(day, time))),
);
const lastPage = Math.ceil(starts.length / 3) - 1;

let house: House;
beforeAll(async () => {
  house = await House.open('many-slots');
});
afterAll(() => house?.close());

// The emulator refuses what Telegram would: 4,096 characters of text, 64 bytes of a button.
test('an event of 3,000 slots: every page has its own three, the last is reached and booked, the API tells all', async () => {
  expect(starts).toHaveLength(3_000);
  const { id, slots } = await house.event({ starts });
  const anna = await house.person('Anna');
  await open(anna, id);
  let list = await anna.chat().waitForText('Please choose a time', patient);
  const seen = [...slotLabels(list)];
  const turn = async (press: () => Promise<unknown>) => {
    const [before] = slotLabels(list);
    await press();
    list = await anna
      .chat()
      .waitFor(
        (all) => all.findLast((one) => slotLabels(one).length > 0 && slotLabels(one)[0] !== before),
        patient,
      );
    return slotLabels(list);
  };
  for (let page = 1; page < 8; page += 1) seen.push(...(await turn(() => anna.tap('Later'))));
  expect(rooms(seen)).toEqual(Array.from({ length: 24 }, (_none, at) => 301 + at));
  expect(rooms(await turn(() => anna.tap('Earlier')))).toEqual([319, 320, 321]);

  const to = (page: number) =>
    anna.forges(bookingButton(eventId(id), { kind: 'page', page }), { message_id: list.message_id });
  expect(rooms(await turn(() => to(lastPage)))).toEqual([3_298, 3_299, 3_300]);
  expect(labels(list).flat()).not.toContain('Later');
  expect(rooms(await turn(() => to(lastPage / 3)))).toEqual([1_300, 1_301, 1_302]);
  expect(rooms(await turn(() => to(lastPage + 500)))).toEqual([3_298, 3_299, 3_300]);

  await anna.tap(slotLabels(list).at(-1) ?? 'no time is offered');
  await anna.chat().waitForText('The seat is held', patient);
  await anna.tap('Confirm');
  await anna.chat().waitForText('Your interview is booked', patient);
  const booking = await bookingOf(house, anna, id);
  expect(String(booking?.['slot_id'])).toBe(slots.at(-1));

  const answer = await fetch(`${house.env['API_URL']}/api/available-slots?event_id=${id}`, {
    headers: { authorization: `Bearer ${house.env['API_TOKEN']}` },
  });
  expect(answer.status).toBe(200);
  const told = new Set((await answer.text()).match(/"slot_id":"[0-9a-f]{24}"/g));
  expect(told.size).toBe(slots.length - 1);
});

const rooms = (given: readonly string[]): number[] => given.map((label) => Number(/\d+$/.exec(label)?.[0]));
