import type { Order, OrderResult } from './effects.ts';
import type { Cause } from './happening.ts';
import type { BookingState } from './state.ts';
import { ask, reveal, type Step, said, stay, tell, turn } from './step.ts';
import { phaseOf, trueScreen } from './views.ts';

type Done = Extract<OrderResult, { ok: true }>;

/** The stored truth was read again: after a change by staff, after damage, or to begin with. */
export function settleTruth(
  before: BookingState,
  order: Order,
  result: Done,
  cause: Cause,
  now: number,
): Step {
  const state = result.truth ? believe(before, result.truth, now) : before;
  if (order.verb === 'adoptSlotChange') return adopted(state, result, cause, now);
  if (order.verb === 'mendBooking') return refresh({ ...state, phase: phaseOf(state, now) }, cause, now);
  if (cause.kind === 'repair')
    return cause.terminated && state.booking?.active
      ? ask(state, { verb: 'cancelBooking' }, cause)
      : ask(state, { verb: 'mendBooking' }, cause);
  return refresh(state, cause, now);
}

/** The database is right and the run is not. */
function believe(state: BookingState, truth: NonNullable<Done['truth']>, now: number): BookingState {
  const { booking, event, person } = truth;
  const hold = booking?.holds.find((one) => one.slot.slot_id === state.chosen?.slot_id);
  const chosen = state.chosen && (state.chosen.until === null || hold) ? state.chosen : null;
  const next = { ...state, event, person, booking, chosen, op: Math.max(state.op, booking?.op_seq ?? 0) };
  return { ...next, phase: phaseOf(next, now) };
}

function adopted(before: BookingState, result: Done, cause: Cause, now: number): Step {
  const { booking } = before;
  const what = result.what ?? 'nothing';
  if (what === 'nothing' || booking?.slot == null || booking.number === null)
    return refresh(before, cause, now);
  // Another time is another day to be reminded of.
  const state =
    what === 'time' ? { ...before, reminded: [], dueSaid: false, moving: null, chosen: null } : before;
  const base = { ...state, phase: phaseOf(state, now) };
  const screen = {
    kind: 'changed',
    slot_id: booking.slot.slot_id,
    number: booking.number,
    rev: booking.rev,
    what,
  } as const;
  return tell(
    turn(said(base, cause, { ok: true, booking }), screen),
    `changed:${booking.booking_id}:${booking.rev}`,
  );
}

/** Shows again what may have changed, without a sound and only where something was shown before. */
function refresh(state: BookingState, cause: Cause, now: number): Step {
  if (!state.shown) return stay(state);
  const { kind } = state.screen;
  const live =
    kind === 'slots' || kind === 'closed' || kind === 'booked' || kind === 'reminder' || kind === 'chosen';
  return live ? reveal(turn(state, trueScreen(state, now)), cause) : stay(state);
}
