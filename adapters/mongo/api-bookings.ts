import { type Db, ObjectId } from 'mongodb';
import type { BookingFinder } from '../../admin/ports.ts';
import { bookingId, eventId, userId } from '../../core/shared/ids.ts';
import { dayOf } from '../../core/time/slot-instants.ts';
import type { Index } from './indexes.ts';

type Row = {
  readonly _id: ObjectId;
  readonly event_id: ObjectId;
  readonly user_id: ObjectId;
  readonly date?: Date | null;
  readonly time?: string | null;
  readonly active: boolean;
  readonly rev: number;
};

export const apiBookingIndexes: readonly Index[] = [
  {
    collection: 'bookings',
    keys: { user_id: 1, active: 1 },
    options: { name: 'active_bookings_of_person' },
    guards: 'finding a person’s bookings reads every booking ever made',
  },
];

export function createBookingFinder(db: Db): BookingFinder {
  const bookings = db.collection<Row>('bookings');
  return {
    async eventOf(booking) {
      const projection = { event_id: 1 };
      const row = await bookings.findOne({ _id: new ObjectId(booking) }, { projection });
      return row ? eventId(row.event_id.toHexString()) : undefined;
    },
    async activeOf(user, event) {
      const rows = await bookings
        .find({
          user_id: new ObjectId(user),
          active: true,
          ...(event === undefined ? {} : { event_id: new ObjectId(event) }),
        })
        .toArray();
      return rows.map((row) => ({
        booking_id: bookingId(row._id.toHexString()),
        event_id: eventId(row.event_id.toHexString()),
        user_id: userId(row.user_id.toHexString()),
        date: row.date ? dayOf(row.date.getTime()) : null,
        time: row.time ?? null,
        rev: row.rev,
      }));
    },
  };
}
