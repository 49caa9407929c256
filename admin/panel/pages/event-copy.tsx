import { plain } from '../../../core/i18n/t.ts';
import type { PreviewRow } from '../../../core/slots/plan.ts';
import { dayTitle } from '../../../core/time/people.ts';
import type { EventDetails } from '../ports/event-desk.ts';
import { eventPath } from '../routes/events.ts';
import { Carried } from '../view/edits.tsx';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { type Cutoff, isMade, PlanHead, PlannedRows } from '../view/planned-rows.tsx';
import type { Visitor } from '../visitor.ts';
import { Ask } from './event-ask.tsx';

type CopyProps = {
  readonly event: EventDetails;
  /** Of the first slot; null: it has none. */
  readonly first: string | null;
  readonly count: number;
  readonly form: { readonly title: string; readonly day: string; readonly once: string };
  readonly faults: { readonly title?: string; readonly day?: string };
  readonly visitor: Visitor;
};

export function CopyPage({ event, first, count, form, faults, visitor }: CopyProps) {
  const { lang } = visitor;
  const day = {
    name: 'day',
    label: plain('panel.copy.first_day', lang),
    hint: first === null ? '' : plain('panel.copy.first_day.hint', lang, { day: dayTitle(first, lang) }),
    fault: faults.day,
  };
  const title = { name: 'title', label: plain('panel.copy.name', lang), fault: faults.title };
  return (
    <Ask
      title={plain('panel.copy.title', lang)}
      back={eventPath(event.event_id)}
      visitor={visitor}
      act={{
        label: plain(first === null ? 'panel.event.copy' : 'panel.plan.show', lang),
        values: { once: form.once },
      }}
    >
      <h2>{event.title}</h2>
      <p>{plain('panel.copy.count', lang, { count })}</p>
      <Field {...title}>
        <input type="text" value={form.title} {...inputOf(title)} />
      </Field>
      {first !== null && (
        <Field {...day}>
          <input type="date" value={form.day} {...inputOf(day)} />
        </Field>
      )}
    </Ask>
  );
}

type PreviewProps = Pick<CopyProps, 'form' | 'visitor'> & {
  readonly rows: readonly PreviewRow[];
  readonly print: string;
  readonly cutoff: Cutoff;
  /** It is not what was confirmed. */
  readonly again: boolean;
};

/** Exactly what the copy will have, and what it will not and why. */
export function CopyPreview({ form, rows, cutoff, print, again, visitor }: PreviewProps) {
  const { lang } = visitor;
  const count = rows.filter(isMade).length;
  return (
    <>
      <PlanHead again={again} lang={lang} />
      <form method="post" class="card">
        <h2>{form.title}</h2>
        <FormToken token={visitor.form_token} />
        <Carried values={{ ...form, print }} />
        <p>{plain(count === 0 ? 'panel.copy.none_left' : 'panel.copy.count', lang, { count })}</p>
        <PlannedRows rows={rows} cutoff={cutoff} lang={lang} />
        <div class="buttons">
          <button type="submit" class="first" name="step" value="make">
            {plain('panel.event.copy', lang)}
          </button>
          <button type="submit" name="step" value="edit">
            {plain('panel.plan.edit', lang)}
          </button>
        </div>
      </form>
    </>
  );
}
