import type { Replica } from '../../../contracts/replica.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { dayAndClock, longTime } from '../../../core/time/people.ts';
import type { HealthReport } from '../../../runtime/health.ts';
import { type ServiceState, servicesOf } from '../../system/state.ts';
import type { Backlog, QueueDepth } from '../ports/system.ts';
import { panelRoutes } from '../routes/index.ts';
import { Badge, Facts, Table, Toolbar } from '../view/parts.tsx';
import { Stamp } from '../view/stamp.tsx';
import { Replicas } from './system-replicas.tsx';

type Props = {
  readonly report: HealthReport;
  /** Of the whole installation; undefined: that is none of this company's business. */
  readonly house:
    | {
        readonly replicas: readonly Replica[] | undefined;
        readonly queues: readonly QueueDepth[] | undefined;
        readonly backlog: Backlog | undefined;
      }
    | undefined;
  readonly nowMs: number;
  readonly lang: Lang;
};

/** What answers and what does not, and what waits. Why not is for operators: /readyz and the log. */
export function System({ report, house, nowMs, lang }: Props) {
  const services = servicesOf(report, house && { replicas: house.replicas, nowMs });
  const isWhole = report.ready && services.every(({ state }) => state !== 'down');
  return (
    <>
      <Toolbar title={plain('panel.menu.system', lang)} />
      <section class="card">
        <p>
          {plain(isWhole ? 'panel.system.all_up' : 'panel.system.some_down', lang)}{' '}
          <span class="soft">{longTime(nowMs, lang)}</span>
        </p>
        <Services services={services} lang={lang} />
      </section>
      {house && (
        <>
          <Replicas replicas={house.replicas} nowMs={nowMs} lang={lang} />
          <Queues queues={house.queues} lang={lang} />
          <Waiting backlog={house.backlog} lang={lang} />
        </>
      )}
    </>
  );
}

const Services = ({
  services,
  lang,
}: {
  readonly services: readonly ServiceState[];
  readonly lang: Lang;
}) => (
  <Table
    caption={plain('panel.system.services', lang)}
    keyOf={({ name }) => name}
    rows={services}
    columns={[
      { label: plain('panel.system.service', lang), cell: ({ name }) => name },
      {
        label: plain('panel.system.state', lang),
        cell: ({ state }) => {
          if (state === 'off') return plain('panel.system.telegram_off', lang);
          if (state === 'unknown') return <Badge tone="quiet">{plain('panel.system.unknown', lang)}</Badge>;
          return (
            <Badge tone={state === 'up' ? 'good' : 'bad'}>
              {plain(state === 'up' ? 'panel.system.up' : 'panel.system.down', lang)}
            </Badge>
          );
        },
      },
      {
        label: plain('panel.system.since', lang),
        cell: ({ since }) => (since === null ? '–' : <Stamp at={since} />),
      },
    ]}
  />
);

const Queues = ({
  queues,
  lang,
}: {
  readonly queues: readonly QueueDepth[] | undefined;
  readonly lang: Lang;
}) => (
  <section class="card">
    <h2>{plain('panel.system.queues', lang)}</h2>
    {queues === undefined ? (
      <p class="soft">{plain('panel.system.queues_unknown', lang)}</p>
    ) : (
      <Table
        caption={plain('panel.system.queues', lang)}
        keyOf={({ queue }) => queue}
        rows={queues}
        columns={[
          { label: plain('panel.system.queue', lang), cell: ({ queue }) => queue },
          { label: plain('panel.system.waiting', lang), cell: ({ ready }) => ready },
          {
            label: plain('panel.system.dead', lang),
            cell: ({ dead }) => (dead ? <Badge tone="bad">{dead}</Badge> : (dead ?? '–')),
          },
        ]}
      />
    )}
  </section>
);

function Waiting({ backlog, lang }: { readonly backlog: Backlog | undefined; readonly lang: Lang }) {
  const title = plain('panel.system.backlog', lang);
  if (!backlog)
    return (
      <section class="card">
        <h2>{title}</h2>
        <p class="soft">{plain('panel.system.backlog_unknown', lang)}</p>
      </section>
    );
  const { unpublished, unpublished_since: since, broadcasts, recipients, dead_messages: dead } = backlog;
  return (
    <section class="card">
      <h2>{title}</h2>
      <Facts
        rows={[
          [
            plain('panel.system.unpublished', lang),
            since === null
              ? unpublished
              : plain('panel.system.oldest', lang, { count: unpublished, at: dayAndClock(since) }),
          ],
          [
            <a href={panelRoutes.broadcasts.path}>{plain('panel.system.broadcasts', lang)}</a>,
            broadcasts === 0
              ? 0
              : plain('panel.system.recipients', lang, { count: broadcasts, people: recipients }),
          ],
          [<a href={panelRoutes.dead.path}>{plain('panel.system.dead_messages', lang)}</a>, dead],
        ]}
      />
    </section>
  );
}
