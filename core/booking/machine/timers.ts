import { assertNever } from '../../shared/assert-never.ts';
import type { Cause, TimerKind } from './happening.ts';
import type { BookingState } from './state.ts';
import { ask, reveal, type Step, stay, tell, turn } from './step.ts';
import { bookable, isPast, trueScreen } from './views.ts';

/** Something that will happen at an instant unless something else happens first. `why` is what operators read. */
export type Timer = {
  readonly timer: TimerKind;
  readonly at: number;
  readonly key?: string;
  readonly why: string;
};

const undoMs = 15 * 60_000;
const giveUpMs = 7 * 24 * 3_600_000;

/** Everything this run waits for, the soonest first. */
export function timersOf(state: BookingState): readonly Timer[] {
  if (state.over) return [];
  const found: Timer[] = [...choosing(state), ...booked(state), ...afterwards(state)];
  return found.sort((one, other) => one.at - other.at);
}

function choosing(state: BookingState): Timer[] {
  const found: Timer[] = [];
  const { chosen, event, booking } = state;
  if (chosen?.until != null) found.push({ timer: 'hold', at: chosen.until, why: 'hold runs out' });
  if (state.reasonUntil !== null)
    found.push({ timer: 'reason', at: state.reasonUntil, why: 'reason for cancelling not written' });
  if (state.unbookedAt !== null)
    found.push({ timer: 'unbooked', at: state.unbookedAt, why: 'still nothing chosen' });
  if (state.phase === 'waiting' && !state.nudged && event.nudge_after_ms !== null && !state.person.quiet)
    found.push({
      timer: 'nudge',
      at: state.nudgeAt ?? state.startedAt + event.nudge_after_ms,
      why: 'nudge',
    });
  if (booking?.slot == null && event.last_bookable_until !== null)
    found.push({ timer: 'event_end', at: event.last_bookable_until, why: 'nothing left to book' });
  return found;
}

function booked({ booking, reminded, dueSaid }: BookingState): Timer[] {
  if (booking?.status !== 'booked' || booking.slot === null || dueSaid) return [];
  const reminders = booking.reminders
    .filter((one) => !reminded.includes(one.key))
    .map((one): Timer => ({ timer: 'reminder', at: one.at + one.spread_ms, key: one.key, why: 'reminder' }));
  return [...reminders, { timer: 'slot_end', at: booking.slot.ends_at, why: 'interview ends' }];
}

function afterwards(state: BookingState): Timer[] {
  const { booking, outcomeAt } = state;
  if (booking?.slot == null) return [];
  if (outcomeAt !== null && (state.phase === 'done' || state.phase === 'no_show'))
    return [{ timer: 'undo_over', at: outcomeAt + undoMs, why: 'outcome may be undone' }];
  if (state.dueSaid && booking.status === 'booked')
    return [{ timer: 'give_up', at: booking.slot.ends_at + giveUpMs, why: 'outcome is missing' }];
  return [];
}

export function onTimer(state: BookingState, timer: TimerKind, key: string | undefined, now: number): Step {
  const cause: Cause = { kind: 'timer', timer, ...(key === undefined ? {} : { key }) };
  switch (timer) {
    case 'hold':
      return ask(state, { verb: 'dropHolds' }, cause);
    case 'reason':
      return ask(state, { verb: 'awaitReason', until: null }, cause);
    case 'unbooked':
      return ask(state, { verb: 'markUnbooked' }, cause);
    case 'reminder':
      return remind(state, key ?? '', cause, now);
    case 'slot_end':
      return ask(state, { verb: 'markDue' }, cause);
    case 'undo_over':
      return ask(state, { verb: 'finishBooking', as: 'ended' }, cause);
    case 'give_up':
      return ask(state, { verb: 'recordOutcome', outcome: 'missing' }, cause);
    case 'nudge':
      return nudge(state, now);
    case 'nudge_due':
      return ask(state, { verb: 'quietUntil' }, cause);
    case 'event_end':
      // Times may have been added, or moved to a later day, since this run read them.
      return ask(state, { verb: 'readTruth' }, cause);
    case 'event_shut':
      return eventShut(state, cause, now);
    default:
      return assertNever(timer);
  }
}

