import { csvLine, csvMark } from '../core/shared/csv.ts';
import { moscowStamp } from '../core/time/moscow.ts';
import type { ExportedBooking } from './ports/bookings.ts';

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

/** So many are in memory at a time. */
const atOnce = 500;

type Part = { readonly rows: readonly ExportedBooking[]; readonly next?: string | undefined };

export const bookingsFileName = (now: number): string => `bookings-${moscowStamp(now).slice(0, 10)}.csv`;

/** Written as it is read: the file may be longer than what fits into memory. */
export async function* bookingsFile(
  read: (after: string | undefined, most: number) => Promise<Part>,
  from?: string,
): AsyncGenerator<string> {
  yield csvMark + csvLine(columns.map(([name]) => name));
  for (let after = from; ; ) {
    const { rows, next } = await read(after, atOnce);
    yield rows.map((row) => csvLine(columns.map(([, cell]) => cell(row)))).join('');
    if (next === undefined) return;
    after = next;
  }
}
