import { plain } from '../../../core/i18n/t.ts';
import type { AuditWriter } from '../../ports.ts';
import { GroupCode } from '../pages/staff-group.tsx';
import type { StaffGroupDesk } from '../ports/staff-group.ts';
import type { PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { actBy } from '../visitor.ts';

export type StaffGroupDeps = {
  readonly staffGroups: StaffGroupDesk;
  readonly audit: AuditWriter;
  readonly clock: () => Promise<number>;
};
type Names = 'makeGroupCode' | 'testGroup' | 'disconnectGroup';

/** The group of coordinators in Telegram; shown among the settings. */
export const staffGroup = ({ staffGroups, audit, clock }: StaffGroupDeps): Pick<PanelHandlers, Names> => {
  const to = panelRoutes.settings.path;
  const notThere = { go_to: to, flash: 'panel.flash.group_not_there' } as const;
  return {
    async makeGroupCode(request) {
      const { visitor, lang } = request;
      const code = await staffGroups.makeCode(visitor.company_id, await clock());
      await audit.write({ ...actBy(request), what: 'group.secret_changed', target: visitor.company_id });
      const title = plain('panel.group.title', lang);
      return { page: <GroupCode code={code} lang={lang} />, title, at: 'settings' };
    },
    async testGroup({ visitor }) {
      const asked = await staffGroups.test(visitor.company_id, visitor.user_id, await clock());
      return asked ? { go_to: to, flash: 'panel.flash.group_tested' } : notThere;
    },
    async disconnectGroup(request) {
      const { company_id } = request.visitor;
      const title = await staffGroups.disconnect(company_id);
      if (title === undefined) return notThere;
      await audit.write({ ...actBy(request), what: 'group.removed', target: company_id, title });
      return { go_to: to, flash: 'panel.flash.group_disconnected' };
    },
  };
};
