import type { BookingStatus } from '../booking/words.ts';
import type { BookingId, EventId, SlotId, UserId } from '../shared/ids.ts';
import type { Damage, DamageKind } from './words.ts';

export type SlotSeen = {
  readonly slot_id: SlotId;
  readonly max_users: number;
  readonly booked_users: readonly UserId[];
  readonly seats: readonly { readonly user_id: UserId; readonly booking_id: BookingId }[];
  readonly event_rev: number;
};
export type BookingSeen = {
  readonly booking_id: BookingId;
  readonly user_id: UserId;
  readonly slot_id: SlotId | null;
  readonly status: BookingStatus;
  readonly active: boolean;
  readonly holds: readonly { readonly slot_id: SlotId; readonly op: number; readonly until: number }[];
};
/** One event as it was read: not in one instant, so that what is only seen once may have been on its way. */
export type EventSeen = {
  readonly event_id: EventId;
  readonly rev: number;
  readonly slots: readonly SlotSeen[];
  readonly bookings: readonly BookingSeen[];
};

/** A hold ends in its workflow, a moment after its time. */
const graceMs = 2 * 60_000;

type Indexed = EventSeen & {
  readonly slotOf: ReadonlyMap<SlotId, SlotSeen>;
  readonly bookingOf: ReadonlyMap<BookingId, BookingSeen>;
};

export function damagesOf(event: EventSeen, now: number): readonly Damage[] {
  const seen: Indexed = {
    ...event,
    slotOf: new Map(event.slots.map((slot) => [slot.slot_id, slot])),
    bookingOf: new Map(event.bookings.map((booking) => [booking.booking_id, booking])),
  };
  return [
    ...seen.slots.flatMap((slot) => damagesOfSlot(seen, slot)),
    ...seen.bookings.flatMap((booking) => damagesOfBooking(seen, booking, now)),
    ...secondBookings(seen),
    ...(seen.slots.some((slot) => slot.event_rev < seen.rev)
      ? [damage(seen, 'slots_behind', [seen.event_id], null)]
      : []),
  ];
}

const damage = (
  { event_id }: Pick<EventSeen, 'event_id'>,
  kind: DamageKind,
  parts: readonly (string | number)[],
  user_id: UserId | null,
  more: Pick<Damage, 'booking_id' | 'slot_id'> = {},
): Damage => ({ key: [kind, ...parts].join(':'), kind, event_id, user_id, ...more });

function damagesOfSlot(seen: Indexed, slot: SlotSeen): Damage[] {
  const { slot_id, seats, booked_users: listed } = slot;
  const people = seats.map((seat) => seat.user_id);
  const whole = (kind: DamageKind) => damage(seen, kind, [slot_id], null, { slot_id });
  return [
    ...(people.toSorted().join() === listed.toSorted().join() ? [] : [whole('people_and_seats_differ')]),
    ...(Math.max(people.length, listed.length) > slot.max_users ? [whole('overfull')] : []),
    ...seats
      .filter((seat) => !explains(seen.bookingOf.get(seat.booking_id), slot_id, seat))
      .map(({ user_id, booking_id }) =>
        damage(seen, 'seat_unexplained', [slot_id, user_id, booking_id], user_id, { slot_id, booking_id }),
      ),
  ];
}

function explains(booking: BookingSeen | undefined, slot: SlotId, seat: SlotSeen['seats'][number]): boolean {
  if (booking?.user_id !== seat.user_id) return false;
  return ownSlot(booking) === slot || booking.holds.some((hold) => hold.slot_id === slot);
}

const ownSlot = ({ status, slot_id }: BookingSeen): SlotId | null =>
  status === 'booked' || status === 'done' || status === 'no_show' ? slot_id : null;

function damagesOfBooking(seen: Indexed, booking: BookingSeen, now: number): Damage[] {
  const { booking_id, user_id } = booking;
  const seated = (slot: SlotId): boolean =>
    seen.slotOf.get(slot)?.seats.some((seat) => seat.booking_id === booking_id && seat.user_id === user_id) ??
    false;
  const held = booking.holds.filter((hold) => booking.active && hold.until > now);
  const needed = [ownSlot(booking), ...held.map((hold) => hold.slot_id)].filter((slot) => slot !== null);
  return [
    ...[...new Set(needed)]
      .filter((slot) => !seated(slot))
      .map((slot_id) =>
        damage(seen, 'seat_missing', [booking_id, slot_id], user_id, { booking_id, slot_id }),
      ),
    ...booking.holds
      .filter((hold) => hold.until < now - graceMs)
      .map(({ slot_id, op }) =>
        damage(seen, 'hold_expired', [booking_id, slot_id, op], user_id, { booking_id, slot_id }),
      ),
  ];
}

function secondBookings(seen: EventSeen): Damage[] {
  const active = seen.bookings.filter((booking) => booking.active).map((booking) => booking.user_id);
  const met = new Set<UserId>();
  const twice = new Set(active.filter((user) => met.has(user) || !met.add(user)));
  return [...twice].map((user) => damage(seen, 'two_active', [seen.event_id, user], user));
}
