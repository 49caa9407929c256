import { afterAll, beforeAll, expect, test } from 'vitest';
import { collections } from '../../adapters/mongo/collections.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import { insertSlots } from '../../adapters/mongo/slots.ts';
import { bookingButton } from '../../contracts/callback-data.ts';
import type { Press } from '../../core/booking/press.ts';
import { eventId } from '../../core/shared/ids.ts';
import { dayAfter, dayOf } from '../../core/time/slot-instants.ts';
import { screens, type Walker, walker } from '../support/candidate.ts';
import { House, moscow } from '../support/house.ts';
import { bookingOf, slotDoc, slotLabels } from '../support/journey.ts';
import { Staff } from '../support/staff.ts';
import { History } from './history/index.ts';
import { together } from './schedule.ts';

// Two workers, two bots, two admins. The verdict is the checker's, never what the racers were told.

let house: House;
let history: History;
let staff: Staff;
beforeAll(async () => {
  house = await House.open('race', { replicas: 2 });
  history = await History.of(house);
  staff = new Staff(house, history.temporal.client);
});
afterAll(async () => {
  await history?.close();
  await house?.close();
});

/** RACE_REPEATS: each race so often, on other people and other slots. */
const often = { repeats: Number(process.env['RACE_REPEATS'] ?? 1) - 1 };

const days = (count: number) => Array.from({ length: count }, (_none, index) => moscow(2 + index, '14:00'));
const atRest = async () => expect(await history.verdict()).toEqual([]);
const people = (count: number, event: string): Promise<readonly Walker[]> =>
  Promise.all(Array.from({ length: count }, (_none, index) => walker(house, `Person ${index}`, event)));
const seatsIn = async (slot: string | undefined): Promise<number> =>
  ((await slotDoc(house, slot ?? ''))?.['seats'] as readonly unknown[] | undefined)?.length ?? -1;
const either = /The seat is held|no longer available|can no longer be booked|No free time/;

/** A press that no menu makes outdated, on the last message of the conversation; over once it is answered. */
async function press(who: Walker, pressed: Press): Promise<void> {
  const { message_id } = await who.sees(/./);
  const tap = await who.person.forges(bookingButton(eventId(who.event), pressed), { message_id });
  await tap.answer(30_000);
}

async function toTheList(all: readonly Walker[]): Promise<void> {
  await Promise.all(all.map((one) => one.opens()));
}

test.each([2, 50])(
  '%i people tap the last seat at once: one has it, all are answered',
  often,
  async (count) => {
    const { id, slots } = await house.event({ starts: days(1) });
    const racers = await people(count, id);
    await toTheList(racers);
    const list = await racers[0]?.sees(screens.list);
    const label = (list && slotLabels(list)[0]) ?? 'no slot';
    await together(racers.map((one) => () => one.taps(label)));
    const seen = await Promise.all(racers.map((one) => one.sees(either)));
    const winners = racers.filter((_one, index) => seen[index]?.text?.includes(screens.held));
    expect(winners).toHaveLength(1);
    await winners[0]?.confirms();
    await atRest();
    expect(await seatsIn(slots[0])).toBe(1);
  },
);

test('one person taps two slots at once, and Confirm twice: one booking with one seat', often, async () => {
  const { id, slots } = await house.event({ starts: days(2) });
  const anna = await walker(house, 'Anna', id);
  const labels = slotLabels(await anna.opens());
  await together(labels.map((label) => () => anna.taps(label)));
  // The second tap may still redraw the message: what is confirmed is what it shows at rest.
  await atRest();
  await anna.sees(screens.held);
  await together([() => anna.taps('Confirm'), () => anna.taps('Confirm')]);
  await anna.sees(screens.booked);
  await atRest();
  expect((await seatsIn(slots[0])) + (await seatsIn(slots[1]))).toBe(1);
});

test.each(['release', 'swap'] as const)(
  'one person moves twice at once (%s): one booking with one seat, moved once',
  often,
  async (policy) => {
    const { id, slots } = await house.event({ starts: days(3), policy });
    const anna = await walker(house, 'Anna', id);
    await anna.books();
    await together([() => press(anna, { kind: 'move' }), () => press(anna, { kind: 'move' })]);
    // A second press of one moment may draw the message again: only what it shows at rest may be tapped on.
    await atRest();
    const labels = slotLabels(await anna.sees(/has been cleared|stays as it is/));
    await together(labels.slice(1).map((label) => () => anna.taps(label)));
    await atRest();
    await anna.sees(screens.held);
    await together([() => anna.taps('Confirm'), () => anna.taps('Confirm')]);
    await anna.sees(screens.booked);
    await atRest();
    expect(await bookingOf(house, anna.person, id)).toMatchObject({ status: 'booked', moves: 1 });
    expect((await Promise.all(slots.map(seatsIn))).filter((seats) => seats !== 0)).toEqual([1]);
  },
);

