import { assertNever } from '../../shared/assert-never.ts';
import type { SlotId } from '../../shared/ids.ts';
import type { TapFacts } from './happening.ts';
import type { BookingState } from './state.ts';
import { stillCounts } from './state.ts';
import { alertOf, ask, awake, moveRefused, reveal, type Step, stay, turn } from './step.ts';
import {
  anew,
  bookable,
  chosenScreen,
  isAsked,
  notAskable,
  proposedOf,
  slotsScreen,
  trueScreen,
} from './views.ts';

const updatesRemembered = 100;
const holdWindowMs = 10 * 60_000;
const holdsInWindow = 3;
const reasonWaitMs = 10 * 60_000;

/** One tap. An update that was seen before does nothing; a button of an earlier menu shows the truth and nothing else. */
export function onTap(before: BookingState, tap: TapFacts, now: number): Step {
  if (before.seen.includes(tap.update_id)) return stay(before);
  const seen = { ...before, seen: [...before.seen, tap.update_id].slice(-updatesRemembered) };
  const state = awake(wantsAnew(tap) || neverBooked(seen) ? anew(seen) : seen);
  if (tap.menu !== undefined && !stillCounts(state, tap.menu)) return onOldMenu(state, tap, now);
  return press(asksNoMore(state, tap), tap, now);
}

/** Who presses anything else was not going to write a reason: what they write next is no cancellation. */
function asksNoMore(state: BookingState, { press: { kind } }: TapFacts): BookingState {
  const stays = kind === 'cancel_reason' || kind === 'cancel_back' || kind === 'calendar';
  return stays ? state : { ...state, reasonUntil: null };
}

function onOldMenu(state: BookingState, tap: TapFacts, now: number): Step {
  const last = state.lastPress;
  const cause = { kind: 'tap', tap } as const;
  if (last && last.menu === tap.menu && JSON.stringify(last.press) === JSON.stringify(tap.press)) {
    const again = reveal(state, cause, last.answer);
    return { ...again, state: { ...again.state, lastPress: last } };
  }
  // Below a cancellation, whose run is over: it asks for the free times and gets them, so nothing about it is old.
  if (tap.press.kind === 'sign_up' && trueScreen(begun(state), now).kind === 'slots')
    return press(state, tap, now);
  const shown = reveal(turn(state, trueScreen(state, now)), cause, alertOf('outdated'));
  return { ...shown, state: { ...shown.state, lastPress: state.lastPress, reasonUntil: null } };
}

function press(state: BookingState, tap: TapFacts, now: number): Step {
  const cause = { kind: 'tap', tap } as const;
  const show = (next: BookingState) => reveal(next, cause);
  const { press: pressed } = tap;
  switch (pressed.kind) {
    case 'sign_up':
    case 'show':
      return show(turn(begun(state), trueScreen(begun(state), now)));
    case 'choose':
      return choose(state, tap, pressed.slot_id, now);
    case 'confirm':
      return confirm(state, tap, now);
    case 'back':
      if (state.chosen?.until != null) return ask(state, { verb: 'dropHolds' }, cause);
      return show(turn({ ...state, chosen: null }, slotsOrTruth({ ...state, chosen: null }, now)));
    case 'page':
      return show(
        turn(state, mayChoose(state, now) ? slotsScreen(state, pressed.page) : trueScreen(state, now)),
      );
    case 'none_fits':
      return show(turn(state, { kind: 'none_fits', wished: state.wished }));
    case 'wish':
      return ask(state, { verb: 'noteWish' }, cause);
    case 'move':
      return move(state, tap, now);
    case 'keep':
      return keep(state, tap, now);
    case 'accept':
      return accept(state, tap, pressed.slot_id, now);
    case 'cancel':
      return cancelAsked(state, tap, now);
    case 'cancel_reason':
      return cancelReason(state, tap, now);
    case 'cancel_back':
      if (state.reasonUntil !== null) return ask(state, { verb: 'awaitReason', until: null }, cause);
      return show(turn(state, trueScreen(state, now)));
    case 'reply':
      return reply(state, tap, now);
    case 'calendar':
      return calendar(state, tap, now);
    default:
      return assertNever(pressed);
  }
}

const wantsAnew = (tap: TapFacts): boolean => tap.press.kind === 'sign_up' || tap.press.kind === 'move';

/** Given up when its event ended: nothing of it is left to be shown, so whatever is pressed begins anew. */
const neverBooked = ({ booking }: BookingState): boolean =>
  booking !== null && !booking.active && booking.status === 'pending';

/** The first tap: from now on there is a conversation to keep up to date. */
const begun = (state: BookingState): BookingState =>
  state.phase === 'waiting' ? { ...state, phase: 'choosing', shown: true } : state;

const stands = (state: BookingState): boolean =>
  state.booking?.status === 'booked' && (state.phase === 'booked' || state.phase === 'reminded');

const mayChoose = (state: BookingState, now: number): boolean =>
  bookable(state, now) && (!stands(state) || state.moving !== null) && !isBehind(state);

/** The interview is over: what came of it may still be undone, but nothing is chosen any more. */
const isBehind = ({ phase }: BookingState): boolean =>
  phase === 'due' || phase === 'done' || phase === 'no_show';

const slotsOrTruth = (state: BookingState, now: number) =>
  mayChoose(state, now) ? slotsScreen(state) : trueScreen(state, now);

