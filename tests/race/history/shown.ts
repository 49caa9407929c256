import { impossibleText, oneMomentText, workingText } from '../../../core/messages/gateway.ts';
import { longTime } from '../../../core/time/people.ts';
import type { Stored } from '../invariants.ts';
import type { PersonSeen, Seen } from './seen.ts';

/** Said by the bot itself, beside the conversation. */
export const gatewayWords: ReadonlySet<string> = new Set(
  (['ru', 'en'] as const).flatMap((lang) => [impossibleText(lang), oneMomentText(lang), workingText(lang)]),
);

type Booking = Stored['bookings'][number];

const held = 'The seat is held';

/** What stands last before a person's eyes is what is stored: time, number, or that there is none. */
export function* shownFaults({ stored, people, anchors }: Seen): Generator<string> {
  for (const anchor of anchors) {
    const person = people.find((one) => one.user_id === anchor.user_id);
    if (!person) continue;
    const bookings = stored.bookings.filter(
      (one) => one.event_id.toHexString() === anchor.event_id && one.user_id.toHexString() === anchor.user_id,
    );
    const text = textOf(person, anchor.message_id);
    const wrong = wrongIn(text, newest(bookings), stored);
    if (wrong) yield `${person.telegram_id} reads "${text?.replaceAll('\n', ' ').slice(0, 120)}": ${wrong}`;
  }
}

const textOf = (person: PersonSeen, id: number): string | undefined =>
  person.chat.find((one) => one.id === id)?.text;

const newest = (bookings: readonly Booking[]): Booking | undefined =>
  bookings.toSorted(
    (one, other) =>
      Number(other.active) - Number(one.active) || other.created_at.getTime() - one.created_at.getTime(),
  )[0];

function wrongIn(text: string | undefined, booking: Booking | undefined, stored: Stored): string | null {
  if (text === undefined) return 'the message is gone';
  const saysBooked = text.includes('Booking number');
  if (!booking) return saysBooked || text.includes(held) ? 'and has no booking' : null;
  switch (booking.status) {
    case 'booked':
      return wrongWhileBooked(text, booking, saysBooked);
    case 'pending':
      return saysBooked ? 'and has no time booked' : wrongWhilePending(text, booking, stored);
    case 'cancelled':
      return saysBooked || !/cancelled|choose a time|no time booked|closed/i.test(text)
        ? 'and the booking is cancelled'
        : null;
    default:
      return null;
  }
}

function wrongWhileBooked(text: string, { starts_at, number }: Booking, saysBooked: boolean): string | null {
  const time = starts_at ? longTime(starts_at.getTime(), 'en') : 'no time';
  if (!text.includes(time)) return `and is booked for ${time}`;
  if (saysBooked && !text.includes(number ?? '?')) return `and the number is ${number}`;
  return saysBooked || /your (old |interview|booking)|reminder/i.test(text)
    ? null
    : 'and is not told that this is booked';
}

function wrongWhilePending(text: string, booking: Booking, stored: Stored): string | null {
  const slots = booking.active ? booking.holds.map((hold) => hold.slot_id) : [];
  const times = stored.slots
    .filter((slot) => slots.some((id) => id.equals(slot._id)))
    .map((slot) => longTime(slot.starts_at.getTime(), 'en'));
  if (text.includes(held))
    return times.some((time) => text.includes(time)) ? null : 'and no seat of that time is held';
  return times.length > 0 && text.includes('Please choose a time') ? `and ${times.join()} is held` : null;
}
