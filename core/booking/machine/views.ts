import { assertNever } from '../../shared/assert-never.ts';
import type { SlotId } from '../../shared/ids.ts';
import type { ProposedTime } from '../facts.ts';
import type { Screen, SlotsNotice } from '../screen.ts';
import type { Phase, Refusal } from '../words.ts';
import type { BookingState } from './state.ts';

/** The slots to choose from; while moving, the old time stands beside them. */
export function slotsScreen(state: BookingState, page = 0, notice?: SlotsNotice): Screen {
  const keep = keepOf(state);
  const said = isClearedForNothing(state) ? 'released' : notice;
  return { kind: 'slots', page, ...(said ? { notice: said } : {}), ...(keep ? { keep } : {}) };
}

/** Cleared for a move, and then the event closed: the old time cannot be taken back either. */
const isClearedForNothing = ({ moving, event }: BookingState): boolean =>
  moving === 'release' && event.status !== 'open';

function keepOf(state: BookingState): Extract<Screen, { kind: 'slots' }>['keep'] {
  if (state.moving === null || state.booking === null || isClearedForNothing(state)) return undefined;
  const old = state.moving === 'swap' ? state.booking.slot : state.booking.previous;
  return old
    ? { slot_id: old.slot_id, until: old.bookable_until, still_booked: state.moving === 'swap' }
    : undefined;
}

export function chosenScreen(state: BookingState): Screen {
  if (state.chosen === null) return slotsScreen(state);
  const old = state.moving === 'swap' ? state.booking?.slot : undefined;
  return { kind: 'chosen', ...state.chosen, ...(old ? { instead_of: old.slot_id } : {}) };
}

/** What the stored truth looks like, whatever was shown last. */
export function trueScreen(state: BookingState, now: number): Screen {
  const { booking, phase } = state;
  if (booking?.status === 'cancelled')
    return {
      kind: 'cancelled',
      by: booking.cancelled?.by ?? 'system',
      ...(booking.cancelled?.reason ? { reason: booking.cancelled.reason } : {}),
    };
  if (state.chosen) return chosenScreen(state);
  if (state.moving) return slotsScreen(state);
  const slot = booking?.slot;
  if (slot && (phase === 'due' || phase === 'done' || phase === 'no_show' || now >= slot.ends_at))
    return { kind: 'past', slot_id: slot.slot_id };
  if (slot && booking.number !== null) return bookedScreen(state, slot.slot_id, booking.number, now);
  return bookable(state, now) ? slotsScreen(state) : { kind: 'closed' };
}

/** A reminder says all there is to say; before it, a question of the interviewer stands in front of the booking. */
function bookedScreen(state: BookingState, slot_id: SlotId, number: string, now: number): Screen {
  const { booking, phase } = state;
  const asked = proposedTimes(state, now);
  if (phase !== 'reminded')
    return (
      proposalScreen(state, now) ?? { kind: 'booked', slot_id, number, moved: (booking?.moves ?? 0) > 0 }
    );
  return {
    kind: 'reminder',
    slot_id,
    number,
    can_move: movable(state, now),
    ...(booking?.reply ? { reply: booking.reply } : {}),
    ...(asked.length > 0 ? { proposed: asked } : {}),
  };
}

/** undefined: there is nothing left of what was proposed, or nothing was. */
export function proposalScreen(
  state: BookingState,
  now: number,
): Extract<Screen, { kind: 'proposal' }> | undefined {
  const times = proposedTimes(state, now);
  const slot = state.booking?.slot;
  return times.length > 0 && slot ? { kind: 'proposal', slot_id: slot.slot_id, times } : undefined;
}

/** Those the candidate can still move to: it ends with the chance to move, and what was found taken is left out. */
const proposedTimes = (state: BookingState, now: number): readonly SlotId[] =>
  movable(state, now)
    ? proposedOf(state)
        .filter(({ slot_id, bookable_until }) => now < bookable_until && !state.gone?.includes(slot_id))
        .map(({ slot_id }) => slot_id)
    : [];

export const proposedOf = ({ booking }: BookingState): readonly ProposedTime[] =>
  booking?.status === 'booked' ? (booking.proposed ?? []) : [];

/** Somebody waits for an answer to what they proposed. */
export const isAsked = (state: BookingState): boolean => proposedOf(state).length > 0;

/** Whether a candidate who is booked may still ask for another time. */
export const movable = ({ event, booking }: BookingState, now: number): boolean =>
  event.status === 'open' && booking?.slot != null && now < booking.slot.bookable_until;

/** Why nobody is asked about another time, nor takes one that was proposed. */
export const notAskable = (state: BookingState, now: number): Refusal | null =>
  state.event.status === 'open' ? notMovable(state, now) : 'event_closed';

/** What a candidate who wants to move is told when they begin, others are told when they ask. */
export function notMovable({ booking, event }: BookingState, now: number): Refusal | null {
  if (booking === null) return null;
  if (event.max_moves !== null && booking.moves >= event.max_moves) return 'max_moves';
  return booking.slot && now >= booking.slot.bookable_until ? 'inside_cutoff' : null;
}

export const fixed = (state: BookingState, now: number): { readonly fixed?: true } =>
  movable(state, now) ? {} : { fixed: true };

export const bookable = (state: BookingState, now: number): boolean =>
  state.event.status === 'open' &&
  (state.event.last_bookable_until === null || now < state.event.last_bookable_until);

/** Cancelled, or never booked: the same person may begin again, with a booking of its own. */
export const isPast = (booking: BookingState['booking']): boolean =>
  booking !== null && !booking.active && (booking.status === 'cancelled' || booking.status === 'pending');

/** After a cancellation the same person may begin again: another booking, with operations of its own. */
export const anew = (state: BookingState): BookingState =>
  isPast(state.booking)
    ? {
        ...state,
        booking: null,
        phase: 'choosing',
        moving: null,
        chosen: null,
        unbookedAt: null,
        over: false,
      }
    : state;

/** Where the stored truth says the candidate stands. */
export function phaseOf(state: Pick<BookingState, 'booking' | 'chosen' | 'shown'>, now: number): Phase {
  const { booking, chosen } = state;
  if (booking === null) return chosen ? 'holding' : state.shown ? 'choosing' : 'waiting';
  switch (booking.status) {
    case 'cancelled':
      return 'cancelled';
    case 'done':
      return 'done';
    case 'no_show':
      return 'no_show';
    case 'pending':
      return chosen ? 'holding' : 'choosing';
    case 'booked':
      if (booking.slot && now >= booking.slot.ends_at) return 'due';
      return booking.reminded ? 'reminded' : 'booked';
    default:
      return assertNever(booking.status);
  }
}
