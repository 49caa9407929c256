import { plain } from '../../../core/i18n/t.ts';
import type { PlannedMove } from '../../../core/slots/moving.ts';
import { shortTime } from '../../../core/time/people.ts';
import type { EventDetails } from '../ports/event-desk.ts';
import type { SlotRow } from '../ports/events.ts';
import type { MoveResult } from '../ports/people-move.ts';
import type { SlotDetails } from '../ports/slot-desk.ts';
import { eventPath, slotPath } from '../routes/events.ts';
import { Field, inputOf } from '../view/form.tsx';
import { outcomeWord } from '../view/move-words.ts';
import { Badge, Empty, Table, Toolbar } from '../view/parts.tsx';
import type { Visitor } from '../visitor.ts';
import { Ask } from './event-ask.tsx';
import { slotTitle } from './slot.tsx';

type Person = { readonly user_id: string; readonly name: string; readonly held: boolean };
type MoveFaults = { readonly people?: string; readonly to?: string; readonly reason?: string };

type ChooseProps = {
  readonly event: EventDetails;
  readonly slot: SlotDetails;
  readonly people: readonly Person[];
  /** Those ahead that have a free seat. */
  readonly targets: readonly SlotRow[];
  readonly form: { readonly chosen: readonly string[]; readonly to: string; readonly reason: string };
  readonly faults: MoveFaults;
  readonly visitor: Visitor;
};

const placeOf = ({ location, room }: SlotRow): string => [location, room].filter(Boolean).join(', ');

export function ChoosePeople({ event, slot, people, targets, form, faults, visitor }: ChooseProps) {
  const { lang } = visitor;
  const to = { name: 'to', label: plain('panel.moves.to', lang), fault: faults.to };
  const hint = plain('panel.moves.reason.hint', lang);
  const reason = { name: 'reason', label: plain('panel.moves.reason', lang), hint, fault: faults.reason };
  if (targets.length === 0)
    return (
      <>
        <Toolbar title={plain('panel.moves.title', lang)} />
        <Empty text={plain('panel.moves.no_slots', lang)}>
          <a class="button first" href={eventPath(event.event_id, '/slots/new')}>
            {plain('panel.event.add_slots', lang)}
          </a>
        </Empty>
      </>
    );
  return (
    <Ask
      title={plain('panel.moves.title', lang)}
      back={slotPath(event.event_id, slot.slot_id)}
      visitor={visitor}
      act={{ label: plain('panel.moves.check', lang), values: { step: 'check' } }}
    >
      <h2>{`${event.title}: ${slotTitle(slot, lang)}`}</h2>
      <Pick people={people} all={slot.people.length} chosen={form.chosen} fault={faults.people} lang={lang} />
      <Field {...to}>
        <select {...inputOf(to)}>
          <option value="" />
          {targets.map((row) => (
            <option key={row.slot_id} value={row.slot_id} selected={row.slot_id === form.to}>
              {[
                shortTime(row.starts_at, lang),
                placeOf(row),
                plain('panel.slot.free', lang, { free: row.seats - row.taken }),
                row.active ? '' : plain('panel.slot.off', lang),
              ]
                .filter(Boolean)
                .join(' · ')}
            </option>
          ))}
        </select>
      </Field>
      <Field {...reason}>
        <input type="text" value={form.reason} {...inputOf(reason)} />
      </Field>
    </Ask>
  );
}

type PickProps = {
  readonly people: readonly Person[];
  readonly all: number;
  readonly chosen: readonly string[];
  readonly fault: string | undefined;
  readonly lang: Visitor['lang'];
};

const Pick = ({ people, all, chosen, fault, lang }: PickProps) => (
  <fieldset class="field" {...(fault && { 'aria-describedby': 'people-fault' })}>
    <legend>{plain('panel.moves.who', lang)}</legend>
    <ul class="pick">
      {people.map(({ user_id, name, held }) => (
        <li key={user_id}>
          <label>
            <input
              type="checkbox"
              name="people"
              value={user_id}
              checked={chosen.includes(user_id)}
              disabled={held}
            />
            {name || plain('panel.nameless', lang)}
            {held && <span class="soft"> {plain('panel.moves.why.only_holds', lang)}</span>}
          </label>
        </li>
      ))}
    </ul>
    {all > people.length && (
      <span class="hint">{plain('panel.moves.only_first', lang, { count: people.length })}</span>
    )}
    {fault && (
      <span class="fault" id="people-fault">
        {fault}
      </span>
    )}
  </fieldset>
);

