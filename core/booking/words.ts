// The words a booking is spoken of in, everywhere: workflow, database, broker, screens.

/** Where a candidate stands with one event. Operators filter by it. */
export type Phase =
  | 'waiting'
  | 'choosing'
  | 'holding'
  | 'booked'
  | 'reminded'
  | 'due'
  | 'done'
  | 'no_show'
  | 'cancelled'
  | 'expired';

/** What the database says of a booking. */
export type BookingStatus = 'pending' | 'booked' | 'cancelled' | 'done' | 'no_show';

/** Why a seat could not be taken or kept. */
export type SeatRefusal =
  | 'slot_taken'
  | 'too_late'
  | 'closed'
  | 'not_allowed'
  /** A newer operation of the same booking has been there: this one is out of date and must change nothing. */
  | 'stale';

/** Why a wish of the candidate is not granted. */
export type Refusal =
  | SeatRefusal
  | 'already_booked'
  | 'not_booked'
  | 'no_other_slot'
  | 'max_moves'
  | 'inside_cutoff'
  | 'outdated'
  | 'event_closed';

export const cancelReasons = ['time', 'found_other', 'not_interested', 'ill', 'other'] as const;
export type CancelReason = (typeof cancelReasons)[number];

export type Reply = 'coming' | 'late' | 'cannot';
export type Outcome = 'done' | 'no_show' | 'missing';
/** So many times at once staff may propose instead of the one that is booked. */
export const mostProposed = 3;
export type ReschedulePolicy = 'release' | 'swap';

/** Who set something going, all the way to the broker and the audit log. Ids and codes only. */
/** Whether somebody heard of what others changed; `switched_off`: their company wants no message for it. */
export type Informed = boolean | 'switched_off';

export type InitiatedBy = {
  readonly user_id: string | null;
  readonly role: 'candidate' | 'specialist' | 'admin' | 'system';
  readonly channel: 'tg_bot' | 'panel' | 'api' | 'web' | 'system';
};

/** What others may hear of a booking. */
export type BookingEventType =
  | 'booking.created'
  | 'booking.cancelled'
  | 'booking.rescheduled'
  | 'booking.unbooked'
  | 'booking.reminder'
  | 'booking.done'
  | 'booking.outcome'
  | 'booking.proposal';