test.each(['release', 'swap'] as const)(
  'two people move to the same last seat at once (%s): one has it, the other is told, each has one seat',
  often,
  async (policy) => {
    const { id, slots } = await house.event({ starts: days(3), policy });
    const [anna, boris] = (await people(2, id)) as readonly [Walker, Walker];
    await anna.books(0);
    await boris.books(0);
    const last = slots[2] ?? '';
    for (const one of [anna, boris]) {
      await press(one, { kind: 'move' });
      await one.sees(/has been cleared|stays as it is/);
    }
    const label = slotLabels(await anna.sees(/\d\d:\d\d/)).at(-1) ?? 'no slot';
    await together([anna, boris].map((one) => () => one.taps(label)));
    const seen = await Promise.all([anna, boris].map((one) => one.sees(either)));
    const won = seen.map((message) => message.text?.includes(screens.held));
    expect(won.filter(Boolean)).toHaveLength(1);
    const [winner, loser] = won[0] ? [anna, boris] : [boris, anna];
    await winner.confirms();
    if (policy === 'swap') {
      await loser.taps('Keep it');
      await loser.sees(screens.booked);
    } else {
      await loser.chooses();
      await loser.confirms();
    }
    await atRest();
    expect(await seatsIn(last)).toBe(1);
    expect((await Promise.all(slots.map(seatsIn))).reduce((sum, seats) => sum + seats, 0)).toBe(2);
  },
);

test.each(['release', 'swap'] as const)(
  'a move against a cancellation (%s): one of the two',
  often,
  async (policy) => {
    const { id } = await house.event({ starts: days(3), policy });
    const anna = await walker(house, 'Anna', id);
    await anna.books();
    await anna.person.sends('/reschedule');
    await anna.sees(/has been cleared|stays as it is/);
    await anna.chooses();
    await together([() => anna.taps('Confirm'), () => press(anna, { kind: 'cancel_reason', code: 'ill' })]);
    await anna.sees(/has been moved|is cancelled/);
    await atRest();
  },
);

test(
  'several people confirm while the event closes: whoever is not booked is told, and no seat stays without a booking',
  often,
  async () => {
    const { id, slots } = await house.event({ starts: days(1), capacity: 4 });
    const racers = await people(4, id);
    await toTheList(racers);
    for (const one of racers) await one.chooses();
    await together<unknown>([
      ...racers.map((one) => () => one.taps('Confirm')),
      () => staff.changeEvent(id, { status: 'closed' }),
    ]);
    await Promise.all(racers.map((one) => one.sees(/is booked|can no longer|closed/)));
    await atRest();
    expect((await slotDoc(house, slots[0] ?? ''))?.['open']).toBe(false);
  },
);

test('several people confirm while the slot shrinks: never more seats than it has', often, async () => {
  const { id, slots } = await house.event({ starts: days(2), capacity: 4 });
  const racers = await people(4, id);
  await toTheList(racers);
  const [first, second, ...late] = racers as readonly [Walker, Walker, ...Walker[]];
  await first.chooses();
  await second.chooses();
  const list = await late[0]?.sees(screens.list);
  const label = list && slotLabels(list)[0];
  await together<unknown>([
    () => first.taps('Confirm'),
    () => second.taps('Confirm'),
    ...late.map((one) => () => one.taps(label ?? 'no slot')),
    () => staff.changeSlot(slots[0] ?? '', { max_users: 2 }),
  ]);
  await Promise.all([first, second].map((one) => one.sees(screens.booked)));
  await Promise.all(late.map((one) => one.sees(either)));
  await atRest();
});

test(
  'closing, opening and adding slots of one event together: no slot of a closed event stays bookable',
  often,
  async () => {
    const { id } = await house.event({ starts: days(2) });
    const add = (hour: number) =>
      insertSlots(house.db, eventId(id), [
        { day: dayAfter(dayOf(Date.now()), 3), time: `${hour}:00`, duration_minutes: 30, max_users: 1 },
      ]);
    await together<unknown>(
      [10, 11, 12, 13].flatMap((hour) => [
        () => add(hour),
        () => staff.changeEvent(id, { status: 'open' }),
        () => staff.changeEvent(id, { status: 'closed' }),
      ]),
    );
    await staff.changeEvent(id, { status: 'closed' });
    const { events, slots } = collections(house.db);
    const event = await events.findOne({ _id: oid(eventId(id)) });
    const all = await slots.find({ event_id: oid(eventId(id)) }).toArray();
    expect(all).toHaveLength(6);
    expect(all.map((slot) => [slot.open, slot.event_rev])).toEqual(all.map(() => [false, event?.rev]));
    expect(event?.status).toBe('closed');
  },
);

// From here on the clock runs ahead.

test('holds run out as they are confirmed: each is booked or told so', often, async () => {
  const { id } = await house.event({ starts: days(3) });
  const racers = await people(3, id);
  await toTheList(racers);
  for (const [at, one] of racers.entries()) await one.chooses(at);
  await together<unknown>([
    () => house.goTo({ advance_ms: 5 * 60_000 + 1_000 }),
    ...racers.map((one) => () => one.taps('Confirm')),
  ]);
  await Promise.all(racers.map((one) => one.sees(/is booked|ran out/)));
  await atRest();
});

test('the cut-off passes as people confirm: nobody is booked after it', often, async () => {
  const now = Date.now() + house.sandbox.telegram.kit.world.offsetMs;
  const { id } = await house.event({ starts: [now + 124 * 60_000], capacity: 3 });
  const racers = await people(3, id);
  await toTheList(racers);
  for (const one of racers) await one.chooses();
  await together<unknown>([
    () => house.goTo({ advance_ms: 4 * 60_000 }),
    ...racers.map((one) => () => one.taps('Confirm')),
  ]);
  // Two hours before is also when the reminder comes, over the words that said it was booked.
  await Promise.all(
    racers.map((one) => one.sees(/is booked|A reminder of|begins too soon|ran out|No free time|closed/)),
  );
  await atRest();
});
