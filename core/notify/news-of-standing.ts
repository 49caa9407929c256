import type { NotifyType } from './words.ts';

type Standing = {
  readonly state: 'booked' | 'cancelled' | 'past';
  readonly moved: boolean;
  readonly reminded: boolean;
};

/** What a booking’s own page tells, in the words of the settings: what Telegram’s message would say at that moment. */
export function newsOfStanding({ state, moved, reminded }: Standing): NotifyType | undefined {
  if (state === 'past') return undefined;
  if (state === 'cancelled') return 'booking_cancelled';
  if (reminded) return 'booking_reminder';
  return moved ? 'booking_rescheduled' : 'booking_created';
}