function choose(before: BookingState, tap: TapFacts, slot: SlotId, now: number): Step {
  const state = begun(before);
  const cause = { kind: 'tap', tap } as const;
  if (!mayChoose(state, now)) return reveal(turn(state, trueScreen(state, now)), cause, alertOf('closed'));
  const recent = state.holdsTaken.filter((at) => now - at < holdWindowMs);
  if (recent.length < holdsInWindow)
    return ask({ ...state, holdsTaken: recent }, { verb: 'takeHold', slot_id: slot }, cause);
  // Somebody who holds one seat after the other keeps others out: further choices keep nothing.
  const loose = { ...state, holdsTaken: recent, chosen: { slot_id: slot, until: null } };
  if (state.chosen?.until != null) return ask(loose, { verb: 'dropHolds' }, cause);
  return reveal(turn(loose, chosenScreen(loose)), cause);
}

function confirm(state: BookingState, tap: TapFacts, now: number): Step {
  const cause = { kind: 'tap', tap } as const;
  if (state.chosen === null) return reveal(turn(state, trueScreen(state, now)), cause, alertOf('outdated'));
  const old = state.moving === 'swap' ? state.booking?.slot : state.booking?.previous;
  const slot = state.chosen.slot_id;
  const as = !old ? 'first' : old.slot_id === slot ? 'kept' : 'moved';
  const hold = state.booking?.holds.find((one) => one.slot.slot_id === slot);
  const seen = hold === undefined ? {} : { starts_at: hold.slot.starts_at };
  return ask(state, { verb: 'confirmSeat', slot_id: slot, as, ...seen }, cause);
}

function move(state: BookingState, tap: TapFacts, now: number): Step {
  const cause = { kind: 'tap', tap } as const;
  if (state.moving) return reveal(turn(state, trueScreen(state, now)), cause);
  if (stands(state)) return ask(state, { verb: 'beginMove' }, cause);
  const next = begun(state);
  return reveal(turn(next, trueScreen(next, now)), cause);
}

function keep(state: BookingState, tap: TapFacts, now: number): Step {
  const cause = { kind: 'tap', tap } as const;
  const previous = state.booking?.previous;
  if (state.moving === 'release' && previous) {
    const { slot_id, starts_at } = previous;
    return ask(state, { verb: 'confirmSeat', slot_id, as: 'kept', starts_at }, cause);
  }
  const kept = { ...state, moving: null, chosen: null };
  if (isAsked(kept)) return ask(kept, { verb: 'declineProposal' }, cause);
  if (state.chosen?.until != null) return ask(kept, { verb: 'dropHolds' }, cause);
  return reveal(turn(kept, trueScreen(kept, now)), cause);
}

/** A time that was proposed: the seat is the database's to give, and the booked one stays until it is given. */
function accept(state: BookingState, tap: TapFacts, slot: SlotId, now: number): Step {
  const cause = { kind: 'tap', tap } as const;
  const time = proposedOf(state).find(({ slot_id }) => slot_id === slot);
  if (!time || !stands(state)) return reveal(turn(state, trueScreen(state, now)), cause, alertOf('outdated'));
  const why = notAskable(state, now);
  if (why) return moveRefused(state, why, cause);
  return ask(state, { verb: 'confirmSeat', slot_id: slot, as: 'moved', starts_at: time.starts_at }, cause);
}

/** A booking that was cleared for a move can still be called off as a whole. */
const hasSomething = (state: BookingState): boolean => stands(state) || state.moving === 'release';

function cancelAsked(state: BookingState, tap: TapFacts, now: number): Step {
  const cause = { kind: 'tap', tap } as const;
  const slot_id = state.booking?.slot?.slot_id ?? null;
  if (hasSomething(state)) return reveal(turn(state, { kind: 'cancel_ask', slot_id }), cause);
  if (isBehind(state) || state.phase === 'cancelled')
    return reveal(turn(state, trueScreen(state, now)), cause);
  return reveal(turn(begun(state), { kind: 'refused', reason: 'not_booked', slot_id: null }), cause);
}

function cancelReason(state: BookingState, tap: TapFacts, now: number): Step {
  const cause = { kind: 'tap', tap } as const;
  if (tap.press.kind !== 'cancel_reason') return stay(state);
  // Written to a question that is not on the screen any more: nothing is asked, and the truth is shown.
  if (tap.text_id !== undefined && state.reasonUntil === null)
    return ask(state, { verb: 'awaitReason', until: null }, cause);
  if (!hasSomething(state)) return reveal(turn(state, trueScreen(state, now)), cause);
  const { code } = tap.press;
  if (code === 'other' && tap.text_id === undefined)
    return ask(state, { verb: 'awaitReason', until: now + reasonWaitMs }, cause);
  const text = tap.text_id === undefined ? {} : { text_id: tap.text_id };
  return ask(state, { verb: 'cancelBooking', reason: code, ...text }, cause);
}

function reply(state: BookingState, tap: TapFacts, now: number): Step {
  const cause = { kind: 'tap', tap } as const;
  if (tap.press.kind !== 'reply') return stay(state);
  if (!stands(state)) return reveal(turn(state, trueScreen(state, now)), cause, alertOf('outdated'));
  if (tap.press.value === 'cannot') return cancelAsked(state, tap, now);
  return ask(state, { verb: 'recordReply', value: tap.press.value }, cause);
}

function calendar(state: BookingState, tap: TapFacts, now: number): Step {
  if (!stands(state)) return reveal(turn(state, trueScreen(state, now)), { kind: 'tap', tap });
  const answer =
    tap.query_id === undefined
      ? {}
      : { answer: { query_id: tap.query_id, answer: { code: 'ok', alert: false } as const } };
  return { state, effects: [{ do: 'calendar', key: `calendar:${tap.update_id}`, ...answer }] };
}
