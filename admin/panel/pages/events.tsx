import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { clockTime, dayTitle, shortTime } from '../../../core/time/people.ts';
import { dayOf } from '../../../core/time/slot-instants.ts';
import type { EventRow, SlotRow } from '../ports/events.ts';
import { panelRoutes } from '../routes/index.ts';
import { Badge, Empty, Table, type Tone, Toolbar } from '../view/parts.tsx';
import { eventWords } from '../view/words.ts';

const tones: Readonly<Record<EventRow['status'], Tone>> = {
  draft: 'quiet',
  open: 'good',
  closed: 'warn',
  archived: 'quiet',
};

export const Events = ({ rows, lang }: { readonly rows: readonly EventRow[]; readonly lang: Lang }) => (
  <>
    <Toolbar title={plain('panel.menu.events', lang)} />
    {rows.length === 0 ? (
      <Empty text={plain('panel.events.empty', lang)} />
    ) : (
      <section class="card">
        <Table
          caption={plain('panel.menu.events', lang)}
          keyOf={(row) => row.event_id}
          rows={rows}
          columns={[
            {
              label: plain('panel.events.title', lang),
              cell: (row) => <a href={`${panelRoutes.events.path}/${row.event_id}`}>{row.title}</a>,
            },
            {
              label: plain('panel.system.state', lang),
              cell: ({ status }) => <Badge tone={tones[status]}>{plain(eventWords[status], lang)}</Badge>,
            },
            { label: plain('panel.events.when', lang), cell: (row) => whenOf(row, lang) },
            { label: plain('panel.events.taken', lang), cell: (row) => <Fill {...row} lang={lang} /> },
          ]}
        />
      </section>
    )}
  </>
);

function whenOf({ from, to }: EventRow, lang: Lang): string {
  if (from === null || to === null) return plain('panel.events.no_slots', lang);
  return from === to ? shortTime(from, lang) : `${shortTime(from, lang)} – ${shortTime(to, lang)}`;
}

/** How full it is: the number says it, the bar shows it. */
const Fill = ({
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

export function EventPage({
  event,
  slots,
  lang,
}: {
  readonly event: EventRow;
  readonly slots: readonly SlotRow[];
  readonly lang: Lang;
}) {
  const days = Map.groupBy(slots, (slot) => dayOf(slot.starts_at));
  return (
    <>
      <Toolbar title={event.title}>
        <Badge tone={tones[event.status]}>{plain(eventWords[event.status], lang)}</Badge>
        <Fill {...event} lang={lang} />
      </Toolbar>
      {slots.length === 0 && <Empty text={plain('panel.event.empty', lang)} />}
      {[...days].map(([day, some]) => (
        <section class="card" key={day}>
          <h2>{dayTitle(day, lang)}</h2>
          <ul class="slots">
            {some.map((slot) => (
              <Slot key={slot.slot_id} slot={slot} lang={lang} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Slot({ slot, lang }: { readonly slot: SlotRow; readonly lang: Lang }) {
  const where = [slot.location, slot.room, slot.specialist?.name].filter(Boolean).join(', ');
  const free = slot.seats - slot.taken.length;
  return (
    <li class={slot.bookable ? '' : 'off'}>
      <div class="head">
        <strong>{clockTime(slot.starts_at)}</strong> <span class="soft">{where}</span>
      </div>
      <Fill taken={slot.taken.length} seats={slot.seats} lang={lang} />
      {!slot.active && <Badge tone="warn">{plain('panel.slot.off', lang)}</Badge>}
      {slot.taken.length > 0 && (
        <ul class="names">
          {slot.taken.map(({ user_id, name, held }) => (
            <li key={user_id}>
              {name || plain('panel.nameless', lang)}
              {held && <span class="soft"> · {plain('panel.slot.held', lang)}</span>}
            </li>
          ))}
        </ul>
      )}
      {free > 0 && <span class="soft">{plain('panel.slot.free', lang, { free })}</span>}
    </li>
  );
}
