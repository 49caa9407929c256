import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTemporal, type TemporalClient } from '../../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../../config/load.ts';
import { bookingWorkflowId } from '../../../contracts/workflows/booking.ts';
import { plain } from '../../../core/i18n/t.ts';
import { eventId, userId } from '../../../core/shared/ids.ts';
import { House, moscow } from '../../support/house.ts';
import {
  answerTo,
  book,
  bookingOf,
  dataOf,
  labels,
  open,
  patient,
  slotDoc,
  slotLabels,
  wordsOf,
} from '../../support/journey.ts';
import { Staff } from '../../support/staff.ts';

type Event = Awaited<ReturnType<House['event']>>;
type Person = Awaited<ReturnType<House['person']>>;
type Key = Parameters<typeof plain>[0];

let house: House;
let temporal: TemporalClient;
let staff: Staff;
beforeAll(async () => {
  house = await House.open('event-ends');
  temporal = openTemporal(loadTemporalConfig(house.env));
  staff = new Staff(house, temporal.client);
});
afterAll(async () => {
  await temporal?.close();
  await house?.close();
});

const status = (to: 'closed' | 'archived') => async (event: Event) => {
  expect(await staff.changeEvent(event.id, { status: to })).toMatchObject({ ok: true });
};
const ways = [
  { how: 'closed', lang: 'en', day: 10, shut: true, ends: status('closed') },
  { how: 'archived', lang: 'ru', day: 20, shut: true, ends: status('archived') },
  {
    how: 'emptied',
    lang: 'en',
    day: 30,
    shut: false,
    async ends(event: Event) {
      for (const slot of event.slots)
        expect(await staff.changeSlot(slot, { is_active: false })).toMatchObject({ ok: true });
    },
  },
] as const;

describe.each(ways)('an event is $how, in $lang, at each moment', ({ lang, day, shut, ends }) => {
  const words = wordsOf(lang);
  /** A text of ours as it is read. */
  const text = (key: Key) => plain(key as 'slots.none', lang).replaceAll(/<[^>]+>/g, '');
  const sees = (person: Person, key: Key) => person.chat().waitForText(text(key), patient);
  const gone = { text: text('answer.closed'), alert: true };
  const event = (policy: 'release' | 'swap' = 'release', on = day + 30) =>
    house.event({ starts: [moscow(on, '14:00'), moscow(on + 1, '15:00')], policy });
  const person = () => house.person('Anna', { lang });
  const tap = async (who: Person, key: Key) => answerTo(house, await who.tap(text(key)));
  const list = async (who: Person, of: Event) => {
    await open(who, of.id);
    return who.chat().waitForText(words.choose, patient);
  };
  /** The last of the times that are offered. */
  const choose = async (who: Person) => {
    const slots = slotLabels((await who.chat().lastFromBot()) ?? (await who.chat().last()));
    await who.tap(slots.at(-1) ?? 'no time is offered');
    await who.chat().waitForText(words.held, patient);
  };
  /** The end has reached this person: the screen was shown anew, and its buttons with it. */
  const ended = async (of: Event, who: Person) => {
    const before = await who.chat().last();
    await ends(of);
    if (shut)
      await who.chat().waitFor((all) => dataOf(all.at(-1) ?? before, 0) !== dataOf(before, 0), patient);
  };
  const seats = (of: Event, wanted: readonly number[]) =>
    expect
      .poll(() => Promise.all(of.slots.map(async (slot) => (await slotDoc(house, slot))?.['seats'].length)), {
        timeout: 60_000,
      })
      .toEqual(wanted);

  test('the list is open: the tap is answered, no time is offered any more', async () => {
    const [one, anna] = [await event(), await person()];
    const old = await list(anna, one);
    await ends(one);
    if (shut) await sees(anna, 'closed.text');
    const press = await anna.forges(dataOf(old, 0), { message_id: old.message_id });
    expect(await answerTo(house, press)).toMatchObject(
      shut ? { text: text('answer.outdated'), alert: true } : gone,
    );
    const now = await sees(anna, shut ? 'closed.text' : 'slots.none');
    expect([now.message_id, slotLabels(now)]).toEqual([old.message_id, []]);
    await seats(one, [0, 0]);
  });

  test('a seat is held: Confirm is refused, the seat goes back', async () => {
    const [one, anna] = [await event(), await person()];
    await list(anna, one);
    await choose(anna);
    await ended(one, anna);
    expect(await tap(anna, 'chosen.confirm')).toMatchObject(gone);
    await sees(anna, shut ? 'closed.text' : 'slots.none');
    await seats(one, [0, 0]);
    expect(await bookingOf(house, anna, one.id)).toMatchObject({
      status: 'pending',
      slot_id: null,
      holds: [],
    });
  });

  test('it is booked: the booking stands, cannot be moved, can be cancelled', async () => {
    const [one, anna] = [await event(), await person()];
    await book(anna, one.id, { lang });
    await ends(one);
    await anna.sends('/reschedule');
    const refused = await sees(anna, shut ? 'refused.event_closed' : 'refused.closed');
    expect(refused.text).toContain(text('refused.stands'));
    await seats(one, [1, 0]);
    await anna.tap(text('refused.cancel'));
    await sees(anna, 'cancel.ask');
    await anna.tap(text('cancel.ill'));
    await sees(anna, 'cancelled.candidate');
    await seats(one, [0, 0]);
  });

  test('the old time was cleared for a move: it is said that it cannot be taken back', async () => {
    const [one, anna] = [await event(), await person()];
    await book(anna, one.id, { lang });
    await anna.sends('/reschedule');
    const begun = await sees(anna, 'slots.choose');
    expect(labels(begun).flat()).toContain(text('slots.keep'));
    await ends(one);
    if (!shut) expect(await tap(anna, 'slots.keep')).toMatchObject(gone);
    const now = await sees(anna, 'notice.released');
    expect(labels(now).flat()).not.toContain(text('slots.keep'));
    expect(now.text).toContain(text('slots.none'));
    await seats(one, [0, 0]);
  });

  test('a new time is held in exchange for the old one: Confirm is refused, the old one stays', async () => {
    const [one, anna] = [await event('swap'), await person()];
    await book(anna, one.id, { lang });
    await anna.sends('/reschedule');
    await sees(anna, 'slots.choose');
    await choose(anna);
    await seats(one, [1, 1]);
    await ended(one, anna);
    expect(await tap(anna, 'chosen.confirm')).toMatchObject(gone);
    await sees(anna, 'slots.none');
    await seats(one, [1, 0]);
    await anna.tap(text('slots.keep_it'));
    await anna.chat().waitForText(words.booked, patient);
    expect(await bookingOf(house, anna, one.id)).toMatchObject({ status: 'booked', moves: 0 });
  });

  test('a reminder waits for its answer: it is taken; a move is refused; one may still cancel', async () => {
    const [one, anna] = [await event('release', day), await person()];
    await book(anna, one.id, { lang });
    await house.goTo({ instant: moscow(day, '11:00') + 200_000 });
    const reminder = await sees(anna, 'reminder.title');
    const move = dataOf(reminder, 1);
    await ended(one, anna);
    expect(await tap(anna, 'reminder.coming')).toMatchObject({ alert: false });
    const answered = await sees(anna, 'reminder.said_coming');
    expect(labels(answered).flat().includes(text('reminder.move'))).toBe(!shut);
    const press = shut
      ? await anna.forges(move, { message_id: answered.message_id })
      : await anna.tap(text('reminder.move'));
    expect(await answerTo(house, press)).toMatchObject({
      text: text(shut ? 'answer.outdated' : 'answer.cannot_move'),
      alert: true,
    });
    await seats(one, [1, 0]);
    await anna.sends('/cancel');
    await sees(anna, 'cancel.ask');
    await anna.tap(text('cancel.ill'));
    await sees(anna, 'cancelled.candidate');
    await seats(one, [0, 0]);
  });
});

