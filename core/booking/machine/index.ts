import { assertNever } from '../../shared/assert-never.ts';
import type { BookingFacts, Truth } from '../facts.ts';
import type { Refusal } from '../words.ts';
import type { Order } from './effects.ts';
import type { Asked, Cause, Happening, SeenTime, Wanted } from './happening.ts';
import { owed } from './owed.ts';
import { settle, unbookedAfterMs } from './settle.ts';
import type { BookingState } from './state.ts';
import { ask, awake, type Step, said, stay, tell, turn } from './step.ts';
import { onTap } from './taps.ts';
import { onTimer } from './timers.ts';
import { anew, isAsked, notAskable, notMovable, phaseOf, trueScreen } from './views.ts';

export { endsWithEvent, timersOf } from './timers.ts';
export { settle };

/** What a new run believes: the stored truth, and nothing of runs before. */
export function begin(
  truth: Truth,
  nonce: string,
  now: number,
  because?: 'invited' | 'tapped' | 'repaired',
): BookingState {
  const { booking, event, person } = truth;
  const hold = booking?.holds.find((one) => one.slot.slot_id !== booking.slot?.slot_id);
  const released = booking?.active === true && booking.status === 'pending' && booking.previous !== null;
  const chosen = hold ? { slot_id: hold.slot.slot_id, until: hold.until } : null;
  const reminded = (booking?.reminders ?? [])
    .filter((one) => one.at + one.spread_ms < now - lateMs)
    .map((one) => one.key);
  const base = {
    event,
    person,
    booking,
    op: booking?.op_seq ?? 0,
    nonce,
    counter: 0,
    moving: released ? 'release' : hold && booking?.status === 'booked' ? 'swap' : null,
    chosen,
    holdsTaken: [],
    startedAt: now,
    unbookedAt: released ? unbookedAt(booking, now) : null,
    reasonUntil: null,
    reminded,
    dueSaid: booking !== null && (booking.due_said === true || wasHeld(booking)),
    outcomeAt: booking?.outcome && booking.outcome !== 'missing' ? now : null,
    wished: false,
    nudged: false,
    shown: booking !== null,
    ...(truth.last_trace === undefined ? {} : { begunAfter: truth.last_trace }),
    lastPress: null,
    seen: [],
    answers: [],
    outbox: owed([], truth),
    offsetMs: truth.offset_ms,
    sandbox: truth.sandbox,
    // Nothing to wait for: the run ends when what it was started for is done.
    over: booking === null ? because === 'repaired' : !booking.active,
  } as const satisfies Omit<BookingState, 'phase' | 'screen'>;
  const state: BookingState = { ...base, phase: phaseOf(base, now), screen: { kind: 'slots', page: 0 } };
  return { ...state, screen: trueScreen(state, now) };
}

const wasHeld = ({ status }: BookingFacts): boolean => status !== 'booked' && status !== 'pending';

/** Counted from when the time was cleared, whatever was lost since; said once. */
function unbookedAt({ cleared_at: cleared }: BookingFacts, now: number): number | null {
  if (cleared === undefined) return now + unbookedAfterMs;
  return cleared === null ? null : Math.max(now, cleared + unbookedAfterMs);
}

/** A reminder that should have gone out before this run began is still sent while it is fresh; the ledger knows it if it went. */
const lateMs = 24 * 3_600_000;

export function happen(state: BookingState, happening: Happening, now: number): Step {
  switch (happening.kind) {
    case 'tap':
      return onTap(state, happening.tap, now);
    case 'asked':
      return onAsked(state, happening.asked, happening.wanted, happening, now);
    case 'timer':
      return onTimer(state, happening.timer, happening.key, now);
    case 'slot_changed':
      return state.booking?.slot?.slot_id === happening.slot_id && state.booking.status === 'booked'
        ? ask(state, { verb: 'adoptSlotChange', change_id: happening.change_id }, happening)
        : ask(state, { verb: 'readTruth' }, happening);
    case 'event_changed':
    case 'slot_opened':
    case 'repair':
      return ask(state, { verb: 'readTruth' }, happening);
    case 'refresh':
      return { state, effects: state.shown ? [{ do: 'show' }] : [] };
    case 'ended_by_operator':
      return state.booking?.active
        ? ask(state, { verb: 'cancelBooking' }, happening)
        : stay({ ...state, over: true });
    default:
      return assertNever(happening);
  }
}

