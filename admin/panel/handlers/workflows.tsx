import { plain } from '../../../core/i18n/t.ts';
import { Workflows } from '../pages/workflows.tsx';
import type { RunReader, TroubleReader } from '../ports/workflows.ts';
import type { PanelHandlers } from '../request.ts';

export type WorkflowsDeps = {
  readonly runs: RunReader;
  readonly troubles: TroubleReader;
  readonly workflowLink: (workflowId: string) => string | undefined;
  /** The company that runs the installation: workflows are of all of them. */
  readonly house: string;
};

const mostShown = 50;

export const workflows = ({
  runs,
  troubles,
  workflowLink,
  house,
}: WorkflowsDeps): Pick<PanelHandlers, 'workflows'> => ({
  async workflows({ lang, visitor }) {
    if (visitor.company_id !== house) return { not: 'found' };
    const [counts, broken, failing] = await Promise.all([
      runs.counts(),
      runs.brokenRuns(mostShown),
      troubles.now(mostShown),
    ]);
    return {
      page: <Workflows counts={counts} broken={broken} failing={failing} link={workflowLink} lang={lang} />,
      title: plain('panel.menu.workflows', lang),
      at: 'workflows',
      live: true,
    };
  },
});
