import type { SeatRefusal } from '../booking/words.ts';
import type { BookingId, EventId, SlotId, UserId } from '../shared/ids.ts';

type Seat = { readonly user_id: UserId; readonly booking_id: BookingId; readonly op: number };

/** A slot as it was read: good for explaining and for showing, never for deciding. Instants in ms. */
export type SlotState = {
  readonly slot_id: SlotId;
  readonly event_id: EventId;
  readonly starts_at: number;
  readonly ends_at: number;
  readonly bookable_until: number;
  readonly location: string | null;
  /** The room. */
  readonly audience: string | null;
  readonly open: boolean;
  readonly is_active: boolean;
  readonly max_users: number;
  readonly seats: readonly Seat[];
};

export type Claiming = {
  readonly event_id: EventId;
  readonly user_id: UserId;
  /** null: not made yet. */
  readonly booking_id: BookingId | null;
  readonly op: number;
  readonly now: number;
  readonly override: boolean;
};

/** Why a claim of this slot is refused, read afterwards; null: as it stands now, nothing refuses it. */
export function refusalOf(
  slot: (SlotState & { readonly allows_person: boolean }) | null,
  claim: Claiming,
): SeatRefusal | null {
  if (slot?.event_id !== claim.event_id) return 'closed';
  const own = slot.seats.find((seat) => seat.user_id === claim.user_id);
  const sameBooking = own !== undefined && own.booking_id === claim.booking_id;
  if (sameBooking && own.op > claim.op) return 'stale';
  if (!claim.override) {
    if (!slot.open || !slot.is_active) return 'closed';
    if (claim.now >= slot.bookable_until) return 'too_late';
    if (!slot.allows_person) return 'not_allowed';
  }
  if (sameBooking) return null;
  return own !== undefined || slot.seats.length >= slot.max_users ? 'slot_taken' : null;
}
