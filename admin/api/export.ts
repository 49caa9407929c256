import { bookingId } from '../../core/shared/ids.ts';
import { bookingsFile, bookingsFileName } from '../bookings-file.ts';
import type { Bookings } from '../ports/bookings.ts';
import { companyOf, type Handler } from './handler.ts';

export const exportBookings =
  (store: Bookings, clock: () => Promise<number>): Handler<'exportBookings'> =>
  async (asked) => ({
    file: bookingsFileName(await clock()),
    parts: bookingsFile((after, limit) =>
      store.exported(companyOf(asked), asked.query, {
        limit,
        cursor: after === undefined ? undefined : bookingId(after),
      }),
    ),
  });
