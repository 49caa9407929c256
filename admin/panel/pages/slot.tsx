import type { ComponentChildren } from 'preact';
import { plain } from '../../../core/i18n/t.ts';
import type { Difference } from '../../../core/shared/three-way.ts';
import { clockTime, dayTitle } from '../../../core/time/people.ts';
import type { EventDetails } from '../ports/event-desk.ts';
import type { Specialist } from '../ports/events.ts';
import type { SlotDetails } from '../ports/slot-desk.ts';
import { eventPath, slotPath } from '../routes/events.ts';
import { Seen, type Texts, theirWord } from '../view/edits.tsx';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { Badge, Toolbar } from '../view/parts.tsx';
import { type SlotTextField, slotFieldWords } from '../view/slot-words.ts';
import type { Visitor } from '../visitor.ts';
import { Fill } from './events.tsx';

export type SlotTexts = Texts<SlotTextField>;
export type SlotFaults = Partial<Record<SlotTextField, string>>;
type Person = { readonly user_id: string; readonly name: string; readonly held: boolean };

type Props = {
  readonly event: EventDetails;
  readonly slot: SlotDetails;
  /** The first few of those who have a seat. */
  readonly people: readonly Person[];
  readonly specialists: readonly Specialist[];
  readonly form: SlotTexts;
  readonly seen: SlotTexts;
  readonly faults: SlotFaults;
  readonly theirs?: readonly Difference<SlotTextField>[];
  readonly visitor: Visitor;
};

export const slotTitle = (slot: SlotDetails, lang: Visitor['lang']): string =>
  `${dayTitle(slot.day, lang)}, ${slot.time}–${clockTime(slot.starts_at + slot.minutes * 60_000)}`;

export function SlotPage(props: Props) {
  const { event, slot, faults, theirs = [], visitor } = props;
  const { lang, role } = visitor;
  const where = [slot.place, slot.room].filter(Boolean).join(', ');
  return (
    <>
      <p>
        <a href={eventPath(event.event_id, `?day=${slot.day}`)}>← {event.title}</a>
      </p>
      <Toolbar title={slotTitle(slot, lang)}>
        {!slot.active && <Badge tone="warn">{plain('panel.slot.off', lang)}</Badge>}
        <Fill taken={slot.people.length} seats={slot.capacity} lang={lang} />
      </Toolbar>
      {where && <p class="soft">{where}</p>}
      {Object.keys(faults).length > 0 && <Alert>{plain('panel.form.wrong', lang)}</Alert>}
      {theirs.length > 0 && <Alert>{plain('panel.form.theirs', lang)}</Alert>}
      <People {...props} />
      {role === 'admin' && <SlotForm {...props} theirs={theirs} />}
    </>
  );
}

const Alert = ({ children }: { readonly children: ComponentChildren }) => (
  <p class="flash bad" role="alert">
    {children}
  </p>
);

function People({ event, slot, people, visitor }: Props) {
  const { lang, role } = visitor;
  const here = (then: string) => slotPath(event.event_id, slot.slot_id, then);
  return (
    <section class="card">
      <h2>{plain('panel.slot.people', lang)}</h2>
      {people.length === 0 ? (
        <p class="soft">{plain('panel.slot.empty', lang)}</p>
      ) : (
        <ul class="listed">
          {people.map(({ user_id, name, held }) => (
            <li key={user_id}>
              {name || plain('panel.nameless', lang)}
              {held && <span class="soft"> · {plain('panel.slot.held', lang)}</span>}
            </li>
          ))}
          {slot.people.length > people.length && (
            <li class="soft">
              {plain('panel.slot.more_people', lang, { count: slot.people.length - people.length })}
            </li>
          )}
        </ul>
      )}
      {role === 'admin' && (
        <form method="post" class="actions">
          <FormToken token={visitor.form_token} />
          {people.length > 0 && (
            <a class="button" href={here('/people')}>
              {plain('panel.slot.move_people', lang)}
            </a>
          )}
          <button type="submit" name="act" value={slot.active ? 'off' : 'on'}>
            {plain(slot.active ? 'panel.slot.switch_off' : 'panel.slot.switch_on', lang)}
          </button>
          <a class="button" href={here('/remove')}>
            {plain('panel.slot.remove', lang)}
          </a>
        </form>
      )}
    </section>
  );
}

const types = {
  day: { type: 'date' },
  time: { type: 'time' },
  minutes: { type: 'text', inputMode: 'numeric' },
  capacity: { type: 'text', inputMode: 'numeric' },
  place: { type: 'text' },
  room: { type: 'text' },
} as const;

function SlotForm({
  form,
  seen,
  faults,
  theirs,
  specialists,
  visitor,
}: Props & { readonly theirs: readonly Difference<SlotTextField>[] }) {
  const { lang } = visitor;
  const fieldOf = (name: SlotTextField) => ({
    name,
    label: plain(slotFieldWords[name], lang),
    fault: faults[name] ?? theirWord(theirs, name, lang),
  });
  return (
    <form method="post" class="card" novalidate>
      <h2>{plain('panel.slot.change', lang)}</h2>
      <FormToken token={visitor.form_token} />
      <Seen values={seen} />
      <div class="side">
        {(['day', 'time', 'minutes', 'capacity', 'place', 'room'] as const).map((name) => (
          <Field key={name} {...fieldOf(name)}>
            <input {...types[name]} value={form[name]} {...inputOf(fieldOf(name))} />
          </Field>
        ))}
        <Field {...fieldOf('specialist')}>
          <select {...inputOf(fieldOf('specialist'))}>
            <option value="">{plain('panel.slot.nobody', lang)}</option>
            {specialists.map(({ user_id, name }) => (
              <option key={user_id} value={user_id} selected={user_id === form.specialist}>
                {name || plain('panel.nameless', lang)}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <div class="buttons">
        <button type="submit" class="first" name="act" value="change">
          {plain('panel.form.check', lang)}
        </button>
      </div>
    </form>
  );
}
