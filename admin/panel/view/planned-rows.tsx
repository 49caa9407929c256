import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { PreviewRow } from '../../../core/slots/plan.ts';
import { clockTime, dayTitle, shortTime } from '../../../core/time/people.ts';
import { dayOf } from '../../../core/time/slot-instants.ts';
import { leftOutWords } from './slot-words.ts';

type Props = { readonly rows: readonly PreviewRow[]; readonly lang: Lang };

/** Exactly what will be made, day by day, and what will not and why. */
export const PlannedRows = ({ rows, lang }: Props) => (
  <>
    <dl class="plan">
      {[...Map.groupBy(rows.filter(isMade), (row) => dayOf(row.starts_at))].map(([day, some]) => (
        <div key={day}>
          <dt>{dayTitle(day, lang)}</dt>
          <dd>{some.map(({ starts_at: at }) => clockTime(at)).join(' · ')}</dd>
        </div>
      ))}
    </dl>
    <LeftOut rows={rows} lang={lang} />
  </>
);

export const isMade = ({ left_out }: PreviewRow): boolean => left_out === null;

/** More than these are counted, not named. */
const mostNamed = 60;

function LeftOut({ rows, lang }: Props) {
  const reasons = (['past', 'exists', 'overlap'] as const)
    .map((why) => ({ why, some: rows.filter((row) => row.left_out === why) }))
    .filter(({ some }) => some.length > 0);
  if (reasons.length === 0) return null;
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
      </dl>
    </section>
  );
}
