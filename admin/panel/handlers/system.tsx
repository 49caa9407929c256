import { plain } from '../../../core/i18n/t.ts';
import { defaultCompany } from '../../../core/shared/company.ts';
import type { HealthReport } from '../../../runtime/health.ts';
import { known } from '../../system/known.ts';
import { System } from '../pages/system.tsx';
import type { SystemReader } from '../ports/system.ts';
import type { PanelHandlers } from '../request.ts';

export type SystemDeps = {
  readonly report: () => HealthReport;
  readonly now: () => number;
  readonly system: SystemReader;
};

export const system = ({ report, now, system: reader }: SystemDeps): Pick<PanelHandlers, 'system'> => ({
  async system({ lang, visitor }) {
    // Processes, queues and what waits are the installation's, of all companies.
    const isHouse = visitor.company_id === defaultCompany;
    const house = isHouse ? await look(reader) : undefined;
    return {
      page: <System report={report()} house={house} nowMs={now()} lang={lang} />,
      title: plain('panel.menu.system', lang),
      at: 'system',
      live: true,
    };
  },
});

async function look(reader: SystemReader) {
  const [replicas, queues, backlog] = await Promise.all([
    known(() => reader.replicas()),
    known(() => reader.queues()),
    known(() => reader.backlog()),
  ]);
  return { replicas, queues, backlog };
}
