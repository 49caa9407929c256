import { assertNever } from '../../shared/assert-never.ts';
import type { SlotId } from '../../shared/ids.ts';
import type { Screen, SlotsNotice, TapAnswer } from '../screen.ts';
import type { Refusal } from '../words.ts';
import type { Order, OrderResult } from './effects.ts';
import type { Cause } from './happening.ts';
import { settleKept } from './settle-kept.ts';
import { settleTruth } from './settle-truth.ts';
import type { BookingState } from './state.ts';
import {
  alertOf,
  announced,
  ask,
  moveRefused,
  reveal,
  type Step,
  said,
  stay,
  turn,
  withBooking,
} from './step.ts';
import { forget, nudgeUnlessQuiet } from './timers.ts';
import {
  bookable,
  chosenScreen,
  fixed,
  movable,
  phaseOf,
  proposalScreen,
  slotsScreen,
  trueScreen,
} from './views.ts';

type Refused = Extract<OrderResult, { ok: false }>;

/** The store has answered. What follows is decided here, and nowhere else. */
export function settle(
  before: BookingState,
  order: Order,
  result: OrderResult,
  cause: Cause,
  now: number,
): Step {
  const state = withBooking(before, result.booking);
  if (!result.ok) return refused(state, order, result, cause, now);
  const told = announced(state, result.announce);
  switch (order.verb) {
    case 'takeHold':
      return held(told, order.slot_id, cause, now);
    case 'confirmSeat':
      return confirmed(told, order.as, cause, now);
    case 'beginMove':
      return moveBegun(told, result.released === true, cause, now);
    case 'dropHolds':
      return dropped(told, cause, now);
    case 'cancelBooking':
      return cancelled(told, cause);
    case 'quietUntil':
      return nudgeUnlessQuiet(told, result.quiet_until ?? null, now);
    case 'readTruth':
    case 'mendBooking':
    case 'adoptSlotChange':
      return settleTruth({ before, told }, order, result, cause, now);
    default:
      return settleKept(told, order, cause, now);
  }
}

function held(before: BookingState, slot: SlotId, cause: Cause, now: number): Step {
  const mine = before.booking?.holds.find((hold) => hold.slot.slot_id === slot);
  const chosen = { slot_id: slot, until: mine?.until ?? null };
  const next = { ...before, chosen, holdsTaken: [...before.holdsTaken, now] };
  const state = { ...next, phase: phaseOf(next, now) };
  return reveal(turn(state, chosenScreen(state)), cause);
}

function confirmed(before: BookingState, as: 'first' | 'moved' | 'kept', cause: Cause, now: number): Step {
  const { booking } = before;
  if (booking?.slot == null || booking.number === null) return stay(before);
  const settled = {
    ...before,
    chosen: null,
    moving: null,
    unbookedAt: null,
    reasonUntil: null,
    reminded: [],
    dueSaid: false,
  };
  const state = said({ ...settled, phase: phaseOf(settled, now), wished: false }, cause, {
    ok: true,
    booking,
  });
  const base = { slot_id: booking.slot.slot_id, number: booking.number } as const;
  const byStaff = cause.kind === 'asked' && cause.asked.initiated_by.role !== 'candidate';
  if (byStaff && as === 'moved')
    return told(
      turn(state, { kind: 'changed', ...base, rev: booking.rev, what: 'slot', ...fixed(state, now) }),
      cause,
    );
  const screen = {
    kind: 'booked',
    ...base,
    moved: as === 'moved',
    ...(as === 'kept' ? { kept: true as const } : {}),
  } as const;
  const shown = turn(state, screen);
  return cause.kind === 'asked' ? told(shown, cause) : reveal(shown, cause);
}

/** What was not tapped is told by a message of its own: an edit makes no sound. */
function told(state: BookingState, cause: Cause): Step {
  if (cause.kind !== 'asked') return reveal(state, cause);
  return { state, effects: [{ do: 'send', key: `asked:${cause.asked.key}`, lane: 'person' }] };
}

export const unbookedAfterMs = 15 * 60_000;

function moveBegun(before: BookingState, released: boolean, cause: Cause, now: number): Step {
  const next: BookingState = released
    ? { ...before, moving: 'release', chosen: null, unbookedAt: now + unbookedAfterMs }
    : { ...before, moving: 'swap', chosen: null };
  const state = { ...next, phase: phaseOf(next, now) };
  return reveal(turn(state, slotsScreen(state, 0, released ? 'released' : undefined)), cause);
}

function dropped(before: BookingState, cause: Cause, now: number): Step {
  // Chosen without a hold after one was given back: the choice stands.
  const loose = before.chosen?.until === null;
  const next = loose ? before : { ...before, chosen: null };
  const state = { ...next, phase: phaseOf(next, now) };
  if (loose) return reveal(turn(state, chosenScreen(state)), cause);
  if (cause.kind === 'tap' && cause.tap.press.kind === 'keep')
    return reveal(turn(state, trueScreen(state, now)), cause);
  const notice: SlotsNotice | undefined = cause.kind === 'timer' ? 'hold_ran_out' : noticeOf(before);
  const back = trueScreen(state, now);
  const screen = back.kind === 'slots' ? slotsScreen(state, 0, notice) : back;
  return reveal(turn(state, screen), cause);
}

