import type { SlotState } from '../../../core/slots/seat-rules.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { asBookingId, asEventId, asSlotId, asUserId } from '../ids.ts';

type Shown = Omit<SlotDoc, 'audience_ids' | 'booked_users'>;

export const slotState = (doc: Shown): SlotState => ({
  slot_id: asSlotId(doc._id),
  event_id: asEventId(doc.event_id),
  starts_at: doc.starts_at.getTime(),
  ends_at: doc.starts_at.getTime() + doc.duration_minutes * 60_000,
  bookable_until: doc.bookable_until.getTime(),
  location: doc.location,
  audience: doc.audience,
  open: doc.open,
  is_active: doc.is_active,
  max_users: doc.max_users,
  seats: doc.seats.map((seat) => ({
    user_id: asUserId(seat.user_id),
    booking_id: asBookingId(seat.booking_id),
    op: seat.op,
  })),
});
