import type { BookingFacts } from '../../core/booking/facts.ts';
import type { SlotId } from '../../core/shared/ids.ts';
import { factsOf, type Known } from './facts.ts';
import type { Committed } from './orders.ts';
import type { BookingDeps, Change, StoredBooking, StoredHold } from './ports.ts';

export type Settled = { readonly facts: BookingFacts; readonly change: Change };

/** The slot whose seat the booking itself explains; every other seat of it stands in `holds`. */
export const ownSlot = ({ status, slot }: StoredBooking): SlotId | null =>
  slot && (status === 'booked' || status === 'done' || status === 'no_show') ? slot.slot_id : null;

/**
 * What commits listed to be given back: over at once, by their own word. A hold that somebody still decides by runs on, even
 * when something newer was noted on the booking meanwhile.
 */
export const owedBy = ({ holds, last_op, last_change }: StoredBooking): readonly StoredHold[] =>
  holds.filter(({ op, until }) => op === last_op || (op < last_op && until <= (last_change?.at ?? 0)));

/** For the commit `op` that ends whatever was being chosen. */
export const allOwed = (
  { holds }: StoredBooking,
  { op }: { readonly op: number },
  now: number,
): readonly StoredHold[] => holds.map(({ slot_id }) => ({ slot_id, op, until: now }));

/**
 * What a commit still owes: its journal row, and the seats it listed to be given back. Safe at any time after it, any number
 * of times: the row has the commit's own id, and a seat or entry of a newer operation is left alone.
 */
export async function settle(deps: BookingDeps, booking: StoredBooking, known: Known = {}): Promise<Settled> {
  const change = booking.last_change;
  if (!change) throw new Error(`nothing was ever committed in ${booking.booking_id}`);
  const owed = owedBy(booking);
  await Promise.all([
    deps.audit.record(booking, change),
    giveBack(
      deps,
      booking,
      owed.map((hold) => hold.slot_id),
      booking.last_op,
    ),
  ]);
  const slots = owed.map((hold) => hold.slot_id);
  const rest =
    slots.length > 0 ? await deps.bookings.forget(booking.booking_id, slots, booking.last_op) : null;
  return { facts: await factsOf(deps, rest ?? booking, known), change };
}

/**
 * Seats only; their entries are taken out afterwards, so that a crash between leaves no seat without one, and nobody who
 * waits for a seat untold.
 */
export async function giveBack(
  deps: BookingDeps,
  booking: StoredBooking,
  slots: readonly SlotId[],
  op: number,
): Promise<void> {
  const own = ownSlot(booking);
  const { booking_id, user_id, event_id } = booking;
  const foreign = slots.filter((slot) => slot !== own);
  await Promise.all(foreign.map((slot_id) => deps.seats.release({ slot_id, user_id, booking_id, op })));
  if (foreign.length === 0) return;
  deps.cache.slotsChanged(event_id);
  const key = `${booking_id}:${op}`;
  await deps.openings.freed({ event_id, key, slots: foreign, seats: foreign.length, by: user_id });
}

type Accepted = Extract<Committed, { ok: true }>;

export const done = ({ facts, change }: Settled): Accepted => ({
  ok: true,
  booking: facts,
  announce: change.announce ? { rev: change.rev, type: change.announce } : null,
});