/** Kept from a refusal that gave a hold back on the way. */
const noticeOf = (state: BookingState): SlotsNotice | undefined =>
  state.screen.kind === 'slots' ? state.screen.notice : undefined;

function cancelled(before: BookingState, cause: Cause): Step {
  const { booking } = before;
  const done = {
    ...before,
    phase: 'cancelled',
    chosen: null,
    moving: null,
    unbookedAt: null,
    reasonUntil: null,
    over: true,
  } as const;
  const state = booking === null ? done : said(done, cause, { ok: true, booking });
  const by = booking?.cancelled?.by ?? 'system';
  const reason = booking?.cancelled?.reason;
  const shown = turn(state, { kind: 'cancelled', by, ...(reason ? { reason } : {}) });
  if (cause.kind === 'tap') return reveal(shown, cause);
  const key = cause.kind === 'asked' ? `asked:${cause.asked.key}` : `cancelled:${booking?.booking_id ?? ''}`;
  return { state: shown, effects: [{ do: 'send', key, lane: 'person' }] };
}

function refused(before: BookingState, order: Order, result: Refused, cause: Cause, now: number): Step {
  const state = said(before, cause, result);
  switch (order.verb) {
    case 'takeHold':
    case 'confirmSeat':
      return seatRefused(state, order, result.reason, cause, now);
    case 'beginMove':
      return moveRefused(state, result.reason, cause);
    case 'mendBooking':
    case 'propose':
    case 'withdrawProposal':
      // Nothing is known to be wrong, and the candidate asked for no screen.
      return stay(state);
    default: {
      const next = forget(state, cause);
      return reveal(turn(next, trueScreen(next, now)), cause, alertOf('outdated'));
    }
  }
}

type SeatOrder = Extract<Order, { verb: 'takeHold' | 'confirmSeat' }>;

function seatRefused(
  before: BookingState,
  order: SeatOrder,
  reason: Refusal,
  cause: Cause,
  now: number,
): Step {
  if (cause.kind === 'asked') return stay(before);
  const next = isAccepting(cause) ? withoutTime(before, order, reason, now) : { ...before, chosen: null };
  const gone = { ...next, phase: phaseOf(next, now) };
  const screen = backTo(gone, order, reason, now);
  const left = gone.booking?.holds.some((hold) => hold.slot.slot_id !== gone.booking?.slot?.slot_id) ?? false;
  const shown = reveal(turn(gone, screen), cause, alertFor(reason));
  if (!left) return shown;
  // A seat is still kept for a choice that is not shown any more: it goes back.
  return {
    state: shown.state,
    effects: [...shown.effects, ...ask(shown.state, { verb: 'dropHolds' }, { kind: 'start' }).effects],
  };
}

const isAccepting = (cause: Cause): boolean => cause.kind === 'tap' && cause.tap.press.kind === 'accept';

/** A time that was proposed is gone. With none left, every free time is shown; the booked one stands all the while. */
function withoutTime(state: BookingState, order: SeatOrder, reason: Refusal, now: number): BookingState {
  if (reason === 'stale') return state;
  const next = { ...state, gone: [...(state.gone ?? []), order.slot_id] };
  const goesOn = proposalScreen(next, now) !== undefined || !movable(next, now) || !bookable(next, now);
  return goesOn ? next : { ...next, moving: 'swap' };
}

function backTo(state: BookingState, order: SeatOrder, reason: Refusal, now: number): Screen {
  const back = trueScreen(state, now);
  if (back.kind === 'proposal') return { ...back, notice: noticeFor(reason) };
  return back.kind === 'slots' ? freeSlots(state, order, reason) : back;
}

function freeSlots(state: BookingState, order: SeatOrder, reason: Refusal) {
  const notice = noticeFor(reason);
  // Not full, which may change at any moment, but shut: nobody is told that it can be taken back.
  const shut = order.verb === 'confirmSeat' && order.as === 'kept' && notice === 'closed';
  return shut ? slotsScreen({ ...state, moving: null }, 0, 'released') : slotsScreen(state, 0, notice);
}

function noticeFor(reason: Refusal): SlotsNotice {
  switch (reason) {
    case 'slot_taken':
    case 'stale':
      return 'slot_taken';
    case 'too_late':
    case 'inside_cutoff':
      return 'too_late';
    case 'not_allowed':
      return 'not_allowed';
    case 'closed':
    case 'event_closed':
    case 'already_booked':
    case 'not_booked':
    case 'no_other_slot':
    case 'max_moves':
    case 'outdated':
      return 'closed';
    default:
      return assertNever(reason);
  }
}

const alertFor = (reason: Refusal): TapAnswer => {
  const notice = noticeFor(reason);
  return alertOf(
    notice === 'slot_taken' || notice === 'too_late' || notice === 'not_allowed' ? notice : 'closed',
  );
};
