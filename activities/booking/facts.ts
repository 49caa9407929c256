import type { BookingFacts, EventFacts, SlotFacts } from '../../core/booking/facts.ts';
import type { SlotId } from '../../core/shared/ids.ts';
import type { SlotState } from '../../core/slots/seat-rules.ts';
import { moscowStamp } from '../../core/time/moscow.ts';
import { remindersFor } from '../../core/time/reminders.ts';
import type { BookingDeps, StoredBooking, StoredEvent } from './ports.ts';

/** What the caller has read anyway. */
export type Known = { readonly event?: StoredEvent; readonly slots?: readonly SlotState[] };

export const slotsNamedBy = ({ slot, previous, holds, proposed }: StoredBooking): readonly SlotId[] => [
  ...new Set([slot, previous, ...holds, ...proposed].flatMap((one) => (one ? [one.slot_id] : []))),
];

/** A booking as a workflow may know it: ids, codes and instants. */
export async function factsOf(
  deps: BookingDeps,
  booking: StoredBooking,
  known: Known = {},
): Promise<BookingFacts> {
  const slots = new Map((known.slots ?? []).map((slot) => [slot.slot_id, slot]));
  const missing = slotsNamedBy(booking).filter((id) => !slots.has(id));
  const [event, more] = await Promise.all([
    known.event ?? eventOf(deps, booking),
    missing.length > 0 ? deps.slots.byIds(missing) : [],
  ]);
  for (const slot of more) slots.set(slot.slot_id, slot);
  const factsOfSlot = (id: SlotId | undefined): SlotFacts | null => {
    const slot = id && slots.get(id);
    return slot ? slotFacts(slot) : null;
  };
  return {
    booking_id: booking.booking_id,
    status: booking.status,
    active: booking.active,
    rev: booking.rev,
    op_seq: booking.op_seq,
    number: booking.number,
    slot: factsOfSlot(booking.slot?.slot_id),
    ...remindersOf(booking, event, slots),
    previous: factsOfSlot(booking.previous?.slot_id),
    holds: booking.holds.flatMap(({ slot_id: id, op, until }) => {
      const slot = factsOfSlot(id);
      return slot ? [{ slot, op, until }] : [];
    }),
    moves: booking.moves,
    booked_at: booking.booked_at,
    reply: booking.reply,
    outcome: booking.outcome,
    cancelled: booking.cancelled,
    due_said: booking.due_at !== null,
    cleared_at: clearedAt(booking),
    ...proposedOf(booking, slots),
  };
}

/** What was proposed as it still stands: a slot that staff removed or moved meanwhile is no longer what was meant. */
function proposedOf({ proposed }: StoredBooking, slots: ReadonlyMap<SlotId, SlotState>) {
  const times = proposed.flatMap(({ slot_id, starts_at }) => {
    const slot = slots.get(slot_id);
    return slot?.starts_at === starts_at ? [{ slot_id, starts_at, bookable_until: slot.bookable_until }] : [];
  });
  return times.length > 0 ? { proposed: times } : {};
}

function clearedAt({ status, previous, last_change: last }: StoredBooking): number | null {
  const waits = status === 'pending' && previous !== null && last !== null;
  return waits && last.what !== 'booking.unbooked' ? last.at : null;
}

function remindersOf(booking: StoredBooking, event: StoredEvent, slots: ReadonlyMap<SlotId, SlotState>) {
  const slot = booking.slot && slots.get(booking.slot.slot_id);
  if (booking.status !== 'booked' || !slot || booking.booked_at === null)
    return { reminders: [], reminded: false };
  const planned = remindersFor(slot, event.reminders, { booked_at: booking.booked_at, rank: booking.rank });
  const reminders = planned.filter((reminder) => !booking.reminded.includes(reminder.key));
  return { reminders, reminded: reminders.length < planned.length };
}

const slotFacts = (slot: SlotState): SlotFacts => ({
  slot_id: slot.slot_id,
  starts_at: slot.starts_at,
  ends_at: slot.ends_at,
  bookable_until: slot.bookable_until,
  stamp: moscowStamp(slot.starts_at),
});

/** Events are archived, never deleted: one that is missing is a fault to be looked at, not an answer. */
export async function eventOf(
  deps: BookingDeps,
  { event_id: id }: Pick<StoredBooking, 'event_id'>,
): Promise<StoredEvent> {
  const event = await deps.events.byId(id);
  if (!event) throw new Error(`there is no event ${id}`);
  return event;
}

export const eventFacts = (event: StoredEvent, lastBookableUntil: number | null): EventFacts => ({
  status: event.status,
  rev: event.rev,
  reschedule_policy: event.reschedule_policy,
  hold_ms: event.hold_ms,
  max_moves: event.max_moves,
  nudge_after_ms: event.nudge_after_ms,
  last_bookable_until: lastBookableUntil,
});
