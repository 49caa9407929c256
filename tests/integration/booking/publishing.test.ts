import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEventActivities } from '../../../activities/events/activities.ts';
import { createPerson } from '../../../adapters/mongo/people.ts';
import { type BookingEvent, bookingEventSchema } from '../../../contracts/events/booking-event.ts';
import type { SlotId } from '../../../core/shared/ids.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  openBookingWorld,
  someSlots,
} from '../../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('publishing');
});
afterAll(() => world.close());

function broker(refuses = 0) {
  const confirmed: BookingEvent[] = [];
  let left = refuses;
  const publisher = {
    publish: (event: BookingEvent) => {
      confirmed.push(event);
      left -= 1;
      return left >= 0 ? Promise.reject(new Error('not confirmed')) : Promise.resolve();
    },
  };
  return { confirmed, ...createEventActivities({ ...world.deps, publisher }) };
}

async function moved() {
  const event = await anEvent(world);
  const [one, two] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const booked = await bookedIn(world, event, one);
  await world.verbs.beginMove(booked.orders.op(booked.booking_id));
  await world.verbs.confirmSeat(booked.orders.confirm(two, booked.booking_id, 'moved'));
  return booked;
}

test('what is published is the seed’s message with more fields, each revision its own', async () => {
  const { booking_id, user } = await moved();
  const { confirmed, publishBookingEvent } = broker();
  const order = { booking_id, trace_id: 'trace' };
  await publishBookingEvent({ ...order, rev: 1, type: 'booking.created' });
  await publishBookingEvent({ ...order, rev: 2, type: 'booking.cancelled' });
  await publishBookingEvent({ ...order, rev: 3, type: 'booking.rescheduled' });
  const telegramId = await world.deps.people.telegramIdOf(user);
  expect(confirmed.map((event) => bookingEventSchema.parse(event))).toEqual(confirmed);
  expect(confirmed[0]).toMatchObject({
    event_type: 'booking.created',
    user_telegram_id: telegramId,
    timestamp: '2026-11-24T09:00:00Z',
    payload: {
      old_date: null,
      old_time: null,
      new_date: '2026-11-26',
      new_time: '14:00',
      location: 'Office 0',
    },
    message_id: `booking.created:${booking_id}:1`,
    initiated_by: { user_id: user, role: 'candidate', channel: 'tg_bot' },
    schema_version: 1,
  });
  expect(confirmed[1]).toMatchObject({
    reason: 'rescheduling',
    payload: {
      old_date: '2026-11-26',
      old_time: '14:00',
      new_date: null,
      new_time: null,
      location: 'Office 0',
    },
  });
  expect(confirmed[2]).toMatchObject({
    rev: 3,
    payload: { old_date: '2026-11-26', old_time: '14:00', new_time: '15:00', location: 'Office 1' },
  });
});

test('until the broker has confirmed it the row counts as unpublished; repeated it is the same message', async () => {
  const { booking_id } = await moved();
  const waiting = () => world.rows.audit.countDocuments({ unpublished: true });
  const before = await waiting();
  const { confirmed, publishBookingEvent } = broker(1);
  const order = { booking_id, rev: 1, type: 'booking.created', trace_id: 'trace' } as const;
  await expect(publishBookingEvent(order)).rejects.toThrow('not confirmed');
  expect(await waiting()).toBe(before);
  await publishBookingEvent(order);
  expect(await waiting()).toBe(before - 1);
  await publishBookingEvent(order);
  expect(confirmed.map((event) => event.message_id)).toEqual(
    [1, 2].map(() => `booking.created:${booking_id}:1`),
  );
});

test('a person without Telegram is announced with null', async () => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const user = await createPerson(world.db, {}, world.clock.now);
  const { booking_id } = await bookedIn(world, event, slot, user ?? undefined);
  const { confirmed, publishBookingEvent } = broker();
  await publishBookingEvent({ booking_id, rev: 1, type: 'booking.created', trace_id: 'trace' });
  expect(confirmed[0]?.user_telegram_id).toBeNull();
});

test('an announcement that the journal does not have, or has as something else, is a fault', async () => {
  const { booking_id } = await moved();
  const { confirmed, publishBookingEvent } = broker();
  const order = { booking_id, trace_id: 'trace' };
  await expect(publishBookingEvent({ ...order, rev: 9, type: 'booking.created' })).rejects.toThrow(':9');
  await expect(publishBookingEvent({ ...order, rev: 1, type: 'booking.done' })).rejects.toThrow(
    'not booking.done',
  );
  expect(confirmed).toEqual([]);
});

test('an outcome carries its value, an undone one too', async () => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const { orders, booking_id } = await bookedIn(world, event, slot);
  await world.verbs.recordOutcome({ ...orders.op(booking_id), outcome: 'no_show' });
  await world.verbs.recordOutcome({ ...orders.op(booking_id), outcome: 'undone' });
  const { confirmed, publishBookingEvent } = broker();
  for (const rev of [2, 3])
    await publishBookingEvent({ booking_id, rev, type: 'booking.outcome', trace_id: 'trace' });
  expect(confirmed.map(({ outcome }) => outcome)).toEqual(['no_show', 'undone']);
});
