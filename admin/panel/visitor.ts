import type { Lang } from '../../core/i18n/lang.ts';
import type { UserId } from '../../core/shared/ids.ts';

/** Staff, from most to least. Candidates have no panel. */
export const staffRoles = ['admin', 'specialist', 'viewer'] as const;
export type StaffRole = (typeof staffRoles)[number];

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
