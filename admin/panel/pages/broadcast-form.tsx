import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { Difference } from '../../../core/shared/three-way.ts';
import type { DraftFault, Written } from '../../broadcasts/check-draft.ts';
import type { EventNamed } from '../ports/events.ts';
import { audienceChoices, faultText } from '../view/broadcast-words.ts';
import { Seen, type Texts, theirWord } from '../view/edits.tsx';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { Toolbar } from '../view/parts.tsx';
import type { Visitor } from '../visitor.ts';

/** As typed, whatever is wrong with it. */
export type Typed = Omit<Written, 'buttons'> & { readonly buttons: string };
/** The same as texts: what can be compared. */
export type DraftField = keyof Typed;
export type DraftTexts = Texts<DraftField>;
type Props = {
  readonly typed: Typed;
  readonly faults: readonly DraftFault[];
  readonly events: readonly EventNamed[];
  readonly visitor: Visitor;
  readonly to: string;
  /** The draft as it was when the form was drawn; undefined: it is a new one. */
  readonly seen?: DraftTexts | undefined;
  /** What somebody else made of it meanwhile, as people read it. */
  readonly theirs?: readonly Difference<DraftField>[];
  /** It was sent or removed meanwhile. */
  readonly late?: boolean;
};

export function BroadcastForm({ typed, faults, events, visitor, to, seen, theirs = [], late }: Props) {
  const { lang, form_token } = visitor;
  const fault = (field: DraftFault['field']) => {
    const found = faults.find((one) => one.field === field);
    return found ? faultText(found, lang) : theirWord(theirs, field, lang);
  };
  const markup = theirWord(theirs, 'markup', lang);
  const text = { name: 'text', hint: plain('panel.broadcast.form.text_hint', lang), fault: fault('text') };
  const event = {
    name: 'event',
    hint: plain('panel.broadcast.form.event_hint', lang),
    fault: fault('event'),
  };
  const buttons = {
    name: 'buttons',
    hint: plain('panel.broadcast.form.buttons_hint', lang),
    fault: fault('buttons'),
  };
  return (
    <>
      <Toolbar title={plain('panel.broadcasts.new', lang)} />
      {theirs.length > 0 && <Alert text={plain('panel.form.theirs', lang)} />}
      {late && <Alert text={plain('panel.broadcast.form.late', lang)} />}
      <form method="post" action={to} class="card composer">
        <FormToken token={form_token} />
        {seen && <Seen values={seen} />}
        <Field label={plain('panel.broadcast.form.text', lang)} {...text}>
          <textarea rows={8} {...inputOf(text)}>
            {typed.text}
          </textarea>
        </Field>
        <label>
          <input type="checkbox" name="markup" value="yes" checked={typed.markup} />{' '}
          {plain('panel.broadcast.form.markup', lang)}
        </label>
        {markup !== undefined && <span class="fault">{markup}</span>}
        <Field label={plain('panel.broadcast.form.event', lang)} {...event}>
          <select {...inputOf(event)}>
            <option value="">{plain('panel.broadcast.form.no_event', lang)}</option>
            {events.map(({ event_id, title }) => (
              <option key={event_id} value={event_id} selected={event_id === typed.event}>
                {title}
              </option>
            ))}
          </select>
        </Field>
        <Audience typed={typed} fault={fault} lang={lang} />
        <Field label={plain('panel.broadcast.form.buttons', lang)} {...buttons}>
          <textarea rows={2} {...inputOf(buttons)}>
            {typed.buttons}
          </textarea>
        </Field>
        <div class="actions">
          <button type="submit" class="first">
            {plain('panel.broadcast.form.preview', lang)}
          </button>
        </div>
      </form>
    </>
  );
}

const Alert = ({ text }: { readonly text: string }) => (
  <p class="flash bad" role="alert">
    {text}
  </p>
);

type AudienceProps = {
  readonly typed: Typed;
  readonly fault: (field: DraftFault['field']) => string | undefined;
  readonly lang: Lang;
};

function Audience({ typed, fault, lang }: AudienceProps) {
  const chat = { name: 'chat', hint: plain('panel.broadcast.form.chat_hint', lang), fault: fault('chat') };
  const people = {
    name: 'people',
    hint: plain('panel.broadcast.form.people_hint', lang),
    fault: fault('people'),
  };
  const wrong = fault('audience');
  return (
    <>
      <fieldset>
        <legend>{plain('panel.broadcasts.to', lang)}</legend>
        {audienceChoices(lang).map(([value, label]) => (
          <label key={value} class="choice">
            <input type="radio" name="audience" value={value} checked={typed.audience === value} />
            <span>{label}</span>
          </label>
        ))}
        {wrong !== undefined && <span class="fault">{wrong}</span>}
      </fieldset>
      <Field label={plain('panel.broadcast.form.chat', lang)} {...chat}>
        <input type="text" value={typed.chat} {...inputOf(chat)} />
      </Field>
      <Field label={plain('panel.broadcast.form.people', lang)} {...people}>
        <textarea rows={3} {...inputOf(people)}>
          {typed.people}
        </textarea>
      </Field>
    </>
  );
}
