import { admins, type PanelRoutes } from './route.ts';

export const bookingsRoutes = {
  bookings: { method: 'get', path: '/bookings', may: ['admin', 'viewer'] },
  bookingsFile: { method: 'get', path: '/bookings.csv', may: admins },
} as const satisfies PanelRoutes;
