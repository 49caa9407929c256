export const everyone = ['candidate', 'specialist', 'admin', 'viewer'] as const;
/** Only the allow list makes a candidate. */
export type Role = (typeof everyone)[number];

export const candidates: readonly Role[] = ['candidate'];
export const admins: readonly Role[] = ['admin'];
/** They have bookings of others to look after. */
export const onDuty: readonly Role[] = ['specialist', 'admin'];
