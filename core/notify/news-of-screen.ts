import type { Screen } from '../booking/screen.ts';
import { assertNever } from '../shared/assert-never.ts';
import type { NotifyType } from './words.ts';

/** What a candidate’s own message tells them, in the words of the settings. undefined: it is part of the conversation. */
export function newsOfScreen(screen: Screen): NotifyType | undefined {
  switch (screen.kind) {
    case 'booked':
      if (screen.kept || screen.withdrawn) return undefined;
      return screen.moved ? 'booking_rescheduled' : 'booking_created';
    case 'changed':
      return screen.what === 'place' ? 'slot_changed' : 'booking_rescheduled';
    case 'cancelled':
      return 'booking_cancelled';
    case 'reminder':
      return 'booking_reminder';
    case 'slots':
    case 'proposal':
    case 'chosen':
    case 'none_fits':
    case 'cancel_ask':
    case 'cancel_other':
    case 'refused':
    case 'unbooked':
    case 'past':
    case 'closed':
    case 'nudge':
      return undefined;
    default:
      return assertNever(screen);
  }
}
