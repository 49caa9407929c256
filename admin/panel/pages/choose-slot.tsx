import { plain } from '../../../core/i18n/t.ts';
import { clockTime, dayTitle } from '../../../core/time/people.ts';
import { dayOf } from '../../../core/time/slot-instants.ts';
import type { SlotRow } from '../ports/events.ts';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { Empty } from '../view/parts.tsx';
import type { Visitor } from '../visitor.ts';

type Chosen = { readonly slot: string; readonly reason: string };
export type SlotFaults = { readonly slot?: string; readonly reason?: string };

type Props = {
  readonly title: string;
  readonly text: string;
  readonly button: string;
  readonly to: string;
  readonly back: string;
  readonly slots: readonly SlotRow[];
  readonly chosen: Chosen;
  readonly faults: SlotFaults;
  readonly refused?: string | undefined;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly formKey: string;
  readonly visitor: Visitor;
};

/** The free times of an event as they are now; those that rules have closed stand apart, and want a reason. */
export function ChooseSlot(props: Props) {
  const { title, text, to, back, slots, chosen, faults, refused, visitor, formKey } = props;
  const { lang } = visitor;
  const [open, shut] = [slots.filter((slot) => slot.bookable), slots.filter((slot) => !slot.bookable)];
  return (
    <section class="card">
      <h1>{title}</h1>
      <p>{text}</p>
      {refused && (
        <p class="flash bad" role="alert">
          {refused}
        </p>
      )}
      {slots.length === 0 ? (
        <Empty text={plain('panel.slots.none', lang)} />
      ) : (
        <form method="post" action={to}>
          <FormToken token={visitor.form_token} />
          <input type="hidden" name="key" value={formKey} />
          {Object.entries(props.hidden ?? {}).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <fieldset class="plain">
            <legend>{plain('panel.slots.choose', lang)}</legend>
            {faults.slot && <span class="fault">{faults.slot}</span>}
            <Choices slots={open} chosen={chosen.slot} lang={lang} />
            {shut.length > 0 && (
              <details open={open.length === 0 || shut.some((slot) => slot.slot_id === chosen.slot)}>
                <summary>{plain('panel.slots.with_reason', lang)}</summary>
                <Choices slots={shut} chosen={chosen.slot} lang={lang} />
              </details>
            )}
          </fieldset>
          <Reason chosen={chosen} faults={faults} lang={lang} />
          <div class="actions">
            <button type="submit" class="first">
              {props.button}
            </button>
            <a class="button" href={back}>
              {plain('panel.cancel.back_to', lang)}
            </a>
          </div>
        </form>
      )}
    </section>
  );
}

type Lang = Visitor['lang'];

function Reason({ chosen, faults, lang }: Pick<Props, 'chosen' | 'faults'> & { readonly lang: Lang }) {
  const words = {
    name: 'reason',
    hint: plain('panel.slots.reason_hint', lang),
    fault: faults.reason,
  };
  return (
    <Field {...words} label={plain('panel.slots.reason', lang)}>
      <textarea rows={2} maxLength={500} {...inputOf(words)}>
        {chosen.reason}
      </textarea>
    </Field>
  );
}

type ChoicesProps = {
  readonly slots: readonly SlotRow[];
  readonly chosen: string;
  readonly lang: Lang;
};

function Choices({ slots, chosen, lang }: ChoicesProps) {
  const days = Map.groupBy(slots, (slot) => dayOf(slot.starts_at));
  return [...days].map(([day, some]) => (
    <div key={day} class="choices">
      <h2>{dayTitle(day, lang)}</h2>
      {some.map((slot) => (
        <label key={slot.slot_id} class="choice">
          <input type="radio" name="slot" value={slot.slot_id} checked={slot.slot_id === chosen} />
          <span>
            <strong>{clockTime(slot.starts_at)}</strong>{' '}
            <span class="soft">
              {[slot.location, slot.room].filter(Boolean).join(', ')} ·{' '}
              {plain('panel.slot.free', lang, { free: slot.seats - slot.taken })}
            </span>
          </span>
        </label>
      ))}
    </div>
  ));
}
