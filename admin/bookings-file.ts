import { csvLine, csvMark } from '../core/shared/csv.ts';
import { moscowStamp } from '../core/time/moscow.ts';

/** A line of the file, for people and programs alike. */
type Line = {
  readonly number: string | null;
  readonly status: string;
  readonly name: string;
  readonly username: string | null;
  readonly telegram_id: number | null;
  readonly event: string;
  readonly starts_at: number | null;
  readonly location: string | null;
  readonly room: string | null;
  readonly booking_id: string;
};

const columns: readonly (readonly [string, (row: Line) => string | number | null])[] = [
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

type Part = { readonly rows: readonly Line[]; readonly next?: string | undefined };

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
