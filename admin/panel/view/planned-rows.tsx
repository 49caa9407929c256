import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { PreviewRow } from '../../../core/slots/plan.ts';
import { clockTime, dayTitle, shortDay, shortTime } from '../../../core/time/people.ts';
import { dayOf, slotInstants } from '../../../core/time/slot-instants.ts';
import { leftOutWords } from './slot-words.ts';

type Props = {
  readonly rows: readonly PreviewRow[];
  /** Days left out by their day of the week. */
  readonly skipped?: readonly string[];
  readonly lang: Lang;
};

/** Exactly what will be made, day by day, and what will not and why. */
export const PlannedRows = ({ rows, skipped = [], lang }: Props) => (
  <>
    <dl class="plan">
      {[...Map.groupBy(rows.filter(isMade), (row) => dayOf(row.starts_at))].map(([day, some]) => (
        <div key={day}>
          <dt>{dayTitle(day, lang)}</dt>
          <dd>{some.map(({ starts_at: at }) => clockTime(at)).join(' · ')}</dd>
        </div>
      ))}
    </dl>
    <LeftOut rows={rows} skipped={skipped} lang={lang} />
  </>
);

export const isMade = ({ left_out }: PreviewRow): boolean => left_out === null;

/** More than these are counted, not named. */
const mostNamed = 60;
const mostDays = 10;

function LeftOut({ rows, skipped, lang }: Required<Props>) {
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
            <dd>
              {some
                .slice(0, mostNamed)
                .map((row) => shortTime(row.starts_at, lang))
                .join(', ')}
              {some.length > mostNamed &&
                `, ${plain('panel.slot.more_people', lang, { count: some.length - mostNamed })}`}
            </dd>
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

function skippedDays(days: readonly string[], lang: Lang): string {
  const named = days.slice(0, mostDays).map((day) => shortDay(slotInstants(day, '12:00', 0).starts_at, lang));
  const count = days.length - named.length;
  return [...named, ...(count > 0 ? [plain('panel.plan.more_skipped', lang, { count })] : [])].join(', ');
}
