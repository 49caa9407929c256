import type { Order } from './effects.ts';
import type { Cause } from './happening.ts';
import type { BookingState } from './state.ts';
import { reveal, type Step, said, stay, tell, toast, turn } from './step.ts';
import { phaseOf, proposalScreen, slotsScreen, trueScreen } from './views.ts';

/** Orders that only write something down: answers, outcomes, marks of time. */
export function settleKept(state: BookingState, order: Order, cause: Cause, now: number): Step {
  const answered = state.booking === null ? state : said(state, cause, { ok: true, booking: state.booking });
  switch (order.verb) {
    case 'recordReply':
      return replied(answered, cause, now);
    case 'recordOutcome':
      return outcome(answered, order.outcome, cause, now);
    case 'markUnbooked':
      return {
        state: { ...answered, unbookedAt: null },
        effects: [{ do: 'note', key: `unbooked:${noteKey(answered)}`, screen: { kind: 'unbooked' } }],
      };
    case 'markReminded':
      return reminded(answered, order.key, order.also ?? [], now);
    case 'markDue': {
      const due = { ...answered, phase: 'due', dueSaid: true, chosen: null, moving: null } as const;
      return reveal(turn(due, trueScreen(due, now)), { kind: 'start' });
    }
    case 'finishBooking':
      return finished(answered, order.as, cause);
    case 'noteWish': {
      const wished = { ...answered, wished: true };
      // From a list with nothing in it: read anew, so that what opened meanwhile is not waited for.
      const screen =
        state.screen.kind === 'slots'
          ? slotsScreen(wished, 0, 'wish_noted')
          : ({ kind: 'none_fits', wished: true } as const);
      return reveal(turn(wished, screen), cause, toast('noted'));
    }
    case 'propose':
      return proposed(answered, cause, now);
    case 'declineProposal':
      return kept(answered, cause, now);
    case 'withdrawProposal':
      return withdrawn(answered, cause, now);
    case 'awaitReason': {
      const waiting = { ...answered, reasonUntil: order.until };
      const screen = order.until === null ? trueScreen(waiting, now) : ({ kind: 'cancel_other' } as const);
      return reveal(turn(waiting, screen), cause);
    }
    default:
      return stay(answered);
  }
}

const noteKey = (state: BookingState): string =>
  `${state.booking?.booking_id ?? ''}:${state.booking?.rev ?? 0}`;

function replied(state: BookingState, cause: Cause, now: number): Step {
  return reveal(turn(state, trueScreen(state, now)), cause, toast('thanks'));
}

/** Asked by somebody else: a new message, in place of whatever was being chosen. */
function proposed(before: BookingState, cause: Cause, now: number): Step {
  const next = { ...before, moving: null, chosen: null, gone: [] };
  const state = { ...next, phase: phaseOf(next, now) };
  const screen = proposalScreen(state, now) ?? trueScreen(state, now);
  return tell(turn(state, screen), `asked:${cause.kind === 'asked' ? cause.asked.key : ''}`);
}

function kept(before: BookingState, cause: Cause, now: number): Step {
  const next = { ...before, moving: null, chosen: null };
  const state = { ...next, phase: phaseOf(next, now) };
  const screen = trueScreen(state, now);
  return reveal(turn(state, screen.kind === 'booked' ? { ...screen, kept: true } : screen), cause);
}

/** By an edit: nothing is asked of the candidate any more. Whoever is in the middle of something else goes on with it. */
function withdrawn(state: BookingState, cause: Cause, now: number): Step {
  const { kind } = state.screen;
  if (kind !== 'proposal' && kind !== 'reminder' && kind !== 'booked') return stay(state);
  const screen = trueScreen(state, now);
  return reveal(turn(state, screen.kind === 'booked' ? { ...screen, withdrawn: true } : screen), cause);
}

/** The reminder is a new message; a move under way is over, because the new message says what is booked. */
function reminded(before: BookingState, key: string, also: readonly string[], now: number): Step {
  const noted = { ...before, reminded: [...before.reminded, key, ...also], moving: null, chosen: null };
  const state = { ...noted, phase: phaseOf(noted, now) };
  const step = tell(turn(state, trueScreen(state, now)), `reminder:${key}`, 'bulk');
  const holds = before.booking?.holds.length ?? 0;
  if (before.chosen?.until == null || holds === 0) return step;
  const by = { user_id: null, role: 'system', channel: 'system' } as const;
  return {
    state: step.state,
    effects: [...step.effects, { do: 'order', order: { verb: 'dropHolds' }, by, cause: { kind: 'start' } }],
  };
}

function outcome(before: BookingState, value: string, cause: Cause, now: number): Step {
  const phase = phaseOf(before, now);
  const outcomeAt = value === 'undone' ? null : now;
  const state = { ...before, phase, outcomeAt };
  // After seven days nobody said what came of it: nothing more is waited for.
  if (value === 'missing')
    return {
      state,
      effects: [
        {
          do: 'order',
          order: { verb: 'finishBooking', as: 'ended' },
          by: systemBy,
          cause: { kind: 'start' },
        },
      ],
    };
  // What came of it is never shown; but an interview that ended early is over for the candidate too.
  const screen = trueScreen(state, now);
  if (!state.shown || screen.kind === state.screen.kind) return stay(state);
  return reveal(turn(state, screen), cause);
}
const systemBy = { user_id: null, role: 'system', channel: 'system' } as const;

function finished(before: BookingState, as: 'expired' | 'ended', cause: Cause): Step {
  const over = { ...before, over: true };
  if (as === 'ended') return stay(over);
  const state = { ...over, phase: 'expired', chosen: null, moving: null } as const;
  const shut = cause.kind === 'timer' && cause.timer === 'event_shut';
  if (shut && state.screen.kind === 'closed') return stay(state);
  return reveal(turn(state, { kind: 'closed' }), { kind: 'start' });
}
