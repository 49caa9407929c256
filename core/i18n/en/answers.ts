import type { answers as ru } from '../ru/answers.ts';

/** What a tap is answered with: a toast or an alert, at most 200 characters. */
export const answers: Readonly<Record<keyof typeof ru, string>> = {
  'answer.outdated': 'This menu is outdated',
  'answer.slot_taken': 'Sorry, this slot is no longer available',
  'answer.too_late': 'Booking for this time has closed: it begins too soon',
  'answer.closed': 'This time can no longer be booked',
  'answer.not_allowed': 'Access denied. Contact the administrator.',
  'answer.cannot_move': 'The booking cannot be moved',
  'answer.thanks': 'Thank you!',
  'answer.noted': 'All right, we will write to you',
  'answer.working': 'Working on it…',
};
