import type { RouteName } from '../../contracts/api/routes.ts';
import type { Scope } from '../../contracts/api/scopes.ts';

/** Who may call what. A route without a row does not compile. */
export const access = {
  allowedUsers: 'users:read',
  user: 'users:read',
  availableSlots: 'slots:read',
  confirmBooking: 'bookings:write',
  inboundText: 'texts:write',
  reachability: 'users:write',
  broadcastCommand: 'broadcasts:write',
} as const satisfies Record<RouteName, Scope>;