type PreviewProps = {
  readonly event: EventDetails;
  readonly slot: SlotDetails;
  readonly target: SlotDetails;
  readonly plan: readonly (PlannedMove & { readonly name: string })[];
  readonly reason: string;
  readonly print: string;
  readonly once: string;
  readonly again: boolean;
  readonly visitor: Visitor;
};

/** Who fits into the other slot, who does not and why, before anybody is moved. */
export function MovePreview(props: PreviewProps) {
  const { event, slot, target, plan, reason, print, once, again, visitor } = props;
  const { lang } = visitor;
  const fits = plan.filter(({ why_not }) => why_not === null);
  const stay = plan.filter(({ why_not }) => why_not !== null);
  const values = { step: 'start', to: target.slot_id, reason, print, once };
  return (
    <Ask
      title={plain('panel.moves.preview', lang)}
      back={slotPath(event.event_id, slot.slot_id, '/people')}
      visitor={visitor}
      {...(fits.length > 0 && { act: { label: plain('panel.moves.start', lang), values } })}
    >
      {again && (
        <p class="flash bad" role="alert">
          {plain('panel.preview.changed', lang)}
        </p>
      )}
      <h2>{`${slotTitle(slot, lang)} → ${slotTitle(target, lang)}`}</h2>
      <p>{plain('panel.moves.fits', lang, { count: fits.length })}</p>
      <ul class="listed">
        {fits.map(({ user_id, name }) => (
          <li key={user_id}>
            <input type="hidden" name="people" value={user_id} />
            {name || plain('panel.nameless', lang)}
          </li>
        ))}
      </ul>
      {stay.length > 0 && (
        <>
          <h3>{plain('panel.moves.stays', lang)}</h3>
          <ul class="listed">
            {stay.map(({ user_id, name, why_not }) => (
              <li key={user_id}>
                {name || plain('panel.nameless', lang)}
                <span class="soft">: {plain(outcomeWord(why_not), lang)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Ask>
  );
}

type ResultProps = {
  readonly event: EventDetails;
  readonly from: SlotDetails | undefined;
  readonly to: SlotDetails | undefined;
  readonly move: MoveResult;
  readonly here: string;
  readonly visitor: Visitor;
};

export function MoveResultPage({ event, from, to, move, here, visitor }: ResultProps) {
  const { lang } = visitor;
  const waiting = move.people.filter(({ outcome }) => outcome === null).length;
  return (
    <>
      <p>
        <a href={eventPath(event.event_id)}>← {event.title}</a>
      </p>
      <Toolbar title={plain('panel.moves.result', lang)} />
      <section class="card">
        {from && to && <h2>{`${slotTitle(from, lang)} → ${slotTitle(to, lang)}`}</h2>}
        <p role="status">
          {waiting === 0
            ? plain('panel.moves.done', lang)
            : plain('panel.moves.waiting', lang, { count: waiting })}
        </p>
        {waiting > 0 && (
          <p>
            <a class="button" href={here}>
              {plain('panel.moves.refresh', lang)}
            </a>
          </p>
        )}
        <Table
          caption={plain('panel.moves.result', lang)}
          keyOf={(row) => row.user_id}
          rows={move.people}
          columns={[
            {
              label: plain('panel.moves.person', lang),
              cell: ({ name }) => name || plain('panel.nameless', lang),
            },
            {
              label: plain('panel.moves.outcome', lang),
              cell: ({ outcome }) => (
                <Badge tone={toneOf(outcome)}>{plain(outcomeWord(outcome), lang)}</Badge>
              ),
            },
          ]}
        />
      </section>
    </>
  );
}

function toneOf(outcome: string | null): 'good' | 'quiet' | 'warn' {
  if (outcome === null) return 'quiet';
  return outcome === 'moved' ? 'good' : 'warn';
}
