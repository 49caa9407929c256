import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { bookingPhase, interviewAt } from '../../contracts/workflows/search-attributes.ts';
import type { BookingState } from '../../core/booking/machine/state.ts';
import type { Phase } from '../../core/booking/words.ts';
import { detailsOf } from './details.ts';
import { type Run, stateOf } from './run.ts';

export type Described = { phase: string; slot: string };

/** What the search attributes said when the run began: its starter set the phase, the run before set both. */
export function firstDescribed({ input, state }: Run): Described {
  if (input.carried !== undefined && state) return { phase: searchedAs(state.phase), slot: slotKey(state) };
  return { phase: input.because === 'invited' ? 'waiting' : 'choosing', slot: '' };
}

/** A hold lasts minutes, and a reminder changes nothing that operators list bookings by: neither is worth a write. */
function searchedAs(phase: Phase): Phase {
  if (phase === 'holding') return 'choosing';
  return phase === 'reminded' ? 'booked' : phase;
}

const slotKey = (state: BookingState): string => {
  const slot = state.booking?.slot;
  return slot ? `${slot.slot_id}@${slot.starts_at}` : '';
};

/** What operators read: who waits for what, until when. Ids, codes and instants; never a name. */
export function describe(run: Run, last: Described): void {
  const state = stateOf(run);
  const slot = state.booking?.slot;
  const now = { phase: searchedAs(state.phase), slot: slotKey(state) };
  if (now.phase !== last.phase || now.slot !== last.slot)
    upsertSearchAttributes([
      ...(now.phase === last.phase ? [] : [{ key: bookingPhase, value: now.phase }]),
      ...(now.slot === last.slot
        ? []
        : [{ key: interviewAt, value: slot ? new Date(slot.starts_at) : null }]),
    ]);
  last.phase = now.phase;
  last.slot = now.slot;
  setCurrentDetails(detailsOf({ input: run.input, state, journal: run.journal, offsetMs: run.offsetMs }));
}
