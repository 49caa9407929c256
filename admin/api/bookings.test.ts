import { expect, test } from 'vitest';
import type { FullBooking } from '../../contracts/api/booking-resource.ts';
import { bookingId, eventId, slotId, userId } from '../../core/shared/ids.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Command } from '../ports.ts';
import { type BookingsDeps, cancelBooking, moveBooking } from './bookings.ts';
import type { Asked } from './handler.ts';

const booking = (digit: string): FullBooking =>
  ({
    booking_id: digit.repeat(24),
    event_id: 'e'.repeat(24),
    user_id: 'c'.repeat(24),
  }) as Partial<FullBooking> as FullBooking;
const [older, newer] = [booking('1'), booking('2')];

test('an older booking stays what it is: neither moving nor cancelling it touches the newer one', async () => {
  const asked: unknown[] = [];
  const command = (verb: string) => async (_whose: unknown, given: Command) => {
    asked.push([verb, given.booking_id]);
    return { ok: true, booking: { booking_id: bookingId(newer.booking_id) } };
  };
  const bookings = {
    byId: async (_company, id) => [older, newer].find((one) => one.booking_id === id),
    page: async () => ({ rows: [newer] }),
  } satisfies Partial<Bookings>;
  const deps = {
    bookings,
    finder: { byId: async () => ({ event_id: eventId(newer.event_id) }), isOf: async () => true },
    commands: { move: command('move'), cancel: command('cancel') },
  } as unknown as BookingsDeps;
  const request = (which: FullBooking) =>
    ({
      params: { booking_id: bookingId(which.booking_id) },
      body: { slot_id: slotId('5'.repeat(24)) },
      company: 'default',
      initiated_by: { user_id: userId('a'.repeat(24)), role: 'admin', channel: 'api' },
    }) as unknown;
  expect(await moveBooking(deps)(request(older) as Asked<'moveBooking'>)).toEqual({ problem: 'not_booked' });
  expect(await cancelBooking(deps)(request(older) as Asked<'cancelBooking'>)).toEqual({
    problem: 'not_booked',
  });
  expect(asked).toEqual([]);
  expect(await moveBooking(deps)(request(newer) as Asked<'moveBooking'>)).toEqual({ body: newer });
  expect(await cancelBooking(deps)(request(newer) as Asked<'cancelBooking'>)).toEqual({ body: newer });
  // One that begins between this look and the command is known by the workflow: it is told which was meant.
  expect(asked).toEqual([
    ['move', newer.booking_id],
    ['cancel', newer.booking_id],
  ]);
});
