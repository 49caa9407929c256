import { plain } from '../../../core/i18n/t.ts';
import { csvLine, csvMark } from '../../../core/shared/csv.ts';
import { eventId, isObjectId } from '../../../core/shared/ids.ts';
import { moscowStamp } from '../../../core/time/moscow.ts';
import { Bookings } from '../pages/bookings.tsx';
import { type BookingQuery, type BookingRow, bookingFilters } from '../ports/bookings.ts';
import { type PanelReader } from '../ports/reader.ts';
import { type Fields, field, type PanelHandlers } from '../request.ts';

export type BookingsDeps = { readonly reader: PanelReader; readonly clock: () => Promise<number> };

const onePage = 50;
/** Of the file: so many are in memory at a time. */
const atOnce = 500;

export const bookings = ({
  reader,
  clock,
}: BookingsDeps): Pick<PanelHandlers, 'bookings' | 'bookingsFile'> => ({
  async bookings({ lang, query, visitor }) {
    const asked = queryOf(query);
    const [page, events] = await Promise.all([
      reader.bookings(visitor.company_id, asked, onePage),
      reader.events(visitor.company_id),
    ]);
    return {
      page: <Bookings page={page} query={asked} events={events} visitor={visitor} />,
      title: plain('panel.menu.bookings', lang),
      at: 'bookings',
    };
  },

  async bookingsFile({ query, visitor }) {
    const day = moscowStamp(await clock()).slice(0, 10);
    const parts = linesOf(reader, visitor.company_id, queryOf(query));
    return { file: { name: `bookings-${day}.csv`, parts } };
  },
});

function queryOf(query: Fields): BookingQuery {
  const [event, status, after] = [field(query, 'event'), field(query, 'status'), field(query, 'after')];
  return {
    event: isObjectId(event) ? eventId(event) : undefined,
    status: bookingFilters.find((one) => one === status),
    text: field(query, 'q').slice(0, 100),
    after: after || undefined,
  };
}

const columns: readonly (readonly [string, (row: BookingRow) => string | number | null])[] = [
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

async function* linesOf(reader: PanelReader, company: string, query: BookingQuery): AsyncGenerator<string> {
  yield csvMark + csvLine(columns.map(([name]) => name));
  let after = query.after;
  for (;;) {
    const { rows, next } = await reader.bookings(company, { ...query, after }, atOnce);
    yield rows.map((row) => csvLine(columns.map(([, cell]) => cell(row)))).join('');
    if (next === undefined) return;
    after = next;
  }
}
