import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBookingActivities } from '../../activities/booking/activities.ts';
import { createWishActivities } from '../../activities/wishes/activities.ts';
import { collections } from '../../adapters/mongo/collections.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import { anybodyWishes, createWishes } from '../../adapters/mongo/wishes.ts';
import type { Opening } from '../../contracts/workflows/wishes.ts';
import { type EventId, type SlotId, type UserId, userId } from '../../core/shared/ids.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  openBookingWorld,
  ordersOf,
  someone,
  someSlots,
} from '../support/booking-world.ts';
import { editSlot } from '../support/edits.ts';

const hour = 3_600_000;
let world: BookingWorld;
let event: EventId;
let slot: SlotId;
const told: string[] = [];
/** Thrown when that many were told: a process that is lost on the way. */
let crashAfter = Number.POSITIVE_INFINITY;
let verbs: ReturnType<typeof createWishActivities>;
beforeAll(async () => {
  world = await openBookingWorld('wishes');
  verbs = createWishActivities({
    wishes: createWishes(world.db),
    time: world.deps.time,
    async slotOpened({ user_id }) {
      if (told.length === crashAfter) throw new Error('lost on the way');
      told.push(user_id);
    },
    waitForReason: () => Promise.resolve(),
  });
});
afterAll(() => world.close());
beforeEach(async () => {
  told.length = 0;
  crashAfter = Number.POSITIVE_INFINITY;
  event = await anEvent(world);
  [slot] = (await someSlots(world, event, 1)) as [SlotId];
});

async function wishers(count: number): Promise<UserId[]> {
  const users: UserId[] = [];
  for (let n = 0; n < count; n += 1) {
    const user = await someone(world);
    world.clock.now += 1_000;
    await verbs.noteWish({ event_id: event, user_id: user });
    users.push(user);
  }
  return users;
}
const opening = (key: string, more: Partial<Opening> = {}): Opening => ({
  event_id: event,
  key,
  slots: [slot],
  seats: 1,
  by: null,
  ...more,
});
const change = (user: UserId, set: object) =>
  collections(world.db).users.updateOne({ _id: oid(user) }, { $set: set });

describe('one freed seat', () => {
  test('is told to the first three who asked, each once, however often the opening comes', async () => {
    const users = await wishers(5);
    expect(await verbs.tellWishes(opening('o'))).toEqual({ told: 3, more: false });
    expect(await verbs.tellWishes(opening('o'))).toEqual({ told: 0, more: false });
    expect(told).toEqual(users.slice(0, 3));
  });

  test('nobody is told twice within an hour: the next ones are, then the first again', async () => {
    const users = await wishers(5);
    await verbs.tellWishes(opening('first'));
    await verbs.tellWishes(opening('second'));
    expect(told).toEqual(users);
    world.clock.now += hour;
    await verbs.tellWishes(opening('third'));
    expect(told.slice(5)).toEqual(users.slice(0, 3));
  });

  test('told half-way and begun again: nobody is left out and nobody else is chosen', async () => {
    const users = await wishers(5);
    crashAfter = 1;
    await expect(verbs.tellWishes(opening('o'))).rejects.toThrow('lost on the way');
    crashAfter = Number.POSITIVE_INFINITY;
    await verbs.tellWishes(opening('o'));
    expect(told).toEqual(users.slice(0, 3));
  });

  test('that somebody took meanwhile is told to nobody', async () => {
    await wishers(2);
    await editSlot(world.db, slot, { max_users: 0 });
    expect(await verbs.tellWishes(opening('o'))).toEqual({ told: 0, more: false });
  });

  test('whoever gave it back, sent /stop, left the list, blocked us or is booked is passed over', async () => {
    const [giver, quiet, gone, blocked, booked, last] = (await wishers(6)) as [
      UserId,
      UserId,
      UserId,
      UserId,
      UserId,
      UserId,
    ];
    await change(quiet, { broadcasts_off: true, broadcasts_off_at: new Date(world.clock.now) });
    await change(gone, { allowed: false });
    await change(blocked, { reachable: 'blocked' });
    const [other] = (await someSlots(world, event, 1)) as [SlotId];
    await bookedIn(world, event, other, booked);
    await verbs.tellWishes(opening('o', { by: giver }));
    expect(told).toEqual([last]);
  });

  test('whoever asked after /stop is told: it was promised', async () => {
    const [user] = (await wishers(1)) as [UserId];
    await change(user, { broadcasts_off: true, broadcasts_off_at: new Date(world.clock.now) });
    world.clock.now += 1_000;
    await verbs.tellWishes(opening('before'));
    expect(told).toEqual([]);
    await verbs.noteWish({ event_id: event, user_id: user });
    await verbs.tellWishes(opening('after'));
    expect(told).toEqual([user]);
  });
});

test('many seats are told page by page, three for each that is free', async () => {
  await editSlot(world.db, slot, { max_users: 12 });
  const users = await wishers(40);
  const all = opening('many', { slots: null, seats: null });
  expect(await verbs.tellWishes(all)).toEqual({ told: 25, more: true });
  expect(await verbs.tellWishes(all)).toEqual({ told: 11, more: false });
  expect(told).toEqual(users.slice(0, 36));
});

test('a booking ends the wish; after a cancellation it has to be made anew', async () => {
  const [user] = (await wishers(1)) as [UserId];
  const { orders, booking_id } = await bookedIn(world, event, slot, user);
  await world.verbs.cancelBooking(orders.op(booking_id));
  world.clock.now += hour;
  await verbs.tellWishes(opening('old wish'));
  expect(told).toEqual([]);
  expect(await anybodyWishes(world.db, event)).toBe(false);
  await verbs.noteWish({ event_id: event, user_id: user });
  await verbs.tellWishes(opening('new wish'));
  expect(told).toEqual([user]);
});

test('pressing again keeps the place in the line', async () => {
  const [first, second] = (await wishers(2)) as [UserId, UserId];
  world.clock.now += 1_000;
  await verbs.noteWish({ event_id: event, user_id: first });
  await verbs.tellWishes(opening('o'));
  expect(told).toEqual([first, second].map(userId));
});

test('every way to give a seat back is heard of before the booking forgets that it owed it', async () => {
  const heard: Opening[] = [];
  const order: string[] = [];
  const { deps } = world;
  const booking = createBookingActivities({
    ...deps,
    bookings: {
      ...deps.bookings,
      forget(...args) {
        order.push('forget');
        return deps.bookings.forget(...args);
      },
    },
    openings: {
      async freed(one) {
        order.push('heard');
        heard.push(one);
      },
    },
  });
  const user = await someone(world);
  const [a, b] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const orders = ordersOf(event, user);
  await booking.takeHold(orders.hold(a));
  const held = await booking.takeHold(orders.hold(b));
  const id = held.booking?.booking_id;
  if (!id) throw new Error('nothing is held');
  await booking.dropHolds(orders.op(id));
  await booking.confirmSeat(orders.confirm(a, id));
  await booking.beginMove(orders.op(id));
  await booking.confirmSeat(orders.confirm(b, id, 'moved'));
  await booking.cancelBooking(orders.op(id));
  expect(heard.map((one) => [one.key, one.slots, one.seats, one.by])).toEqual([
    [`${id}:2`, [a], 1, user],
    [`${id}:3`, [b], 1, user],
    [`${id}:5`, [a], 1, user],
    [`${id}:7`, [b], 1, user],
  ]);
  expect(order).toEqual(Array.from({ length: 4 }, () => ['heard', 'forget']).flat());
});
