import type { Db } from 'mongodb';
import type { BookingDeps } from '../../activities/booking/ports.ts';
import { createAuditLog } from './bookings/audit-log.ts';
import { createBookingStore } from './bookings/booking-store.ts';
import { createEventReader } from './events.ts';
import { createPersonReader } from './people.ts';
import { createSeatStore } from './seats/seat-store.ts';
import { createSlotReader } from './seats/slot-reader.ts';

/** Everything the booking verbs ask of MongoDB. */
export const createBookingPorts = (db: Db): Omit<BookingDeps, 'time' | 'cache' | 'openings'> => ({
  bookings: createBookingStore(db),
  seats: createSeatStore(db),
  slots: createSlotReader(db),
  events: createEventReader(db),
  people: createPersonReader(db),
  audit: createAuditLog(db),
});
