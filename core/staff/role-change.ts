/** Staff, from most to least. Candidates have no panel. */
export const staffRoles = ['admin', 'specialist', 'viewer'] as const;
export type StaffRole = (typeof staffRoles)[number];

export type RoleVerdict = 'fine' | 'same' | 'last_admin';

/** `to: null`: no staff any more. A company always has somebody who can let others in. */
export function roleChange(
  from: StaffRole,
  to: StaffRole | null,
  /** Those there are now, this one included. */
  admins: number,
): RoleVerdict {
  if (from === to) return 'same';
  return from === 'admin' && admins <= 1 ? 'last_admin' : 'fine';
}
