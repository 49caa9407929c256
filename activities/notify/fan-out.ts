import type { BookingEvent } from '../../contracts/events/booking-event.ts';
import { type Notification, notificationId } from '../../contracts/events/notification.ts';
import type { SlotChangedEvent } from '../../contracts/events/slot-changed.ts';
import { newsOf } from '../../core/notify/news-of.ts';
import { type Recipient, recipientsOf } from '../../core/notify/recipients.ts';
import type { NotifyPublisher, NotifyQueue, NotifyReader } from './ports.ts';

/** Above this, those who hear of one change only go first. */
const many = 10;
/** On their way to the broker at once: one after the other they would wait for as many confirms as there are people. */
const together = 50;

type Deps = {
  readonly reader: Pick<NotifyReader, 'circle' | 'slotCircle'>;
  readonly publish: NotifyPublisher;
};
type Source = Pick<BookingEvent, 'event_id' | 'message_id' | 'trace_id' | 'initiated_by' | 'timestamp'>;
type About = Pick<Notification, 'type' | 'booking_id' | 'slot_id' | 'rev'>;

/** A message for each person whom it concerns. The same event again makes the same messages. */
export async function fanOut({ reader, publish }: Deps, event: BookingEvent): Promise<void> {
  const news = newsOf(event);
  const circle = news && (await reader.circle(event.booking_id, event.rev));
  if (!circle) return;
  const about = { type: news, booking_id: event.booking_id, slot_id: null, rev: event.rev };
  const queue: NotifyQueue = circle.touched > many ? 'notify.broadcast' : 'notify.p2p';
  const client = { user_id: event.user_id, has_telegram: event.user_telegram_id !== null };
  const recipients = recipientsOf(news, { ...circle, client }, event.initiated_by);
  await publishAll(
    publish,
    queue,
    recipients.map((recipient) => messageTo(recipient, event, about)),
  );
}

const places = new Set(['location', 'audience']);

/** Another room; another time is told of each booking. Candidates with Telegram hear of it from their own workflow. */
export async function fanOutSlot({ reader, publish }: Deps, event: SlotChangedEvent): Promise<void> {
  const circle = event.changed.some((field) => places.has(field)) && (await reader.slotCircle(event.slot_id));
  if (!circle) return;
  const { specialists, bookings } = circle;
  const queue: NotifyQueue = bookings.length > many ? 'notify.broadcast' : 'notify.p2p';
  const about = { type: 'slot_changed', slot_id: event.slot_id } as const;
  const nobody = { user_id: '', has_telegram: true };
  const staff = recipientsOf(
    'slot_changed',
    { client: nobody, specialists, admins: [] },
    event.initiated_by,
  ).map((recipient) => messageTo(recipient, event, { ...about, booking_id: null, rev: event.rev }));
  const clients = bookings.map(({ booking_id, user_id, rev }) =>
    messageTo({ user_id, role: 'client' }, event, { ...about, booking_id, rev }),
  );
  await publishAll(publish, queue, [...staff, ...clients]);
}

/** One that is not confirmed makes the whole event come again, and with it the same messages. */
async function publishAll(
  publish: NotifyPublisher,
  queue: NotifyQueue,
  messages: readonly Notification[],
): Promise<void> {
  for (let at = 0; at < messages.length; at += together)
    await Promise.all(messages.slice(at, at + together).map((message) => publish(queue, message)));
}

const messageTo = (recipient: Recipient, source: Source, about: About): Notification => ({
  ...about,
  initiated_by: source.initiated_by,
  ts: Math.floor(Date.parse(source.timestamp) / 1000),
  recipient,
  event_id: source.event_id,
  message_id: notificationId(source.message_id, recipient),
  trace_id: source.trace_id,
  schema_version: 1,
});
