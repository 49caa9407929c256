import { plain } from '../../../core/i18n/t.ts';
import { clockTimeZoned, shortTime } from '../../../core/time/people.ts';
import { type BookingQuery, type BookingRow, bookingFilters } from '../ports/bookings.ts';
import { type EventNamed } from '../ports/events.ts';
import { type Page } from '../ports/page.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, inputOf } from '../view/form.tsx';
import { Badge, Empty, Table, Toolbar } from '../view/parts.tsx';
import { bookingTones, bookingWords } from '../view/words.ts';
import type { Visitor } from '../visitor.ts';

type Props = {
  readonly page: Page<BookingRow>;
  readonly query: BookingQuery;
  readonly events: readonly EventNamed[];
  /** When the list was read: with a form that is typed into the page is not redrawn by itself. */
  readonly now: number;
  readonly visitor: Visitor;
};

export function Bookings({ page, query, events, now, visitor }: Props) {
  const { lang, role } = visitor;
  return (
    <>
      <Toolbar title={plain('panel.menu.bookings', lang)}>
        {role === 'admin' && page.rows.length > 0 && (
          <a class="button" href={address(panelRoutes.bookingsFile.path, { ...query, after: undefined })}>
            {plain('panel.bookings.file', lang)}
          </a>
        )}
      </Toolbar>
      <Filters query={query} events={events} lang={lang} />
      <p class="soft">{plain('panel.bookings.as_of', lang, { time: clockTimeZoned(now, lang) })}</p>
      {page.rows.length === 0 ? (
        <Empty text={plain('panel.bookings.empty', lang)} />
      ) : (
        <section class="card">
          <BookingsTable rows={page.rows} lang={lang} />
        </section>
      )}
      {page.next !== undefined && (
        <a class="button" href={address(panelRoutes.bookings.path, { ...query, after: page.next })}>
          {plain('panel.bookings.more', lang)}
        </a>
      )}
    </>
  );
}

type Lang = Visitor['lang'];

export const BookingsTable = ({
  rows,
  lang,
}: {
  readonly rows: readonly BookingRow[];
  readonly lang: Lang;
}) => (
  <Table
    caption={plain('panel.menu.bookings', lang)}
    keyOf={(row) => row.booking_id}
    rows={rows}
    columns={[
      {
        label: plain('panel.bookings.who', lang),
        cell: ({ name, username, booking_id }) => (
          <>
            <a href={`/bookings/${booking_id}`}>{name || plain('panel.nameless', lang)}</a>
            {username && name !== `@${username}` && <span class="soft"> @{username}</span>}
          </>
        ),
      },
      { label: plain('panel.bookings.number', lang), cell: (row) => row.number ?? '–' },
      {
        label: plain('panel.bookings.status', lang),
        cell: ({ status }) => <Badge tone={bookingTones[status]}>{plain(bookingWords[status], lang)}</Badge>,
      },
      {
        label: plain('panel.events.when', lang),
        cell: (row) => (row.starts_at === null ? '–' : shortTime(row.starts_at, lang)),
      },
      {
        label: plain('panel.bookings.event', lang),
        cell: (row) => <a href={`${panelRoutes.events.path}/${row.event_id}`}>{row.event}</a>,
      },
    ]}
  />
);

type FiltersProps = {
  readonly query: BookingQuery;
  readonly events: readonly EventNamed[];
  readonly lang: Lang;
};

const Filters = ({ query, events, lang }: FiltersProps) => (
  <form method="get" action={panelRoutes.bookings.path} class="filters card">
    <Field name="q" label={plain('panel.bookings.search', lang)}>
      <input type="search" value={query.text} {...inputOf({ name: 'q' })} />
    </Field>
    <Field name="event" label={plain('panel.bookings.event', lang)}>
      <select {...inputOf({ name: 'event' })}>
        <option value="">{plain('panel.bookings.all_events', lang)}</option>
        {events.map((event) => (
          <option key={event.event_id} value={event.event_id} selected={event.event_id === query.event}>
            {event.title}
          </option>
        ))}
      </select>
    </Field>
    <Field name="status" label={plain('panel.bookings.status', lang)}>
      <select {...inputOf({ name: 'status' })}>
        <option value="">{plain('panel.bookings.any_status', lang)}</option>
        {bookingFilters.map((status) => (
          <option key={status} value={status} selected={status === query.status}>
            {plain(bookingWords[status], lang)}
          </option>
        ))}
      </select>
    </Field>
    <button type="submit" class="first">
      {plain('panel.bookings.show', lang)}
    </button>
  </form>
);

/** The same list, as a link: what is not asked for does not stand in it. */
function address(path: string, { event, status, text, after }: BookingQuery): string {
  const parts = new URLSearchParams();
  if (text !== '') parts.set('q', text);
  if (event !== undefined) parts.set('event', event);
  if (status !== undefined) parts.set('status', status);
  if (after !== undefined) parts.set('after', after);
  return parts.size === 0 ? path : `${path}?${parts.toString()}`;
}
