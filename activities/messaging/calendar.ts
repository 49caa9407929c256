import { calendarFile } from '../../core/messages/calendar.ts';
import { deliver } from './deliver.ts';
import type { CalendarOrder, CalendarSent } from './orders.ts';
import type { MessagingDeps } from './ports.ts';
import { about, withoutSignal } from './send.ts';

/** The booked time as a file for the person's calendar: the same entry each time, with the booking's revision. */
export async function sendCalendar(deps: MessagingDeps, order: CalendarOrder): Promise<CalendarSent> {
  const { reader } = deps;
  const [person, event, booked] = await Promise.all([
    reader.person(order.user_id),
    reader.event(order.event_id),
    reader.booked(order),
  ]);
  if (!person || person.telegram_id === null) return { sent: 'unreachable' };
  const slot = booked && (await reader.slots([booked.slot_id])).get(booked.slot_id);
  if (!booked || !slot || !event) return { sent: 'nothing_booked' };
  const { booking_id, rev, number, changed_at } = booked;
  const entry = { booking_id, sequence: rev, changed_at, number, slot, event, cancelled: false };
  const file = calendarFile(entry, person.lang);
  const chat = person.telegram_id;
  return deliver(deps, {
    key: order.key,
    about: about(order, chat, 'calendar'),
    reachable: person.reachable,
    send: () => deps.messenger.sendFile(chat, file, 'person', withoutSignal(deps)),
  });
}