test.each(['closed', 'archived'] as const)(
  '%s before anything was booked: the run ends; opened again, the next tap begins anew and can be booked',
  async (to) => {
    const one = await house.event({ starts: [moscow(70, '14:00'), moscow(71, '15:00')] });
    const { id } = one;
    const anna = await house.person('Anna', { lang: 'en' });
    const words = wordsOf('en');
    const run = temporal.client.workflow.getHandle(bookingWorkflowId(eventId(id), userId(anna.userId)));
    const ended = () =>
      expect.poll(async () => (await run.describe()).status.name, { timeout: 60_000 }).toBe('COMPLETED');
    await open(anna, id);
    await anna.tap(
      slotLabels(await anna.chat().waitForText(words.choose, patient))[0] ?? 'no time is offered',
    );
    await anna.chat().waitForText(words.held, patient);
    await anna.tap('Back');
    await anna.chat().waitForText(words.choose, patient);
    expect(await staff.changeEvent(id, { status: to })).toMatchObject({ ok: true });
    const closed = await anna.chat().waitForText('Booking is closed', patient);
    await ended();
    expect(await bookingOf(house, anna, id)).toMatchObject({ status: 'pending', active: false });
    expect(await staff.changeEvent(id, { status: 'open' })).toMatchObject({ ok: true });
    await ended();
    await open(anna, id);
    const list = await anna
      .chat()
      .waitFor(
        (all) => all.find((one) => one.message_id > closed.message_id && slotLabels(one).length > 0),
        patient,
      );
    await anna.tap(slotLabels(list)[0] ?? 'no time is offered');
    await anna.chat().waitForText(words.held, patient);
    await anna.tap('Confirm');
    await anna.chat().waitForText(words.booked, patient);
    const anew = await bookingOf(house, anna, id);
    expect(anew).toMatchObject({ status: 'booked', active: true });
    expect(anew?.['slot_id']?.toString()).toBe(one.slots[0]);
  },
);