/**
 * A process that is lost after the store has done it, before the run has written down its first step, leaves a run that begins
 * anew: what it finds is what was asked for. It is not done again, and the candidate and whoever waits are told all the same.
 */
function doneBefore(state: BookingState, asked: Asked, wanted: Wanted): Order | null {
  const { booking, begunAfter } = state;
  if (booking === null || begunAfter !== asked.trace_id) return null;
  if (wanted.do === 'cancel') return booking.status === 'cancelled' ? { verb: 'cancelBooking' } : null;
  if (wanted.do === 'withdraw')
    return booking.status === 'booked' && !isAsked(state) ? { verb: 'withdrawProposal' } : null;
  if (wanted.do !== 'book' && wanted.do !== 'move') return null;
  const { slot_id } = wanted;
  const stands = booking.status === 'booked' && booking.slot?.slot_id === slot_id;
  return stands ? { verb: 'confirmSeat', slot_id, as: wanted.do === 'book' ? 'first' : 'moved' } : null;
}

function onAsked(state: BookingState, asked: Asked, wanted: Wanted, cause: Cause, now: number): Step {
  if (state.answers.some((one) => one.key === asked.key)) return stay(state);
  const { booking } = state;
  const done = doneBefore(state, asked, wanted);
  if (done) return settle(state, done, { ok: true, booking, announce: null }, cause, now);
  const no = (reason: Refusal): Step => stay(said(state, cause, { ok: false, reason, booking }));
  if (asked.seen !== undefined && !isSeen(booking, asked.seen)) return no('outdated');
  const at = 'starts_at' in wanted && wanted.starts_at !== undefined ? { starts_at: wanted.starts_at } : {};
  // Looked at one, and another began before this came: what was meant for the first is not done to that.
  if (asked.booking_id !== undefined && booking !== null && booking.booking_id !== asked.booking_id)
    return no('outdated');
  switch (wanted.do) {
    case 'book': {
      if (booking?.status === 'booked') return no('already_booked');
      const begun = awake(anew(state));
      const as = begun.booking?.previous ? 'moved' : 'first';
      return ask(begun, { verb: 'confirmSeat', slot_id: wanted.slot_id, as, ...at }, cause);
    }
    case 'move': {
      if (booking?.status !== 'booked' && !booking?.previous) return no('not_booked');
      const why = asked.override_reason === undefined ? notMovable(state, now) : null;
      if (why) return no(why);
      return ask(state, { verb: 'confirmSeat', slot_id: wanted.slot_id, as: 'moved', ...at }, cause);
    }
    case 'cancel':
      return booking?.active
        ? ask(state, { verb: 'cancelBooking', ...(wanted.reason ? { reason: wanted.reason } : {}) }, cause)
        : no('not_booked');
    case 'outcome':
      return booking?.slot
        ? ask(state, { verb: 'recordOutcome', outcome: wanted.outcome }, cause)
        : no('not_booked');
    case 'reply':
      return booking?.status === 'booked'
        ? ask(state, { verb: 'recordReply', value: wanted.value }, cause)
        : no('not_booked');
    case 'arrived':
      return booking?.status === 'booked' ? ask(state, { verb: 'recordArrived' }, cause) : no('not_booked');
    case 'propose': {
      if (booking?.status !== 'booked') return no('not_booked');
      const why = notAskable(state, now);
      return why ? no(why) : ask(state, { verb: 'propose', times: wanted.times }, cause);
    }
    case 'withdraw':
      return isAsked(state) ? ask(state, { verb: 'withdrawProposal' }, cause) : no('outdated');
    case 'keep':
      return isAsked(state) ? ask(state, { verb: 'declineProposal' }, cause) : no('outdated');
    case 'resend': {
      if (booking === null) return no('not_booked');
      const shown = turn(state, trueScreen(state, now));
      return tell(said(shown, cause, { ok: true, booking }), `resend:${asked.key}`);
    }
    default:
      return assertNever(wanted);
  }
}

/** Whether what is booked is what was booked on the page that was pressed on. */
function isSeen(booking: BookingFacts | null, seen: SeenTime | null): boolean {
  const slot = booking?.status === 'booked' ? booking.slot : null;
  return slot === null ? seen === null : slot.slot_id === seen?.slot_id && slot.starts_at === seen.starts_at;
}

export type { Step };
