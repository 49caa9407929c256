import {
  type Funnel,
  fillRate,
  noShowRate,
  type Outcomes,
  steps,
  sumOf,
} from '../../../core/figures/figures.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { EventId } from '../../../core/shared/ids.ts';
import { dayTitle } from '../../../core/time/people.ts';
import type { EventNamed } from '../ports/events.ts';
import type { DayFill, EventFigures } from '../ports/figures.ts';
import { panelRoutes } from '../routes/index.ts';
import { Bars, Columns } from '../view/drawings.tsx';
import { Field, inputOf } from '../view/form.tsx';
import { Empty, Table, Toolbar } from '../view/parts.tsx';

type Props = {
  /** To choose from. */
  readonly all: readonly EventNamed[];
  readonly chosen: EventId | undefined;
  /** Of what was chosen, or of all. */
  readonly rows: readonly EventFigures[];
  /** Those rows as one: each person once per step. */
  readonly together: Funnel & Outcomes;
  readonly days: readonly DayFill[];
  readonly lang: Lang;
};

const stepWords = {
  invited: 'panel.figures.invited',
  opened: 'panel.figures.opened',
  chose: 'panel.figures.chose',
  booked: 'panel.figures.booked',
  came: 'panel.figures.came',
} as const;

const percentOf = (share: number): number => Math.round(share * 100);

export function FiguresPage({ all, chosen, rows, together, days, lang }: Props) {
  return (
    <>
      <Toolbar title={plain('panel.menu.figures', lang)} />
      {all.length === 0 ? (
        <Empty text={plain('panel.figures.none', lang)} />
      ) : (
        <>
          <Choice all={all} chosen={chosen} lang={lang} />
          <FunnelCard funnel={together} lang={lang} />
          <FillCard days={days} lang={lang} />
          <MissedCard rows={rows} all={together} lang={lang} />
        </>
      )}
    </>
  );
}

const Choice = ({ all, chosen, lang }: Pick<Props, 'all' | 'chosen' | 'lang'>) => (
  <form method="get" action={panelRoutes.figures.path} class="filters one card no-print">
    <Field name="event" label={plain('panel.figures.event', lang)}>
      <select {...inputOf({ name: 'event' })}>
        <option value="">{plain('panel.figures.all', lang)}</option>
        {all.map(({ event_id, title }) => (
          <option key={event_id} value={event_id} selected={event_id === chosen}>
            {title}
          </option>
        ))}
      </select>
    </Field>
    <button type="submit" class="first">
      {plain('panel.figures.show', lang)}
    </button>
  </form>
);

function FunnelCard({ funnel, lang }: { readonly funnel: Funnel; readonly lang: Lang }) {
  const rows = steps.map((step) => ({
    step,
    label: plain(stepWords[step], lang),
    count: funnel[step],
    share: funnel.invited === 0 ? 0 : funnel[step] / funnel.invited,
  }));
  const title = plain('panel.figures.funnel', lang);
  const text = plain('panel.figures.funnel_text', lang, { invited: funnel.invited, came: funnel.came });
  return (
    <section class="card">
      <h2>{title}</h2>
      <p class="soft">{text}</p>
      <Bars
        id="funnel"
        title={title}
        text={text}
        bars={rows.map(({ label, count, share }) => ({
          label,
          share,
          said: plain('panel.figures.of_percent', lang, { count, percent: percentOf(share) }),
        }))}
      />
      <Table
        caption={title}
        keyOf={(row) => row.step}
        rows={rows}
        columns={[
          { label: plain('panel.figures.step', lang), cell: (row) => row.label },
          { label: plain('panel.figures.people', lang), cell: (row) => row.count },
          {
            label: plain('panel.figures.share', lang),
            cell: (row) => plain('panel.figures.percent', lang, { percent: percentOf(row.share) }),
          },
        ]}
      />
    </section>
  );
}

function FillCard({ days, lang }: { readonly days: readonly DayFill[]; readonly lang: Lang }) {
  const title = plain('panel.figures.fill', lang);
  const text = plain('panel.figures.fill_text', lang, {
    taken: sumOf(days, 'taken'),
    seats: sumOf(days, 'seats'),
  });
  return (
    <section class="card">
      <h2>{title}</h2>
      {days.length === 0 ? (
        <p class="soft">{plain('panel.figures.fill_none', lang)}</p>
      ) : (
        <>
          <p class="soft">{text}</p>
          <Columns
            id="fill"
            title={title}
            text={text}
            columns={days.map(({ day, seats, taken }) => ({
              label: `${day.slice(8)}.${day.slice(5, 7)}`,
              whole: seats,
              part: taken,
            }))}
          />
          <Table
            caption={title}
            keyOf={(row) => row.day}
            rows={days}
            columns={[
              { label: plain('panel.figures.day', lang), cell: (row) => dayTitle(row.day, lang) },
              { label: plain('panel.figures.seats', lang), cell: (row) => row.seats },
              { label: plain('panel.figures.taken', lang), cell: (row) => row.taken },
              {
                label: plain('panel.figures.share', lang),
                cell: (row) => shareText(fillRate(row), lang),
              },
            ]}
          />
        </>
      )}
    </section>
  );
}

const shareText = (share: number | null, lang: Lang): string =>
  share === null ? '–' : plain('panel.figures.percent', lang, { percent: percentOf(share) });

type Missed = {
  readonly rows: readonly EventFigures[];
  /** Of all of them: each person once. */
  readonly all: Outcomes;
  readonly lang: Lang;
};

function MissedCard({ rows, all, lang }: Missed) {
  const title = plain('panel.figures.missed', lang);
  const known = rows.filter((row) => noShowRate(row) !== null);
  const text = plain('panel.figures.missed_text', lang, {
    no_show: all.no_show,
    all: all.known,
  });
  return (
    <section class="card">
      <h2>{title}</h2>
      {known.length === 0 ? (
        <p class="soft">{plain('panel.figures.missed_none', lang)}</p>
      ) : (
        <>
          <p class="soft">{text}</p>
          <Bars
            id="missed"
            title={title}
            text={text}
            bars={[{ title: plain('panel.figures.all', lang), ...all }, ...(known.length > 1 ? known : [])]
              .slice(0, 12)
              .map((row, at) => ({
                label: known.length === 1 && at === 0 ? (known[0]?.title ?? '') : row.title,
                share: noShowRate(row) ?? 0,
                said: shareText(noShowRate(row), lang),
              }))}
          />
          <Table
            caption={title}
            keyOf={(row) => row.event_id}
            rows={known}
            columns={[
              {
                label: plain('panel.figures.event', lang),
                cell: (row) => <a href={`${panelRoutes.events.path}/${row.event_id}`}>{row.title}</a>,
              },
              { label: plain('panel.figures.came', lang), cell: (row) => row.came },
              { label: plain('panel.figures.no_show', lang), cell: (row) => row.no_show },
              {
                label: plain('panel.figures.share', lang),
                cell: (row) => shareText(noShowRate(row), lang),
              },
            ]}
          />
        </>
      )}
    </section>
  );
}
