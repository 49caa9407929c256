import type { RouteName } from '../../contracts/api/routes.ts';
import type { Scope } from '../../contracts/api/scopes.ts';

/** Who may call what. A route without a row does not compile. */
export const access = {
  allowedUsers: 'users:read',
  users: 'users:read',
  oneUser: 'users:read',
  addUser: 'users:write',
  removeUser: 'users:write',
  events: 'events:read',
  oneEvent: 'events:read',
  createEvent: 'events:write',
  changeEvent: 'events:write',
  openEvent: 'events:write',
  closeEvent: 'events:write',
  availableSlots: 'slots:read',
  slots: 'slots:read',
  oneSlot: 'slots:read',
  addSlots: 'slots:write',
  changeSlot: 'slots:write',
  confirmBooking: 'bookings:write',
  bookings: 'bookings:read',
  oneBooking: 'bookings:read',
  createBooking: 'bookings:write',
  moveBooking: 'bookings:write',
  cancelBooking: 'bookings:write',
  bookingOutcome: 'bookings:write',
  exportBookings: 'bookings:read',
  inboundText: 'texts:write',
  reachability: 'users:write',
  broadcastCommand: 'broadcasts:write',
} as const satisfies Record<RouteName, Scope>;