function remind(state: BookingState, key: string, cause: Cause, now: number): Step {
  const one = state.booking?.reminders.find((reminder) => reminder.key === key);
  if (!one) return stay({ ...state, reminded: [...state.reminded, key] });
  // The system was down: a reminder of what has begun helps nobody, and is only noted.
  if (now > one.useful_until) return stay({ ...state, reminded: [...state.reminded, `skipped:${key}`, key] });
  const also = (state.booking?.reminders ?? [])
    .filter((other) => other.key !== key && other.at <= now && !state.reminded.includes(other.key))
    .map((other) => other.key);
  return ask(state, { verb: 'markReminded', key, ...(also.length > 0 ? { also } : {}) }, cause);
}

/** In quiet hours it waits for their end, and is asked about again then: they may be others by that time. */
export function nudgeUnlessQuiet(state: BookingState, quietUntil: number | null, now: number): Step {
  return quietUntil !== null && quietUntil > now
    ? stay({ ...state, nudgeAt: quietUntil })
    : nudge(state, now);
}

function nudge(state: BookingState, now: number): Step {
  const nudged = { ...state, nudged: true };
  if (!bookable(state, now)) return stay(nudged);
  return tell(turn(nudged, { kind: 'nudge' }), `nudge:${state.startedAt}`, 'bulk');
}

/** The event’s last time to book has passed, by what is stored now. */
export function eventEnd(state: BookingState, cause: Cause, now: number): Step {
  const { last_bookable_until: last } = state.event;
  if (state.booking?.slot != null || (last !== null && last > now)) return stay(state);
  if (state.booking?.active) return ask(state, { verb: 'finishBooking', as: 'expired' }, cause);
  const over = { ...state, phase: 'expired', over: true } as const;
  // Somebody who was shown nothing hears nothing.
  if (!state.shown) return stay(over);
  return reveal(turn(over, trueScreen(over, now)), cause);
}

/**
 * Staff closed the event, and this person has nothing in it: no booking, no seat kept, no old time they gave up for another.
 * Who opens it again is heard by the run that the next tap begins.
 */
export function endsWithEvent({ over, event, booking, moving, chosen }: BookingState): boolean {
  if (over || moving !== null || chosen?.until != null) return false;
  if (event.status !== 'closed' && event.status !== 'archived') return false;
  if (booking === null || isPast(booking)) return true;
  return booking.status === 'pending' && booking.previous === null && booking.holds.length === 0;
}

/** Its end was mostly shown already, by what told of the closing: once is enough. */
function eventShut(state: BookingState, cause: Cause, now: number): Step {
  const nothing = { ...state, chosen: null };
  if (state.booking?.active) return ask(nothing, { verb: 'finishBooking', as: 'expired' }, cause);
  const over = { ...nothing, phase: 'expired', over: true } as const;
  const screen = trueScreen(over, now);
  if (!state.shown || screen.kind === state.screen.kind) return stay(over);
  return reveal(turn(over, screen), cause);
}

/** The store refused what a timer asked for: it must not ask the same for ever. */
export function forget(state: BookingState, cause: Cause): BookingState {
  if (cause.kind !== 'timer') return state;
  switch (cause.timer) {
    case 'hold':
      return { ...state, chosen: null };
    case 'reason':
      return { ...state, reasonUntil: null };
    case 'unbooked':
      return { ...state, unbookedAt: null };
    case 'reminder':
      return { ...state, reminded: [...state.reminded, cause.key ?? ''] };
    case 'slot_end':
      return { ...state, dueSaid: true };
    case 'nudge':
    case 'nudge_due':
      return { ...state, nudged: true };
    case 'undo_over':
    case 'give_up':
    case 'event_end':
      return { ...state, over: true };
    case 'event_shut':
      return { ...state, over: endsWithEvent(state) };
    default:
      return assertNever(cause.timer);
  }
}
