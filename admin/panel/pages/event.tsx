import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { clockTime, dayTitle } from '../../../core/time/people.ts';
import { dayOf } from '../../../core/time/slot-instants.ts';
import type { EventDetails } from '../ports/event-desk.ts';
import type { EventDay, SlotPage, SlotRow } from '../ports/events.ts';
import { eventPath, slotPath } from '../routes/events.ts';
import { Badge, Empty, Toolbar } from '../view/parts.tsx';
import { eventWords } from '../view/words.ts';
import type { Visitor } from '../visitor.ts';
import { type NewStatus, statusWords } from './event-ask.tsx';
import { eventTones, Fill } from './events.tsx';

type Props = {
  readonly event: EventDetails;
  readonly days: readonly EventDay[];
  /** undefined: all of them are shown. */
  readonly day: string | undefined;
  readonly page: SlotPage;
  /** How many slots stand before this page. */
  readonly at: number;
  /** What it can become. */
  readonly next: readonly NewStatus[];
  readonly visitor: Visitor;
};

export function EventPage({ event, days, day, page, at, next, visitor }: Props) {
  const { lang, role } = visitor;
  const [seats, taken] = [sum(days, 'seats'), sum(days, 'taken')];
  const byDay = Map.groupBy(page.rows, (slot) => dayOf(slot.starts_at));
  return (
    <>
      <Toolbar title={event.title}>
        <Badge tone={eventTones[event.status]}>{plain(eventWords[event.status], lang)}</Badge>
        <Fill seats={seats} taken={taken} lang={lang} />
      </Toolbar>
      {role === 'admin' && <Actions event={event} empty={days.length === 0} next={next} lang={lang} />}
      {event.status !== 'open' && days.length > 0 && <p>{plain('panel.event.not_open', lang)}</p>}
      {days.length === 0 && (
        <Empty text={plain('panel.event.empty', lang)}>
          {role === 'admin' && event.status !== 'archived' && (
            <a class="button first" href={eventPath(event.event_id, '/slots/new')}>
              {plain('panel.event.add_slots', lang)}
            </a>
          )}
        </Empty>
      )}
      {day !== undefined && <Days event={event} days={days} day={day} lang={lang} />}
      {[...byDay].map(([date, some]) => (
        <section class="card" key={date}>
          <h2>{dayTitle(date, lang)}</h2>
          <ul class="slots">
            {some.map((slot) => (
              <Slot key={slot.slot_id} event={event} slot={slot} lang={lang} />
            ))}
          </ul>
        </section>
      ))}
      {page.more && (
        <a
          class="button"
          href={eventPath(
            event.event_id,
            `?${day === undefined ? '' : `day=${day}&`}at=${at + page.rows.length}`,
          )}
        >
          {plain('panel.event.more_slots', lang)}
        </a>
      )}
    </>
  );
}

const sum = (days: readonly EventDay[], what: 'seats' | 'taken'): number =>
  days.reduce((all, one) => all + one[what], 0);

type ActionsProps = {
  readonly event: EventDetails;
  /** It has no slots: adding them comes first, and is offered below in place of them. */
  readonly empty: boolean;
  readonly next: readonly NewStatus[];
  readonly lang: Lang;
};

const Actions = ({ event, empty, next, lang }: ActionsProps) => (
  <nav class="actions no-print" aria-label={plain('panel.event.actions', lang)}>
    {event.status !== 'archived' && !empty && (
      <a class="button" href={eventPath(event.event_id, '/slots/new')}>
        {plain('panel.event.add_slots', lang)}
      </a>
    )}
    {next.map((to) => (
      <a
        key={to}
        class={to === 'open' && !empty ? 'button first' : 'button'}
        href={eventPath(event.event_id, `/status?to=${to}`)}
      >
        {plain(statusWords[to].act, lang)}
      </a>
    ))}
    {event.status !== 'archived' && (
      <a class="button" href={eventPath(event.event_id, '/edit')}>
        {plain('panel.event.edit', lang)}
      </a>
    )}
    <a class="button" href={eventPath(event.event_id, '/copy')}>
      {plain('panel.event.copy', lang)}
    </a>
    <a class="button" href={eventPath(event.event_id, '/remove')}>
      {plain('panel.event.remove', lang)}
    </a>
  </nav>
);

type DaysProps = {
  readonly event: EventDetails;
  readonly days: readonly EventDay[];
  readonly day: string;
  readonly lang: Lang;
};

const Days = ({ event, days, day, lang }: DaysProps) => (
  <nav class="days" aria-label={plain('panel.event.days', lang)}>
    {days.map((one) => (
      <a
        key={one.day}
        href={eventPath(event.event_id, `?day=${one.day}`)}
        {...(one.day === day && { 'aria-current': 'page' as const })}
      >
        {dayTitle(one.day, lang)}
        <span class="soft">{`${one.taken} / ${one.seats}`}</span>
      </a>
    ))}
  </nav>
);

type SlotProps = { readonly event: EventDetails; readonly slot: SlotRow; readonly lang: Lang };

function Slot({ event, slot, lang }: SlotProps) {
  const where = [slot.location, slot.room].filter(Boolean).join(', ');
  const ends = slot.starts_at + slot.minutes * 60_000;
  return (
    <li class={slot.active && !slot.over ? '' : 'off'}>
      <div class="head">
        <a href={slotPath(event.event_id, slot.slot_id)}>
          <strong>{`${clockTime(slot.starts_at)}–${clockTime(ends)}`}</strong>
        </a>{' '}
        <span class="soft">{where}</span>
      </div>
      {slot.specialist && <span class="soft">{slot.specialist.name || plain('panel.nameless', lang)}</span>}
      <Fill taken={slot.taken} seats={slot.seats} lang={lang} />
      <SlotState slot={slot} lang={lang} />
      {slot.people.length > 0 && (
        <ul class="names">
          {slot.people.map(({ user_id, name, held }) => (
            <li key={user_id}>
              {name || plain('panel.nameless', lang)}
              {held && <span class="soft"> · {plain('panel.slot.held', lang)}</span>}
            </li>
          ))}
          {slot.taken > slot.people.length && (
            <li class="soft">
              {plain('panel.slot.more_people', lang, { count: slot.taken - slot.people.length })}
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

/** Taken, held, free or off, in words. */
function SlotState({ slot, lang }: { readonly slot: SlotRow; readonly lang: Lang }) {
  const free = slot.seats - slot.taken;
  return (
    <span class="state">
      {!slot.active && <Badge tone="warn">{plain('panel.slot.off', lang)}</Badge>}
      {slot.active && slot.over && <Badge tone="quiet">{plain('panel.slot.over', lang)}</Badge>}
      {slot.active && !slot.over && free > 0 && (
        <Badge tone="good">{plain('panel.slot.free', lang, { free })}</Badge>
      )}
      {slot.active && !slot.over && free <= 0 && <Badge tone="info">{plain('panel.slot.full', lang)}</Badge>}
      {slot.led_twice && <Badge tone="warn">{plain('panel.slot.led_twice', lang)}</Badge>}
      {slot.held > 0 && <Badge tone="quiet">{plain('panel.slot.holding', lang, { held: slot.held })}</Badge>}
    </span>
  );
}
