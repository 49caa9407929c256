import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { PreviewRow } from '../../../core/slots/plan.ts';
import { clockTime, dayTitle, shortDay, shortTime } from '../../../core/time/people.ts';
import { bookableUntil, dayOf, slotInstants } from '../../../core/time/slot-instants.ts';
import { Toolbar } from './parts.tsx';
import { leftOutWords } from './slot-words.ts';

export type Cutoff = { readonly minutes: number; readonly now: number };
type Props = {
  readonly rows: readonly PreviewRow[];
  /** Days left out by their day of the week. */
  readonly skipped?: readonly string[];
  /** Of the event: slots may be made that only staff can book. */
  readonly cutoff: Cutoff;
  readonly lang: Lang;
};

type HeadProps = {
  /** It is not what was confirmed. */
  readonly again: boolean;
  readonly lang: Lang;
};

export const PlanHead = ({ again, lang }: HeadProps) => (
  <>
    <Toolbar title={plain('panel.plan.preview', lang)} />
    {again && (
      <p class="flash bad" role="alert">
        {plain('panel.plan.changed', lang)}
      </p>
    )}
  </>
);

/** Exactly what will be made, day by day, and what will not and why. */
export const PlannedRows = ({ rows, skipped = [], cutoff, lang }: Props) => (
  <>
    <dl class="plan">
      {[...Map.groupBy(rows.filter(isMade), (row) => dayOf(row.starts_at))].map(([day, some]) => (
        <div key={day}>
          <dt>{dayTitle(day, lang)}</dt>
          <dd>{some.map(({ starts_at: at }) => clockTime(at)).join(' · ')}</dd>
        </div>
      ))}
    </dl>
    <Closed rows={rows} cutoff={cutoff} lang={lang} />
    <LeftOut rows={rows} skipped={skipped} lang={lang} />
  </>
);

export const isMade = ({ left_out }: PreviewRow): boolean => left_out === null;

/** More than these are counted, not named. */
const mostNamed = 60;
const mostDays = 10;

function LeftOut({ rows, skipped, lang }: Required<Omit<Props, 'cutoff'>>) {
  const reasons = (['past', 'exists', 'overlap'] as const)
    .map((why) => ({ why, some: rows.filter((row) => row.left_out === why) }))
    .filter(({ some }) => some.length > 0);
  if (reasons.length === 0 && skipped.length === 0) return null;
  return (
    <section class="left-out">
      <h3>{plain('panel.plan.left_out', lang)}</h3>
      <dl class="plan">
        {reasons.map(({ why, some }) => (
          <div key={why}>
            <dt>{plain(leftOutWords[why], lang)}</dt>
            <dd>{timesOf(some, lang)}</dd>
          </div>
        ))}
        {skipped.length > 0 && (
          <div>
            <dt>{plain('panel.plan.not_ticked', lang)}</dt>
            <dd>{skippedDays(skipped, lang)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** They are made all the same: staff can book them. */
function Closed({ rows, cutoff: { minutes, now }, lang }: Omit<Props, 'skipped'>) {
  const some = rows.filter((row) => isMade(row) && bookableUntil(row.starts_at, minutes) <= now);
  if (some.length === 0) return null;
  return (
    <dl class="plan">
      <div>
        <dt>{plain('panel.plan.closed', lang, { minutes })}</dt>
        <dd>{timesOf(some, lang)}</dd>
      </div>
    </dl>
  );
}

function timesOf(rows: readonly PreviewRow[], lang: Lang): string {
  const named = rows.slice(0, mostNamed).map((row) => shortTime(row.starts_at, lang));
  const count = rows.length - named.length;
  return [...named, ...(count > 0 ? [plain('panel.slot.more_people', lang, { count })] : [])].join(', ');
}

function skippedDays(days: readonly string[], lang: Lang): string {
  const named = days.slice(0, mostDays).map((day) => shortDay(slotInstants(day, '12:00', 0).starts_at, lang));
  const count = days.length - named.length;
  return [...named, ...(count > 0 ? [plain('panel.plan.more_skipped', lang, { count })] : [])].join(', ');
}
