import type { Db } from 'mongodb';
import type { BookingFinder } from '../../admin/ports.ts';
import { dayOf } from '../../core/time/slot-instants.ts';
import { collections } from './collections.ts';
import { asBookingId, asEventId, oid } from './ids.ts';
import type { Index } from './indexes.ts';

export const apiBookingIndexes: readonly Index[] = [
  {
    collection: 'bookings',
    keys: { user_id: 1, active: 1 },
    options: { name: 'active_bookings_of_person' },
    guards: 'finding what a person has booked reads every booking ever made',
  },
];

export function createBookingFinder(db: Db): BookingFinder {
  const { bookings } = collections(db);
  return {
    async activeOf(user, event) {
      const inEvent = event === undefined ? {} : { event_id: oid(event) };
      const rows = await bookings.find({ user_id: oid(user), active: true, ...inEvent }).toArray();
      return rows.map((row) => ({
        booking_id: asBookingId(row._id),
        event_id: asEventId(row.event_id),
        date: row.date ? dayOf(row.date.getTime()) : null,
        time: row.time,
        rev: row.rev,
      }));
    },
  };
}
