import { plain } from '../../../core/i18n/t.ts';
import type { Difference } from '../../../core/shared/three-way.ts';
import { Seen, type Texts, theirWord } from '../view/edits.tsx';
import { type EventField, eventFields, eventFieldWords, policyWords } from '../view/event-words.ts';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { Toolbar } from '../view/parts.tsx';
import type { Visitor } from '../visitor.ts';

export type EventTexts = Texts<EventField>;
export type EventFaults = Partial<Record<EventField, string>>;

type Props = {
  readonly title: string;
  readonly form: EventTexts;
  /** As it is stored; absent while it is not yet. */
  readonly seen?: EventTexts;
  readonly once?: string;
  readonly faults: EventFaults;
  readonly theirs?: readonly Difference<EventField>[];
  readonly back: string;
  readonly visitor: Visitor;
};

const rules: readonly EventField[] = ['policy', 'cutoff', 'hold', 'moves', 'nudge'];
const reminders: readonly EventField[] = ['same_day', 'day_before', 'before'];

export function EventFormPage({ title, form, seen, once, faults, theirs = [], back, visitor }: Props) {
  const { lang } = visitor;
  const one = (name: EventField) => (
    <EventInput
      key={name}
      name={name}
      value={form[name]}
      fault={faults[name] ?? theirWord(theirs, name, lang)}
      lang={lang}
    />
  );
  return (
    <>
      <Toolbar title={title} />
      {Object.keys(faults).length > 0 && (
        <p class="flash bad" role="alert">
          {plain('panel.form.wrong', lang)}
        </p>
      )}
      {theirs.length > 0 && (
        <p class="flash bad" role="alert">
          {plain('panel.form.theirs', lang)}
        </p>
      )}
      <form method="post" class="card" novalidate>
        <FormToken token={visitor.form_token} />
        {seen && <Seen values={seen} />}
        {once !== undefined && <input type="hidden" name="once" value={once} />}
        <fieldset>
          <legend>{plain('panel.form.about', lang)}</legend>
          {eventFields.filter((name) => ![...rules, ...reminders].includes(name)).map(one)}
        </fieldset>
        <fieldset>
          <legend>{plain('panel.form.rules', lang)}</legend>
          {rules.map(one)}
        </fieldset>
        <fieldset>
          <legend>{plain('panel.form.reminders', lang)}</legend>
          {reminders.map(one)}
        </fieldset>
        <div class="buttons">
          <button type="submit" class="first">
            {plain(seen ? 'panel.form.check' : 'panel.form.create', lang)}
          </button>
          <a class="button" href={back}>
            {plain('panel.form.back', lang)}
          </a>
        </div>
      </form>
    </>
  );
}

type InputProps = {
  readonly name: EventField;
  readonly value: string;
  readonly fault: string | undefined;
  readonly lang: Visitor['lang'];
};

function EventInput({ name, value, fault, lang }: InputProps) {
  const { label, kind, ...rest } = eventFieldWords[name];
  const words = {
    name,
    label: plain(label, lang),
    ...('hint' in rest && { hint: plain(rest.hint, lang) }),
    fault,
  };
  return (
    <Field {...words}>
      {kind === 'lines' && (
        <textarea rows={3} {...inputOf(words)}>
          {value}
        </textarea>
      )}
      {kind === 'policy' && (
        <select {...inputOf(words)}>
          {(['release', 'swap'] as const).map((policy) => (
            <option key={policy} value={policy} selected={policy === value}>
              {plain(policyWords[policy], lang)}
            </option>
          ))}
        </select>
      )}
      {(kind === 'line' || kind === 'link' || kind === 'number') && (
        <input {...typeOf[kind]} value={value} {...inputOf(words)} />
      )}
    </Field>
  );
}

const typeOf = {
  line: { type: 'text' },
  link: { type: 'url' },
  number: { type: 'text', inputMode: 'numeric' },
} as const;
