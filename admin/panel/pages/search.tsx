import type { ComponentChildren } from 'preact';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { BookingRow } from '../ports/bookings.ts';
import type { EventNamed } from '../ports/events.ts';
import type { Page } from '../ports/page.ts';
import type { PersonRow } from '../ports/people.ts';
import { panelRoutes } from '../routes/index.ts';
import { Badge, Empty, Toolbar } from '../view/parts.tsx';
import { eventWords } from '../view/words.ts';
import { BookingsTable } from './bookings.tsx';
import { PeopleTable } from './people.tsx';

type Props = {
  readonly text: string;
  readonly people: Page<PersonRow>;
  readonly bookings: Page<BookingRow>;
  readonly events: readonly EventNamed[];
  readonly lang: Lang;
};

export function SearchPage({ text, people, bookings, events, lang }: Props) {
  const asked = `?${new URLSearchParams({ q: text }).toString()}`;
  const found = people.rows.length + bookings.rows.length + events.length;
  return (
    <>
      <Toolbar title={text === '' ? plain('panel.search.title', lang) : text} />
      {found === 0 && (
        <Empty text={plain(text === '' ? 'panel.search.hint' : 'panel.search.nothing', lang)} />
      )}
      {people.rows.length > 0 && (
        <Group
          title={plain('panel.menu.candidates', lang)}
          more={people.next && panelRoutes.candidates.path + asked}
          lang={lang}
        >
          <PeopleTable rows={people.rows} lang={lang} />
        </Group>
      )}
      {bookings.rows.length > 0 && (
        <Group
          title={plain('panel.menu.bookings', lang)}
          more={bookings.next && panelRoutes.bookings.path + asked}
          lang={lang}
        >
          <BookingsTable rows={bookings.rows} lang={lang} />
        </Group>
      )}
      {events.length > 0 && (
        <Group title={plain('panel.menu.events', lang)} more={undefined} lang={lang}>
          <ul class="names">
            {events.map(({ event_id, title, status }) => (
              <li key={event_id} class="line">
                <a href={`${panelRoutes.events.path}/${event_id}`}>{title}</a>{' '}
                <Badge tone={status === 'open' ? 'good' : 'quiet'}>{plain(eventWords[status], lang)}</Badge>
              </li>
            ))}
          </ul>
        </Group>
      )}
    </>
  );
}

const Group = ({
  title,
  more,
  lang,
  children,
}: {
  readonly title: string;
  /** Where the others are. */
  readonly more: string | undefined;
  readonly lang: Lang;
  readonly children: ComponentChildren;
}) => (
  <section class="card">
    <h2>{title}</h2>
    {children}
    {more && (
      <p>
        <a href={more}>{plain('panel.search.more', lang)}</a>
      </p>
    )}
  </section>
);
