import type { Notification } from '../../contracts/events/notification.ts';
import type { Informed } from '../../core/booking/words.ts';
import { cleanLine } from '../../core/i18n/clean.ts';
import { blocks, type Html, withoutTags } from '../../core/i18n/html.ts';
import { travelsWhole } from '../../core/push/payload.ts';
import { type BookingId, bookingId, eventId, userId } from '../../core/shared/ids.ts';
import type { PeopleNotes } from '../messaging/ports.ts';
import type { PushMessage, PushSender, PushVerdict } from '../push/ports.ts';
import type { Subject } from './ports.ts';

type PushedDeps = {
  readonly push: PushSender;
  readonly people: Pick<PeopleNotes, 'informed'>;
  readonly now: () => Promise<number>;
};

/** Of no use to whoever opens their browser later, or after it began. */
const longestMs = 24 * 3_600_000;

/** What is told, and what stands under it where both are taken whole. */
type Said = { readonly text: Html; readonly ad: Html | null };

/** The same words as in Telegram, without their markup, to the browsers of somebody who has only those. */
export async function pushed(
  { push, people, now }: PushedDeps,
  message: Notification,
  subject: Subject,
  said: Said,
): Promise<PushVerdict> {
  const went = await push.send(
    userId(message.recipient.user_id),
    pushOf(message, subject, said, await now()),
  );
  if (went.verdict !== 'later') await noteInformed(people, message, went.verdict === 'delivered');
  return went;
}

/** Of what others did, staff see which candidate has to be called. */
export async function noteInformed(
  people: PushedDeps['people'],
  { recipient, initiated_by, event_id }: Notification,
  informed: Informed,
): Promise<void> {
  if (recipient.role !== 'client' || initiated_by.user_id === recipient.user_id) return;
  await people.informed({ event_id: eventId(event_id), user_id: userId(recipient.user_id) }, informed);
}

/** Of which it speaks. */
export const bookingsOf = ({ booking_id }: Notification, { seated = [] }: Subject): readonly BookingId[] =>
  booking_id === null ? seated : [bookingId(booking_id)];

function pushOf(message: Notification, subject: Subject, { text, ad }: Said, now: number): PushMessage {
  const { type, recipient, event_id, booking_id, slot_id } = message;
  const { event, slot, new: told } = subject;
  const starts_at = slot?.starts_at ?? told?.starts_at;
  const left = starts_at === undefined ? longestMs : starts_at - now;
  const bare = {
    title: cleanLine(event.title, 120),
    body: withoutTags(text),
    url: `/me/events/${event_id}`,
    tag: booking_id === null ? `slot:${slot_id ?? ''}` : `booking:${booking_id}`,
  };
  const both = { ...bare, body: withoutTags(blocks(text, ad)) };
  return {
    ...(travelsWhole(both) ? both : bare),
    key: message.message_id,
    event_id: eventId(event_id),
    bookings: bookingsOf(message, subject),
    what: `notify:${type}:${recipient.role}`,
    trace_id: message.trace_id,
    useful_ms: Math.max(0, Math.min(longestMs, left)),
  };
}
