import type { Screen } from '../screen.ts';
import type { Order, OrderResult } from './effects.ts';
import type { Cause } from './happening.ts';
import { owed } from './owed.ts';
import type { BookingState } from './state.ts';
import { ask, redraw, reveal, type Step, said, stay, tell, turn } from './step.ts';
import { eventEnd } from './timers.ts';
import { anew, bookable, fixed, phaseOf, slotsScreen, trueScreen } from './views.ts';

type Done = Extract<OrderResult, { ok: true }>;

/** Before, and with the booking the store answered with. */
type Seen = { readonly before: BookingState; readonly told: BookingState };

/** The stored truth was read again: after a change by staff, after damage, or to begin with. */
export function settleTruth(
  { before, told }: Seen,
  order: Order,
  result: Done,
  cause: Cause,
  now: number,
): Step {
  const state = result.truth ? believe(told, result.truth, now) : told;
  if (order.verb === 'adoptSlotChange') return adopted({ before, told: state }, result, cause, now);
  if (cause.kind === 'timer' && cause.timer === 'event_end') return eventEnd(state, cause, now);
  if (cause.kind === 'slot_opened') return opened(state, cause.key, now);
  if (cause.kind === 'repair') return repaired(before, chosenStands(state, now), order, cause, now);
  return refresh(before, state, cause, now);
}

/** The database is right and the run is not. */
function believe(state: BookingState, truth: NonNullable<Done['truth']>, now: number): BookingState {
  const { booking, event, person } = truth;
  const outbox = owed(state.outbox, truth);
  const op = Math.max(state.op, booking?.op_seq ?? 0);
  return chosenStands({ ...state, event, person, booking, outbox, op }, now);
}

/** What was chosen counts only while its seat is held. */
function chosenStands(state: BookingState, now: number): BookingState {
  const { booking, chosen } = state;
  const hold = booking?.holds.find((one) => one.slot.slot_id === chosen?.slot_id);
  const next = { ...state, chosen: chosen && (chosen.until === null || hold) ? chosen : null };
  return { ...next, phase: phaseOf(next, now) };
}

/** First the truth is read, then what disagrees with it is mended; both are only shown where they change something. */
function repaired(
  before: BookingState,
  after: BookingState,
  order: Order,
  cause: Extract<Cause, { kind: 'repair' }>,
  now: number,
): Step {
  const { state, effects } = corrected(before, after, now);
  if (order.verb === 'mendBooking') return { state, effects };
  const ends = cause.terminated && state.booking?.active === true;
  return ask(state, { verb: ends ? 'cancelBooking' : 'mendBooking' }, cause, effects);
}

/** A repair that changes nothing for the candidate shows them nothing. */
function corrected(before: BookingState, state: BookingState, now: number): Step {
  const screen = trueScreen(state, now);
  if (!state.shown || JSON.stringify(trueScreen(before, now)) === JSON.stringify(screen)) return stay(state);
  return reveal(turn(state, screen), { kind: 'start' });
}

function adopted({ before: shown, told: before }: Seen, result: Done, cause: Cause, now: number): Step {
  const { booking } = before;
  const what = result.what ?? 'nothing';
  if (what === 'nothing' || booking?.slot == null || booking.number === null)
    return refresh(shown, before, cause, now);
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
    ...fixed(base, now),
  } as const;
  return tell(
    turn(said(base, cause, { ok: true, booking }), screen),
    `changed:${booking.booking_id}:${booking.rev}`,
  );
}

/** A new message with what is free now: an edit makes no sound. Who has chosen since, or may not choose, hears nothing. */
function opened(before: BookingState, key: string, now: number): Step {
  const state = anew(before);
  // /stop is weighed where the wish is known: what somebody asked for since is promised.
  const { allowed } = state.person;
  const wants = state.chosen === null && (state.booking === null || state.booking.status === 'pending');
  if (!allowed || !wants || !bookable(state, now)) return stay(before);
  const looking = { ...state, phase: 'choosing' } as const;
  return tell(turn(looking, slotsScreen(looking, 0, 'one_opened')), `opened:${key}`, 'bulk');
}

/** Shows again what may have changed, without a sound and only where something was shown before. */
function refresh(before: BookingState, state: BookingState, cause: Cause, now: number): Step {
  if (!state.shown) return stay(state);
  const { kind } = state.screen;
  const live =
    kind === 'slots' ||
    kind === 'closed' ||
    kind === 'booked' ||
    kind === 'reminder' ||
    kind === 'proposal' ||
    kind === 'chosen';
  if (!live) return stay(state);
  const screen = trueScreen(state, now);
  const same = promised(before, before.screen) === promised(state, screen) && !isAboutTheirs(state, cause);
  return reveal(same ? redraw(state, screen) : turn(state, screen), cause);
}

/** What the buttons of a screen would do. A list may be another by now: each of its buttons names the slot it asks for. */
function promised({ booking, chosen }: BookingState, screen: Screen): string {
  const held = booking?.holds.find((one) => one.slot.slot_id === chosen?.slot_id)?.slot;
  const on = screen.kind === 'slots' ? { kind: screen.kind, keep: screen.keep } : screen;
  return JSON.stringify([on, held?.starts_at, booking?.slot?.starts_at]);
}

/** The slot itself was changed, perhaps in what no state holds: its place. */
const isAboutTheirs = ({ chosen, booking }: BookingState, cause: Cause): boolean =>
  cause.kind === 'slot_changed' &&
  (cause.slot_id === chosen?.slot_id || cause.slot_id === booking?.slot?.slot_id);
