import type { bookings as ru } from '../../ru/panel/bookings.ts';

export const bookings: Readonly<Record<keyof typeof ru, string>> = {
  'panel.booking.pending': 'choosing',
  'panel.booking.booked': 'booked',
  'panel.booking.cancelled': 'cancelled',
  'panel.bookings.who': 'Who',
  'panel.bookings.number': 'Number',
  'panel.bookings.status': 'State',
  'panel.bookings.event': 'Event',
  'panel.bookings.search': 'Name, @name or number',
  'panel.bookings.all_events': 'All events',
  'panel.bookings.any_status': 'Any',
  'panel.bookings.show': 'Show',
  'panel.bookings.more': 'Next',
  'panel.bookings.file': 'Download CSV',
  'panel.bookings.as_of': 'As of {time}. Reload the page to see what has changed since.',
  'panel.bookings.empty': 'There are no such bookings.',
};
