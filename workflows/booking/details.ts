import { timersOf } from '../../core/booking/machine/index.ts';
import type { BookingState } from '../../core/booking/machine/state.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import type { Entry } from './journal.ts';

type Told = {
  readonly input: { readonly event_id: EventId; readonly user_id: UserId };
  readonly state: BookingState;
  readonly journal: readonly Entry[];
  readonly offsetMs: number;
};

/**
 * What somebody who never saw this booking reads in the Temporal UI: who waits for what, until when, and what happened.
 * Markdown whose every paragraph and list has a blank line before it, or the UI runs them together. Ids, codes, instants.
 */
export function detailsOf({ input, state, journal, offsetMs }: Told): string {
  const { booking } = state;
  const timers = timersOf(state).map(({ why, at }) => `${why}: **${stamp(at)}**`);
  return [
    `**${state.phase}** – ${standing(state, `candidate \`${input.user_id}\``)}`,
    list([
      `event \`${input.event_id}\`, ${state.event.status}`,
      ...(booking ? [bookingLine(booking)] : ['no booking yet']),
      ...(booking?.slot ? [slotLine('booked', booking.slot)] : []),
      ...(booking?.previous ? [slotLine('given up while choosing', booking.previous)] : []),
      ...(booking?.proposed
        ? [
            `asked whether another time suits: ${booking.proposed.map(({ slot_id }) => `slot \`${slot_id}\``).join(', ')}`,
          ]
        : []),
      ...(state.outbox.length > 0
        ? [`not announced yet: ${state.outbox.map((one) => one.type).join(', ')}`]
        : []),
    ]),
    timers.length > 0 ? 'By itself next:' : 'Nothing will happen by itself.',
    list(timers),
    ...(offsetMs > 0 ? [`The sandbox’s clock is ${(offsetMs / 3_600_000).toFixed(1)} hours ahead.`] : []),
    ...(journal.length > 0 ? ['What happened, the latest first:'] : []),
    list(journal.toReversed().map(entryLine)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

/** Which second, in the zone the UI shows by default. */
export const stamp = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

type Facts = NonNullable<BookingState['booking']>;

const bookingLine = ({ booking_id, number, status, rev, moves }: Facts): string =>
  `booking \`${booking_id}\`${number === null ? '' : ` (number ${number})`}, ${status}, rev ${rev}, moves: ${moves}`;

const slotLine = (
  what: string,
  { slot_id, stamp: local, bookable_until }: NonNullable<Facts['slot']>,
): string => `slot \`${slot_id}\` ${what}: ${local}, may be moved or taken until ${stamp(bookable_until)}`;

const entryLine = ({ at, what, did }: Entry): string =>
  `${stamp(at)} · ${what}${did.length > 0 ? ` → ${did.join(', ')}` : ''}`;

const endOf = (slot: Facts['slot'] | undefined): string => (slot ? ` at ${stamp(slot.ends_at)}` : '');

function standing(state: BookingState, who: string): string {
  const { booking, chosen } = state;
  switch (state.phase) {
    case 'waiting':
      return `waits for the first tap of ${who}.`;
    case 'choosing':
      return `waits for ${who} to choose a slot.`;
    case 'holding':
      return `waits for ${who} to press Confirm or Back; slot \`${chosen?.slot_id ?? ''}\` ${
        chosen?.until == null ? 'is not held' : `is held until ${stamp(chosen.until)}`
      }.`;
    case 'booked':
      return `${who} has a time; waits for the interview to end${endOf(booking?.slot)}.`;
    case 'reminded':
      return `${who} was reminded and ${booking?.reply ? `answered: ${booking.reply}` : 'has not answered yet'}; waits for the interview to end${endOf(booking?.slot)}.`;
    case 'due':
      return `the interview of ${who} is over; waits for staff to say whether they came.`;
    case 'done':
    case 'no_show':
      return `the outcome for ${who} is recorded.`;
    case 'cancelled':
      return `the booking of ${who} was cancelled by ${booking?.cancelled?.by ?? 'system'}.`;
    case 'expired':
      return `${who} booked nothing while one could.`;
    default:
      return assertNever(state.phase);
  }
}
