import { admins, everybody, type PanelRoutes } from './route.ts';

const onTheDay = ['admin', 'specialist'] as const;

export const bookingRoutes = {
  booking: { method: 'get', path: '/bookings/:id', may: everybody },
  moveBookingPage: { method: 'get', path: '/bookings/:id/move', may: admins },
  moveBooking: { method: 'post', path: '/bookings/:id/move', may: admins },
  cancelBookingPage: { method: 'get', path: '/bookings/:id/cancel', may: admins },
  cancelBooking: { method: 'post', path: '/bookings/:id/cancel', may: admins },
  resendBooking: { method: 'post', path: '/bookings/:id/resend', may: admins },
  restartBooking: { method: 'post', path: '/bookings/:id/restart', may: admins },
  outcomeOfBooking: { method: 'post', path: '/bookings/:id/outcome', may: onTheDay },
  arrivedForBooking: { method: 'post', path: '/bookings/:id/arrived', may: onTheDay },
  bookPage: { method: 'get', path: '/candidates/:id/book', may: admins },
  bookFor: { method: 'post', path: '/candidates/:id/book', may: admins },
} as const satisfies PanelRoutes;
