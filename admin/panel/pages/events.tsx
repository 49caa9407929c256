import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { shortTime } from '../../../core/time/people.ts';
import type { EventRow } from '../ports/events.ts';
import { eventPath, eventsRoutes } from '../routes/events.ts';
import { Badge, Empty, Table, type Tone, Toolbar } from '../view/parts.tsx';
import { eventWords } from '../view/words.ts';
import type { Visitor } from '../visitor.ts';

export const eventTones: Readonly<Record<EventRow['status'], Tone>> = {
  draft: 'quiet',
  open: 'good',
  closed: 'warn',
  archived: 'quiet',
};

type Props = { readonly rows: readonly EventRow[]; readonly archived: boolean; readonly visitor: Visitor };

export function Events({ rows, archived, visitor }: Props) {
  const { lang, role } = visitor;
  const create = role === 'admin' && !archived && (
    <a class="button first" href={eventsRoutes.newEvent.path}>
      {plain('panel.events.new', lang)}
    </a>
  );
  return (
    <>
      <Toolbar title={plain(archived ? 'panel.events.archive' : 'panel.menu.events', lang)}>
        {rows.length > 0 && create}
      </Toolbar>
      {rows.length === 0 ? (
        <Empty text={plain(archived ? 'panel.events.archive_empty' : 'panel.events.empty', lang)}>
          {create}
        </Empty>
      ) : (
        <section class="card">
          <List rows={rows} lang={lang} />
        </section>
      )}
      <p>
        <a href={archived ? eventsRoutes.events.path : `${eventsRoutes.events.path}?archived=1`}>
          {plain(archived ? 'panel.events.current' : 'panel.events.archive', lang)}
        </a>
      </p>
    </>
  );
}

const List = ({ rows, lang }: { readonly rows: readonly EventRow[]; readonly lang: Lang }) => (
  <Table
    caption={plain('panel.menu.events', lang)}
    keyOf={(row) => row.event_id}
    rows={rows}
    columns={[
      {
        label: plain('panel.events.title', lang),
        cell: (row) => <a href={eventPath(row.event_id)}>{row.title}</a>,
      },
      {
        label: plain('panel.system.state', lang),
        cell: ({ status }) => <Badge tone={eventTones[status]}>{plain(eventWords[status], lang)}</Badge>,
      },
      { label: plain('panel.events.when', lang), cell: (row) => whenOf(row, lang) },
      { label: plain('panel.events.taken', lang), cell: (row) => <Fill {...row} lang={lang} /> },
    ]}
  />
);

function whenOf({ from, to }: EventRow, lang: Lang): string {
  if (from === null || to === null) return plain('panel.events.no_slots', lang);
  return from === to ? shortTime(from, lang) : `${shortTime(from, lang)} – ${shortTime(to, lang)}`;
}

/** How full it is: the number says it, the bar shows it. */
export const Fill = ({
  taken,
  seats,
  lang,
}: {
  readonly taken: number;
  readonly seats: number;
  readonly lang: Lang;
}) => (
  <span class="fill">
    <meter min={0} max={Math.max(1, seats)} value={taken} aria-label={plain('panel.events.taken', lang)} />
    {`${taken} / ${seats}`}
  </span>
);
