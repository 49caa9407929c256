import type { Key } from '../../../core/i18n/catalogue.ts';
import type { StaffRole } from '../visitor.ts';

/** Words for codes, key by key: a text that nobody names here is found unused. */
export const roleWords = {
  admin: 'panel.role.admin',
  specialist: 'panel.role.specialist',
  viewer: 'panel.role.viewer',
} as const satisfies Record<StaffRole, Key>;

export const messages = {
  found: { title: 'panel.not_found.title', text: 'panel.not_found.text' },
  allowed: { title: 'panel.not_allowed.title', text: 'panel.not_allowed.text' },
  away: { title: 'panel.fault.away.title', text: 'panel.fault.away.text' },
  ours: { title: 'panel.fault.ours.title', text: 'panel.fault.ours.text' },
} as const;
