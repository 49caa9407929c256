import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFigures } from '../../../adapters/mongo/panel/figures.ts';
import { createPerson } from '../../../adapters/mongo/people.ts';
import type { SlotId, UserId } from '../../../core/shared/ids.ts';
import { dayAfter, dayOf } from '../../../core/time/slot-instants.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  oidOf,
  openBookingWorld,
  ordersOf,
  someSlots,
} from '../../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('panel-figures');
});
afterAll(() => world.close());

const person = async (allowed = true): Promise<UserId> => {
  const id = await createPerson(world.db, { allowed }, world.clock.now);
  if (!id) throw new Error('nobody was made');
  return id;
};

test('the figures are those counted by hand, per event and company', async () => {
  const event = await anEvent(world, { title: 'Backend' });
  const slots = (await someSlots(world, event, 5, 2)) as SlotId[];
  const [one, two, three, four] = slots as [SlotId, SlotId, SlotId, SlotId];
  const [looked, held, booked, came, missed] = await Promise.all(Array.from({ length: 5 }, () => person()));
  if (!looked || !held || !booked || !came || !missed) throw new Error('five people are needed');
  // Two more on the list who did nothing; one taken off it after cancelling.
  await Promise.all([person(), person()]);
  const gone = await person(false);
  await world.rows.anchors.insertMany([
    { user_id: oidOf(looked), event_id: oidOf(event), chat_id: 1, message_id: 1, hash: null },
    { user_id: oidOf(came), event_id: oidOf(event), chat_id: 2, message_id: 2, hash: null },
  ] as never);
  await world.verbs.takeHold(ordersOf(event, held).hold(one));
  await bookedIn(world, event, one, booked);
  const first = await bookedIn(world, event, two, came);
  await world.verbs.recordOutcome({ ...first.orders.op(first.booking_id), outcome: 'done' });
  const second = await bookedIn(world, event, three, missed);
  await world.verbs.recordOutcome({ ...second.orders.op(second.booking_id), outcome: 'no_show' });
  await world.rows.users.updateOne({ _id: oidOf(gone) }, { $set: { allowed: true } });
  const third = await bookedIn(world, event, four, gone);
  await world.verbs.cancelBooking({ ...third.orders.op(third.booking_id), reason: 'ill' });
  await world.rows.users.updateOne({ _id: oidOf(gone) }, { $set: { allowed: false } });
  await anEvent(world, { title: 'Not yet', status: 'draft' });

  const figures = createFigures(world.db);
  const counted = { invited: 8, opened: 6, chose: 5, booked: 4, came: 1, no_show: 1, known: 2 };
  const backend = { event_id: event, title: 'Backend', ...counted };
  expect(await figures.events('default')).toEqual({ each: [backend], all: counted });
  const none = { invited: 0, opened: 0, chose: 0, booked: 0, came: 0, no_show: 0, known: 0 };
  expect(await figures.events('another')).toEqual({ each: [], all: none });

  const today = dayOf(world.clock.now);
  const day = dayAfter(today, 2);
  // Five slots of two seats; held and booked in the first, one each in the second and third.
  expect(await figures.days('default', event, today)).toEqual([{ day, seats: 10, taken: 4 }]);
  expect(await figures.days('default', undefined, today)).toEqual([{ day, seats: 10, taken: 4 }]);
  expect(await figures.days('another', undefined, today)).toEqual([]);
  expect(await figures.days('default', event, dayAfter(day, 1))).toEqual([]);
});

test('over all events each person counts once per step, however many of them they are in', async () => {
  const figures = createFigures(world.db);
  const before = await figures.events('default');
  const [one, two, outside] = [await person(), await person(), await person(false)];
  // Both events are for the two of them, the second also for somebody who is not on the list.
  const first = await anEvent(world, { title: 'First', audience: [one, two].map(oidOf) });
  const second = await anEvent(world, { title: 'Second', audience: [one, two, outside].map(oidOf) });
  for (const event of [first, second]) {
    const [slot] = (await someSlots(world, event, 1, 2)) as [SlotId];
    const { orders, booking_id } = await bookedIn(world, event, slot, one);
    await world.verbs.recordOutcome({ ...orders.op(booking_id), outcome: 'done' });
  }
  const { each, all } = await figures.events('default');
  const step = { opened: 1, chose: 1, booked: 1, came: 1, no_show: 0 };
  expect(each.find((row) => row.event_id === first)).toMatchObject({ invited: 2, ...step });
  expect(each.find((row) => row.event_id === second)).toMatchObject({ invited: 3, ...step });
  const b = before.all;
  expect(all).toMatchObject({
    // The two are on the list now, and so in the event for everyone as well; one more is from outside it.
    invited: b.invited + 3,
    opened: b.opened + 1,
    chose: b.chose + 1,
    booked: b.booked + 1,
    came: b.came + 1,
    known: b.known + 1,
  });
});

test('an event for named people counts them, and nobody who is only on the list', async () => {
  const named = [await person(), await person()];
  const event = await anEvent(world, { title: 'Named', audience: named.map(oidOf) });
  const { each: rows } = await createFigures(world.db).events('default');
  expect(rows.find((row) => row.event_id === event)).toMatchObject({ invited: 2, opened: 0, booked: 0 });
});
