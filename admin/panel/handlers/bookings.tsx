import { plain } from '../../../core/i18n/t.ts';
import { eventId, isObjectId } from '../../../core/shared/ids.ts';
import { bookingsFile, bookingsFileName } from '../../bookings-file.ts';
import type { AuditWriter } from '../../ports.ts';
import { Bookings } from '../pages/bookings.tsx';
import { type BookingQuery, bookingFilters } from '../ports/bookings.ts';
import { type PanelReader } from '../ports/reader.ts';
import { type Fields, field, type PanelHandlers } from '../request.ts';
import { actBy } from '../visitor.ts';

export type BookingsDeps = {
  readonly reader: PanelReader;
  readonly audit: AuditWriter;
  readonly clock: () => Promise<number>;
};

const onePage = 50;

export const bookings = ({
  reader,
  audit,
  clock,
}: BookingsDeps): Pick<PanelHandlers, 'bookings' | 'bookingsFile'> => ({
  async bookings({ lang, query, visitor }) {
    const asked = queryOf(query);
    const [page, events, now] = await Promise.all([
      reader.bookings(visitor.company_id, asked, onePage),
      reader.titles(visitor.company_id),
      clock(),
    ]);
    return {
      page: <Bookings page={page} query={asked} events={events} now={now} visitor={visitor} />,
      title: plain('panel.menu.bookings', lang),
      at: 'bookings',
    };
  },

  async bookingsFile({ query, visitor, trace_id }) {
    const asked = queryOf(query);
    const about = { what: 'person.exported', target: 'list', title: 'bookings' } as const;
    await audit.write({ ...actBy({ visitor, trace_id }), ...about });
    const parts = bookingsFile(
      (after, most) => reader.bookings(visitor.company_id, { ...asked, after }, most),
      asked.after,
    );
    return { file: { name: bookingsFileName(await clock()), parts } };
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
