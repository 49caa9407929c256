import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { shortTime } from '../../../core/time/people.ts';
import type { EndedRun, RunCount, Trouble } from '../ports/workflows.ts';
import { Badge, Empty, Table, Toolbar } from '../view/parts.tsx';
import { endingWords, workflowWords } from '../view/words.ts';

type Props = {
  readonly counts: readonly RunCount[];
  readonly broken: readonly EndedRun[];
  readonly failing: readonly Trouble[];
  readonly link: (workflowId: string) => string | undefined;
  readonly lang: Lang;
};

/** Every booking is a workflow: how many go on, what fails and is tried again, what ended otherwise than by itself. */
export const Workflows = ({ counts, broken, failing, link, lang }: Props) => (
  <>
    <Toolbar title={plain('panel.menu.workflows', lang)} />
    <section class="card">
      <h2>{plain('panel.workflows.failing', lang)}</h2>
      {failing.length === 0 ? (
        <Empty text={plain('panel.workflows.none_failing', lang)} />
      ) : (
        <Failing rows={failing} link={link} lang={lang} />
      )}
    </section>
    <section class="card">
      <h2>{plain('panel.workflows.counts', lang)}</h2>
      <Table
        caption={plain('panel.workflows.counts', lang)}
        keyOf={(row) => row.type}
        rows={counts}
        columns={[
          { label: plain('panel.workflows.kind', lang), cell: ({ type }) => kindOf(type, lang) },
          { label: plain('panel.workflows.running', lang), cell: (row) => row.running },
          {
            label: plain('panel.workflows.broken', lang),
            cell: (row) => (row.broken === 0 ? '0' : <Badge tone="bad">{row.broken}</Badge>),
          },
        ]}
      />
    </section>
    {broken.length > 0 && (
      <section class="card">
        <h2>{plain('panel.workflows.broken', lang)}</h2>
        <Broken rows={broken} link={link} lang={lang} />
      </section>
    )}
  </>
);

type Linked = Pick<Props, 'link' | 'lang'>;

const Failing = ({ rows, link, lang }: Linked & { readonly rows: readonly Trouble[] }) => (
  <Table
    caption={plain('panel.workflows.failing', lang)}
    keyOf={(row) => `${row.workflow_id} ${row.activity} ${row.since}`}
    rows={rows}
    columns={[
      { label: plain('panel.workflows.run', lang), cell: (row) => <Run id={row.workflow_id} link={link} /> },
      { label: plain('panel.workflows.error', lang), cell: (row) => `${row.activity}: ${row.error}` },
      { label: plain('panel.workflows.attempt', lang), cell: (row) => row.attempt },
      { label: plain('panel.workflows.since', lang), cell: (row) => shortTime(row.since, lang) },
    ]}
  />
);

const Broken = ({ rows, link, lang }: Linked & { readonly rows: readonly EndedRun[] }) => (
  <Table
    caption={plain('panel.workflows.broken', lang)}
    keyOf={(row) => row.run_id}
    rows={rows}
    columns={[
      { label: plain('panel.workflows.run', lang), cell: (row) => <Run id={row.workflow_id} link={link} /> },
      { label: plain('panel.workflows.kind', lang), cell: (row) => kindOf(row.type, lang) },
      {
        label: plain('panel.workflows.how', lang),
        cell: ({ how }) => <Badge tone="bad">{plain(endingWords[how], lang)}</Badge>,
      },
      {
        label: plain('panel.workflows.when', lang),
        cell: ({ at }) => (at === null ? '–' : shortTime(at, lang)),
      },
    ]}
  />
);

function kindOf(type: string, lang: Lang): string {
  const key = Object.hasOwn(workflowWords, type) ? workflowWords[type as keyof typeof workflowWords] : null;
  return key === null ? type : plain(key, lang);
}

function Run({ id, link }: { readonly id: string; readonly link: Props['link'] }) {
  const address = link(id);
  return address === undefined ? (
    <code>{id}</code>
  ) : (
    <a href={address} rel="noopener noreferrer" target="_blank">
      <code>{id}</code>
    </a>
  );
}
