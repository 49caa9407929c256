import type { Act } from '../../core/audit/act.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import type { UserId } from '../../core/shared/ids.ts';
import type { StaffRole } from '../../core/staff/role-change.ts';
import type { Scope } from './ports/booking.ts';

export type { StaffRole } from '../../core/staff/role-change.ts';
export { staffRoles } from '../../core/staff/role-change.ts';

/** Who looks at the panel, and by which session. */
export type Visitor = {
  readonly user_id: UserId;
  readonly company_id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly lang: Lang;
  readonly session_id: string;
  /** What every form of this session carries. */
  readonly form_token: string;
};

/** What every line in the audit log about this request begins with. */
export const actBy = ({
  visitor: { user_id, role, company_id },
  trace_id,
}: {
  readonly visitor: Visitor;
  readonly trace_id: string;
}): Pick<Act, 'by' | 'company_id' | 'trace_id'> => ({
  by: { user_id, role, channel: 'panel' },
  company_id,
  trace_id,
});

/** Whose bookings they may see. */
export const scopeOf = ({ company_id, role, user_id }: Visitor): Scope => ({
  company: company_id,
  specialist: role === 'specialist' ? user_id : null,
});
