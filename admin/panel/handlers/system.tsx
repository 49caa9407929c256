import { plain } from '../../../core/i18n/t.ts';
import type { HealthReport } from '../../../runtime/health.ts';
import { System } from '../pages/system.tsx';
import type { PanelHandlers } from '../request.ts';

export type SystemDeps = { readonly report: () => HealthReport; readonly now: () => number };

export const system = ({ report, now }: SystemDeps): Pick<PanelHandlers, 'system'> => ({
  system: async ({ lang }) => ({
    page: <System report={report()} nowMs={now()} lang={lang} />,
    title: plain('panel.menu.system', lang),
    at: 'system',
  }),
});
