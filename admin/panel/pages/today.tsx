import { plain } from '../../../core/i18n/t.ts';
import { clockTime, dayTitle } from '../../../core/time/people.ts';
import { dayAfter } from '../../../core/time/slot-instants.ts';
import type { DayRow, OwnSlot } from '../ports/day.ts';
import { panelRoutes } from '../routes/index.ts';
import { informedWord } from '../view/booking-words.ts';
import { FormToken } from '../view/form.tsx';
import { Badge, Empty, Toolbar } from '../view/parts.tsx';
import { bookingWords, replyWords } from '../view/words.ts';
import type { Visitor } from '../visitor.ts';

type Props = {
  readonly rows: readonly DayRow[];
  /** A specialist's own slots that still have room. */
  readonly free: readonly OwnSlot[];
  readonly day: string;
  readonly today: string;
  readonly now: number;
  readonly visitor: Visitor;
};

/** The day's interviews, by time and room. */
export function Today({ rows, free, day, today, now, visitor }: Props) {
  const { lang } = visitor;
  const byTime = Map.groupBy(rows, (row) => row.starts_at);
  const link = (to: string, text: string) => (
    <a class="button no-print" href={`${panelRoutes.today.path}?day=${to}`}>
      {text}
    </a>
  );
  return (
    <>
      <Toolbar title={dayTitle(day, lang)}>
        {link(dayAfter(day, -1), plain('panel.today.before', lang))}
        {day !== today && link(today, plain('panel.menu.today', lang))}
        {link(dayAfter(day, 1), plain('panel.today.after', lang))}
      </Toolbar>
      {rows.length === 0 && <Empty text={plain('panel.today.empty', lang)} />}
      {[...byTime].map(([startsAt, some]) => (
        <section class="card" key={startsAt}>
          <h2>{clockTime(startsAt)}</h2>
          <ul class="people">
            {some.map((row) => (
              <Person key={row.booking_id} row={row} day={day} today={today} now={now} visitor={visitor} />
            ))}
          </ul>
        </section>
      ))}
      {free.length > 0 && <Free slots={free} lang={lang} />}
    </>
  );
}

const Free = ({ slots, lang }: { readonly slots: readonly OwnSlot[]; readonly lang: Visitor['lang'] }) => (
  <section class="card">
    <h2>{plain('panel.today.free', lang)}</h2>
    <ul class="names">
      {slots.map((slot) => (
        <li key={slot.slot_id}>
          <strong>{clockTime(slot.starts_at)}</strong>{' '}
          {[slot.event, slot.location, slot.room].filter(Boolean).join(' · ')}{' '}
          <span class="soft">{plain('panel.slot.free', lang, { free: slot.free })}</span>
        </li>
      ))}
    </ul>
  </section>
);

type PersonProps = {
  readonly row: DayRow;
  readonly day: string;
  readonly today: string;
  readonly now: number;
  readonly visitor: Visitor;
};

function Person({ row, day, today, now, visitor }: PersonProps) {
  const { lang } = visitor;
  const begun = now >= row.starts_at;
  const where = [row.location, row.room].filter(Boolean).join(', ');
  return (
    <li>
      <span class="who">
        <a href={`/bookings/${row.booking_id}`}>
          <strong>{row.name || plain('panel.nameless', lang)}</strong>
        </a>{' '}
        <span class="soft">
          {[row.username && row.name !== `@${row.username}` && `@${row.username}`, row.number, row.event]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span>{where}</span>
      <State row={row} lang={lang} />
      {visitor.role !== 'viewer' && (begun || day === today) && (
        <Says row={row} day={day} begun={begun} visitor={visitor} />
      )}
    </li>
  );
}

const State = ({ row, lang }: { readonly row: DayRow; readonly lang: Visitor['lang'] }) => (
  <span class="states">
    <Reached row={row} lang={lang} />
    {row.led_twice && <Badge tone="warn">{plain('panel.slot.led_twice', lang)}</Badge>}
    {row.informed !== null && row.informed !== true && (
      <Badge tone="warn">{plain(informedWord(row.informed), lang)}</Badge>
    )}
  </span>
);

function Reached({ row, lang }: { readonly row: DayRow; readonly lang: Visitor['lang'] }) {
  if (row.status !== 'booked')
    return (
      <Badge tone={row.status === 'done' ? 'good' : 'bad'}>{plain(bookingWords[row.status], lang)}</Badge>
    );
  if (row.arrived) return <Badge tone="good">{plain('panel.today.arrived', lang)}</Badge>;
  if (row.reply) {
    const tone = row.reply === 'coming' ? 'info' : 'warn';
    return <Badge tone={tone}>{plain(replyWords[row.reply], lang)}</Badge>;
  }
  return <Badge tone="quiet">{plain('panel.today.no_reply', lang)}</Badge>;
}

/** One press: who is here before it begins, how it ended afterwards; that can be taken back. */
function Says({
  row,
  day,
  begun,
  visitor,
}: Pick<PersonProps, 'row' | 'day' | 'visitor'> & { readonly begun: boolean }) {
  const { lang, form_token } = visitor;
  if (row.arrived && !begun) return null;
  const name = row.name || plain('panel.nameless', lang);
  const button = (outcome: string, text: string, first = false) => (
    <button
      type="submit"
      name="outcome"
      value={outcome}
      class={first ? 'first' : ''}
      aria-label={`${text}: ${name}`}
    >
      {text}
    </button>
  );
  return (
    <form method="post" action={panelRoutes.recordOutcome.path} class="no-print outcome">
      <FormToken token={form_token} />
      <input type="hidden" name="booking" value={row.booking_id} />
      <input type="hidden" name="day" value={day} />
      {row.status !== 'booked' && button('undone', plain('panel.today.undo', lang))}
      {row.status === 'booked' && !begun && button('arrived', plain('panel.booking.arrived', lang))}
      {row.status === 'booked' && begun && (
        <>
          {button('done', plain('panel.today.came', lang), true)}
          {button('no_show', plain('panel.today.no_show', lang))}
        </>
      )}
    </form>
  );
}
