import { plain } from '../../../core/i18n/t.ts';
import type { PreviewRow } from '../../../core/slots/plan.ts';
import type { EventDetails } from '../ports/event-desk.ts';
import { eventPath } from '../routes/events.ts';
import { Carried } from '../view/edits.tsx';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { Toolbar } from '../view/parts.tsx';
import { type Cutoff, isMade, PlanHead, PlannedRows } from '../view/planned-rows.tsx';
import { weekdayWords } from '../view/slot-words.ts';
import type { Visitor } from '../visitor.ts';

export const planFields = [
  'first',
  'last',
  'weekdays',
  'more_days',
  'from',
  'to',
  'more_times',
  'breaks',
  'pause',
  'minutes',
  'capacity',
  'place',
  'room',
] as const;
export type PlanTextField = (typeof planFields)[number];
export type PlanTexts = Readonly<Record<PlanTextField, string>>;
export type PlanFaults = Partial<Record<PlanTextField, string>>;

type FormProps = {
  readonly event: EventDetails;
  readonly form: PlanTexts;
  readonly faults: PlanFaults;
  readonly visitor: Visitor;
};

const words = {
  first: { label: 'panel.plan.first', type: 'date' },
  last: { label: 'panel.plan.last', type: 'date', hint: 'panel.plan.last.hint' },
  more_days: { label: 'panel.plan.more_days', type: 'text', hint: 'panel.plan.more_days.hint' },
  from: { label: 'panel.plan.from', type: 'time' },
  to: { label: 'panel.plan.to', type: 'time', hint: 'panel.plan.to.hint' },
  more_times: { label: 'panel.plan.more_times', type: 'text', hint: 'panel.plan.more_times.hint' },
  breaks: { label: 'panel.plan.breaks', type: 'text', hint: 'panel.plan.breaks.hint' },
  pause: { label: 'panel.plan.pause', type: 'number' },
  minutes: { label: 'panel.plan.minutes', type: 'number' },
  capacity: { label: 'panel.plan.capacity', type: 'number' },
  place: { label: 'panel.plan.place', type: 'text' },
  room: { label: 'panel.plan.room', type: 'text' },
} as const;

const kinds = {
  date: { type: 'date' },
  time: { type: 'time' },
  text: { type: 'text' },
  number: { type: 'text', inputMode: 'numeric' },
} as const;

export function PlanPage({ event, form, faults, visitor }: FormProps) {
  const { lang } = visitor;
  const one = (name: keyof typeof words) => {
    const { label, type, ...rest } = words[name];
    const hint = 'hint' in rest ? { hint: plain(rest.hint, lang) } : {};
    const field = { name, label: plain(label, lang), ...hint, fault: faults[name] };
    return (
      <Field key={name} {...field}>
        <input {...kinds[type]} value={form[name]} {...inputOf(field)} />
      </Field>
    );
  };
  return (
    <>
      <Toolbar title={plain('panel.plan.title', lang)} />
      {Object.keys(faults).length > 0 && (
        <p class="flash bad" role="alert">
          {plain('panel.form.wrong', lang)}
        </p>
      )}
      <form method="post" class="card" novalidate>
        <h2>{event.title}</h2>
        <FormToken token={visitor.form_token} />
        <fieldset>
          <legend>{plain('panel.plan.days', lang)}</legend>
          <div class="side">{(['first', 'last'] as const).map(one)}</div>
          <Weekdays chosen={form.weekdays} fault={faults.weekdays} lang={lang} />
          {one('more_days')}
        </fieldset>
        <fieldset>
          <legend>{plain('panel.plan.times', lang)}</legend>
          <div class="side">{(['from', 'to', 'minutes', 'pause'] as const).map(one)}</div>
          {(['breaks', 'more_times'] as const).map(one)}
        </fieldset>
        <fieldset>
          <legend>{plain('panel.plan.where', lang)}</legend>
          <div class="side">{(['place', 'room', 'capacity'] as const).map(one)}</div>
        </fieldset>
        <div class="buttons">
          <button type="submit" class="first" name="step" value="preview">
            {plain('panel.plan.show', lang)}
          </button>
          <a class="button" href={eventPath(event.event_id)}>
            {plain('panel.form.back', lang)}
          </a>
        </div>
      </form>
    </>
  );
}

type WeekdaysProps = {
  readonly chosen: string;
  readonly fault: string | undefined;
  readonly lang: Visitor['lang'];
};

const Weekdays = ({ chosen, fault, lang }: WeekdaysProps) => (
  <fieldset class="field" {...(fault && { 'aria-describedby': 'weekdays-fault' })}>
    <legend>{plain('panel.plan.weekdays', lang)}</legend>
    <div class="checks">
      {([1, 2, 3, 4, 5, 6, 7] as const).map((day) => (
        <label key={day}>
          <input type="checkbox" name="weekdays" value={day} checked={chosen.includes(String(day))} />
          {plain(weekdayWords[day], lang)}
        </label>
      ))}
    </div>
    {fault && (
      <span class="fault" id="weekdays-fault">
        {fault}
      </span>
    )}
  </fieldset>
);

type PreviewProps = {
  readonly event: EventDetails;
  readonly form: PlanTexts;
  readonly rows: readonly PreviewRow[];
  readonly skipped: readonly string[];
  readonly cutoff: Cutoff;
  readonly print: string;
  readonly once: string;
  /** It is not what was confirmed. */
  readonly again: boolean;
  readonly visitor: Visitor;
};

/** Exactly what will be made, day by day, and what will not and why. */
export function PlanPreview({
  event,
  form,
  rows,
  skipped,
  cutoff,
  print,
  once,
  again,
  visitor,
}: PreviewProps) {
  const { lang } = visitor;
  const made = rows.filter(isMade);
  const seats = made.reduce((sum, { capacity }) => sum + capacity, 0);
  const where = [form.place.trim(), form.room.trim()].filter(Boolean).join(', ');
  return (
    <>
      <PlanHead again={again} lang={lang} />
      <form method="post" class="card">
        <h2>{event.title}</h2>
        <FormToken token={visitor.form_token} />
        <Carried values={{ ...form, print, once }} />
        <p>
          {made.length === 0
            ? plain('panel.plan.nothing', lang)
            : plain('panel.plan.count', lang, { slots: made.length, seats, minutes: made[0]?.minutes ?? 0 })}
          {where && made.length > 0 && <span class="soft"> {where}</span>}
        </p>
        <PlannedRows rows={rows} skipped={skipped} cutoff={cutoff} lang={lang} />
        <div class="buttons">
          {made.length > 0 && (
            <button type="submit" class="first" name="step" value="make">
              {plain('panel.plan.make', lang)}
            </button>
          )}
          <button type="submit" name="step" value="edit">
            {plain('panel.plan.edit', lang)}
          </button>
        </div>
      </form>
    </>
  );
}
