import type { BookingFilter } from '../../contracts/api/booking-resource.ts';
import { csvLine, csvMark } from '../../core/shared/csv.ts';
import { bookingId } from '../../core/shared/ids.ts';
import { moscowStamp } from '../../core/time/moscow.ts';
import type { Bookings, ExportedBooking } from '../ports/bookings.ts';
import { companyOf, type Handler } from './handler.ts';

/** So many are in memory at a time. */
const atOnce = 500;

const columns: readonly (readonly [string, (row: ExportedBooking) => string | number | null])[] = [
  ['number', (row) => row.number],
  ['status', (row) => row.status],
  ['name', (row) => row.name],
  ['username', (row) => row.username],
  ['telegram_id', (row) => row.telegram_id],
  ['event', (row) => row.event],
  ['starts_at', (row) => (row.starts_at === null ? null : moscowStamp(row.starts_at))],
  ['location', (row) => row.location],
  ['room', (row) => row.room],
  ['booking_id', (row) => row.booking_id],
];

export const exportBookings =
  (store: Bookings, clock: () => Promise<number>): Handler<'exportBookings'> =>
  async (asked) => ({
    file: `bookings-${moscowStamp(await clock()).slice(0, 10)}.csv`,
    parts: lines(store, companyOf(asked), asked.query),
  });

async function* lines(store: Bookings, company: string, filter: BookingFilter): AsyncGenerator<string> {
  yield csvMark + csvLine(columns.map(([name]) => name));
  for (let cursor: string | undefined; ; ) {
    const { rows, next } = await store.exported(company, filter, { limit: atOnce, cursor });
    yield rows.map((row) => csvLine(columns.map(([, cell]) => cell(row)))).join('');
    if (next === undefined) return;
    cursor = bookingId(next);
  }
}
