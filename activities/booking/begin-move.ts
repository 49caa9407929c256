import type { Refusal } from '../../core/booking/words.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import type { SlotId } from '../../core/shared/ids.ts';
import { commitOnce, type Decision } from './commit-once.ts';
import { eventOf, factsOf } from './facts.ts';
import type { MoveBegun, OpOrder } from './orders.ts';
import type { BookingDeps, Change, StoredBooking, StoredEvent } from './ports.ts';
import { done } from './settle.ts';

/** By the event's policy: `release` clears the booking at once, `swap` leaves all as it is until another seat is confirmed. */
export async function beginMove(deps: BookingDeps, order: OpOrder): Promise<MoveBegun> {
  const event = await eventOf(deps, order);
  const ended = await commitOnce(deps, order, isCleared, async (booking, now): Promise<Decision> => {
    const slot = booking.status === 'booked' ? booking.slot : null;
    if (!slot) return { kind: 'refuse', reason: 'not_booked' };
    const no = await notMovable(deps, order, { booking, event, now, slot: slot.slot_id });
    if (no) return { kind: 'refuse', reason: no };
    if (event.reschedule_policy === 'swap') return { kind: 'nothing' };
    const back = [...booking.holds.map((hold) => hold.slot_id), slot.slot_id];
    return {
      kind: 'commit',
      patch: {
        status: 'pending',
        slot: null,
        previous: slot,
        holds: back.map((slot_id) => ({ slot_id, op: order.op, until: now })),
        reply: null,
        arrived_at: null,
        proposed: [],
      },
      change: { what: 'booking.cancelled', announce: 'booking.cancelled', old: slot, reason: 'rescheduling' },
    };
  });
  switch (ended.kind) {
    case 'refused':
      if (!ended.booking) throw new Error(`there is no booking ${order.booking_id}`);
      return { ok: false, reason: ended.reason, booking: await factsOf(deps, ended.booking, { event }) };
    case 'nothing':
      return {
        ok: true,
        released: false,
        booking: await factsOf(deps, ended.booking, { event }),
        announce: null,
      };
    case 'committed':
      return { ...done(ended.settled), released: true };
    default:
      return assertNever(ended);
  }
}

const isCleared = ({ what, reason }: Change): boolean =>
  what === 'booking.cancelled' && reason === 'rescheduling';

async function notMovable(
  deps: BookingDeps,
  order: OpOrder,
  at: { booking: StoredBooking; event: StoredEvent; now: number; slot: SlotId },
): Promise<Refusal | null> {
  if (order.override_reason !== undefined) return null;
  const { booking, event, now } = at;
  const [slot, another] = await Promise.all([
    deps.slots.forPerson(at.slot, order.user_id),
    deps.slots.bookableExists(order, now, at.slot),
  ]);
  if (event.max_moves !== null && booking.moves >= event.max_moves) return 'max_moves';
  if (event.status !== 'open') return 'event_closed';
  if (!slot?.is_active || !slot.open) return 'closed';
  if (now >= slot.bookable_until) return 'inside_cutoff';
  return another ? null : 'no_other_slot';
}
