import type { Db } from 'mongodb';
import type { BookingCounts } from '../../activities/reconcile/ports.ts';
import type { Index } from './indexes.ts';

export const bookingCountIndexes: readonly Index[] = [
  {
    collection: 'bookings',
    keys: { active: 1 },
    options: { name: 'active_bookings', partialFilterExpression: { active: true } },
    guards: 'counting active bookings reads every booking ever made',
  },
];

export const createBookingCounts = (db: Db): BookingCounts => ({
  async countSeats() {
    const [row] = await db
      .collection('interview_slots')
      .aggregate<{ seats: number }>([{ $group: { _id: null, seats: { $sum: { $size: '$booked_users' } } } }])
      .toArray();
    return row?.seats ?? 0;
  },
  countActiveBookings: () => db.collection('bookings').countDocuments({ active: true }),
});
