import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { longTime } from '../../../core/time/people.ts';
import type { HealthReport } from '../../../runtime/health.ts';
import { Badge, Table, Toolbar } from '../view/parts.tsx';

/** What answers and what does not. Why not is for operators: /readyz and the log. */
export const System = ({
  report,
  nowMs,
  lang,
}: {
  readonly report: HealthReport;
  readonly nowMs: number;
  readonly lang: Lang;
}) => (
  <>
    <Toolbar title={plain('panel.menu.system', lang)} />
    <section class="card">
      <p>
        {plain(report.ready ? 'panel.system.all_up' : 'panel.system.some_down', lang)}{' '}
        <span class="soft">{longTime(nowMs, lang)}</span>
      </p>
      <Table
        caption={plain('panel.system.services', lang)}
        keyOf={([name]) => name}
        rows={Object.entries(report.checks)}
        columns={[
          { label: plain('panel.system.service', lang), cell: ([name]) => name },
          {
            label: plain('panel.system.state', lang),
            cell: ([, { ok }]) => (
              <Badge tone={ok ? 'good' : 'bad'}>
                {plain(ok ? 'panel.system.up' : 'panel.system.down', lang)}
              </Badge>
            ),
          },
        ]}
      />
    </section>
  </>
);
