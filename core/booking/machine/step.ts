import type { BookingFacts } from '../facts.ts';
import type { Screen, TapAnswer } from '../screen.ts';
import type { InitiatedBy, Refusal } from '../words.ts';
import type { Announced, Effect, Order, QueryAnswer, Said } from './effects.ts';
import type { Cause, Happening, TapFacts } from './happening.ts';
import type { BookingState } from './state.ts';

/** What one happening leads to: the next state, and what is to be done, in this order. */
export type Step = { readonly state: BookingState; readonly effects: readonly Effect[] };

const quiet: TapAnswer = { code: 'ok', alert: false };
export const alertOf = (code: TapAnswer['code']): TapAnswer => ({ code, alert: true });
export const toast = (code: TapAnswer['code']): TapAnswer => ({ code, alert: false });

const answersKept = 20;
const candidate: InitiatedBy = { user_id: null, role: 'candidate', channel: 'tg_bot' };

/** Who did it, for the audit log and the broker. `user_id: null` of a candidate is the booking's own person. */
function initiatorOf(cause: Cause): InitiatedBy {
  switch (cause.kind) {
    case 'tap':
      return candidate;
    case 'asked':
      return cause.asked.initiated_by;
    case 'slot_changed':
    case 'event_changed':
      return cause.initiated_by;
    default:
      return { user_id: null, role: 'system', channel: 'system' };
  }
}

export const stay = (state: BookingState): Step => ({ state, effects: [] });

/** Asks the store; what it says comes back as `settle(state, order, result, cause)`. */
export function ask(state: BookingState, order: Order, cause: Cause, before: readonly Effect[] = []): Step {
  const reason = cause.kind === 'asked' ? cause.asked.override_reason : undefined;
  const effect: Effect = {
    do: 'order',
    order,
    by: initiatorOf(cause),
    cause,
    ...(reason === undefined ? {} : { override_reason: reason }),
  };
  return { state, effects: [...before, effect] };
}

const queryOf = (tap: TapFacts, answer: TapAnswer): QueryAnswer | undefined =>
  tap.query_id === undefined ? undefined : { query_id: tap.query_id, answer };

/** A new screen: the menu's revision goes up, so that every earlier button is known as old. */
export const turn = (state: BookingState, screen: Screen): BookingState => ({
  ...state,
  screen,
  shown: true,
  counter: state.counter + 1,
  alike: state.counter + 1,
});

/** Drawn anew with nothing new to decide: whoever pressed a button of the drawing before pressed this one. */
export const redraw = (state: BookingState, screen: Screen): BookingState => ({
  ...turn(state, screen),
  alike: state.alike ?? state.counter,
});

/** Shows the state's screen to whoever set this going, and answers a tap. */
export function reveal(state: BookingState, cause: Cause, answer: TapAnswer = quiet): Step {
  if (cause.kind !== 'tap') return { state, effects: state.shown ? [{ do: 'show' }] : [] };
  const { tap } = cause;
  const query = queryOf(tap, answer);
  const answered = query === undefined ? {} : { answer: query };
  const remembered = remember(state, tap, answer);
  // A command stands below everything: an edit far above it would not be seen.
  if (tap.message_id === undefined)
    return {
      state: remembered,
      effects: [{ do: 'send', key: `command:${tap.update_id}`, lane: 'person', ...answered }],
    };
  return { state: remembered, effects: [{ do: 'show', message_id: tap.message_id, ...answered }] };
}

/** Why it stays where it is. */
export function moveRefused(state: BookingState, reason: Refusal, cause: Cause): Step {
  const { booking } = state;
  const screen = {
    kind: 'refused',
    reason,
    slot_id: booking?.slot?.slot_id ?? null,
    ...(booking?.number ? { number: booking.number } : {}),
  } as const;
  return reveal(turn(state, screen), cause, alertOf('cannot_move'));
}

/** Staff, or nobody in particular: people hear of it by a new message, because an edit makes no sound. */
export const tell = (state: BookingState, key: string, lane: 'person' | 'bulk' = 'person'): Step => ({
  state,
  effects: [{ do: 'send', key, lane }],
});

const remember = (state: BookingState, tap: TapFacts, answer: TapAnswer): BookingState =>
  tap.menu === undefined ? state : { ...state, lastPress: { menu: tap.menu, press: tap.press, answer } };

export const announced = (state: BookingState, one: Announced | null): BookingState =>
  one === null || state.booking === null
    ? state
    : { ...state, outbox: [...state.outbox, { ...one, booking_id: state.booking.booking_id }] };

/** The answer to whoever asked by an update; kept, so that asking again gives the same. */
export function said(state: BookingState, cause: Happening | Cause, what: Said): BookingState {
  if (cause.kind !== 'asked') return state;
  const others = state.answers.filter((one) => one.key !== cause.asked.key);
  return { ...state, answers: [...others, { key: cause.asked.key, said: what }].slice(-answersKept) };
}

/** About to end, with nothing of this person's in it: who taps or books meanwhile begins after all. */
export const awake = (state: BookingState): BookingState => {
  if (!state.over || state.booking !== null) return state;
  if (state.phase === 'expired') return { ...state, over: false, phase: 'choosing' };
  return state.phase === 'waiting' ? { ...state, over: false } : state;
};

export const withBooking = (state: BookingState, booking: BookingFacts | null): BookingState =>
  booking === null ? state : { ...state, booking, op: Math.max(state.op, booking.op_seq) };
