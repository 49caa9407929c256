import { plain } from '../../../core/i18n/t.ts';
import { SearchPage } from '../pages/search.tsx';
import type { People } from '../ports/people.ts';
import type { PanelReader } from '../ports/reader.ts';
import { field, type PanelHandlers } from '../request.ts';

export type SearchDeps = {
  readonly people: Pick<People, 'page'>;
  readonly reader: Pick<PanelReader, 'bookings' | 'eventsNamed'>;
};

/** Of each kind; for more there are the lists. */
const most = 10;
const nothing = { rows: [] };

export const search = ({ people, reader }: SearchDeps): Pick<PanelHandlers, 'search'> => ({
  async search({ query, visitor, lang }) {
    const text = field(query, 'q').trim().slice(0, 100);
    const company = visitor.company_id;
    const all = { text, after: undefined };
    const [persons, bookings, events] =
      text === ''
        ? [nothing, nothing, []]
        : await Promise.all([
            people.page(company, { ...all, filter: undefined }, most),
            reader.bookings(company, { ...all, event: undefined, status: undefined }, most),
            reader.eventsNamed(company, text, most),
          ]);
    const [one] = bookings.rows;
    // A number is one booking's: whoever types it wants that one.
    if (one && one.number === text.toUpperCase()) return { go_to: `/bookings/${one.booking_id}` };
    return {
      page: <SearchPage text={text} people={persons} bookings={bookings} events={events} lang={lang} />,
      title: plain('panel.search.title', lang),
      at: 'search',
    };
  },
});
