import { plain } from '../../../core/i18n/t.ts';
import { Workflows } from '../pages/workflows.tsx';
import type { RunReader, TroubleReader } from '../ports/workflows.ts';
import type { PanelHandlers } from '../request.ts';

export type WorkflowsDeps = {
  readonly runs: RunReader;
  readonly troubles: TroubleReader;
  readonly workflowLink: (workflowId: string) => string | undefined;
};

const mostShown = 50;

export const workflows = ({
  runs,
  troubles,
  workflowLink,
}: WorkflowsDeps): Pick<PanelHandlers, 'workflows'> => ({
  async workflows({ lang }) {
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
