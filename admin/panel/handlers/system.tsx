import { plain } from '../../../core/i18n/t.ts';
import { defaultCompany } from '../../../core/shared/company.ts';
import type { HealthReport } from '../../../runtime/health.ts';
import { pause } from '../../../runtime/retry.ts';
import { System } from '../pages/system.tsx';
import type { SystemReader } from '../ports/system.ts';
import type { PanelHandlers } from '../request.ts';

export type SystemDeps = {
  readonly report: () => HealthReport;
  readonly now: () => number;
  readonly system: SystemReader;
};

/** A neighbour that hangs is one that does not answer: the page is for just that hour. */
const patienceMs = 1_500;

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

async function known<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const enough = new AbortController();
  const late = pause(patienceMs, enough.signal).then(() => undefined);
  // Who is away is named above, among the services.
  const answer = (async () => ask())().catch(() => undefined);
  return Promise.race([answer, late]).finally(() => enough.abort());
}
