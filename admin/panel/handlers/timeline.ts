import type { Look, TimelineRow } from '../ports/booking.ts';

/** One list by time, what is still to come first: what MongoDB kept, and what only the workflow knows. */
export function merged(history: readonly TimelineRow[], look: Look): readonly TimelineRow[] {
  const asked: TimelineRow[] =
    look.state === 'open'
      ? [
          ...look.ahead.map(({ what, at }) => ({ kind: 'ahead', what, at }) as const),
          ...look.taps.map(({ press, at }) => ({ kind: 'tap', press, at }) as const),
        ]
      : [];
  return [...asked, ...history].toSorted((one, other) => other.at - one.at);
}
