import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { cleanLine, cleanLines } from '../i18n/clean.ts';
import type { Lang } from '../i18n/lang.ts';
import { plain } from '../i18n/t.ts';
import type { BookingId } from '../shared/ids.ts';
import { webAddress } from './links.ts';
import type { EventText, SlotLine } from './model.ts';
import { wherePlain } from './slot-text.ts';

export type CalendarEntry = {
  readonly booking_id: BookingId;
  /** Rises with every change of the booking: a calendar takes the highest it has seen. */
  readonly sequence: number;
  /** When the booking last changed, ms: the same booking is the same file. */
  readonly changed_at: number;
  readonly number: string | null;
  readonly slot: SlotLine;
  readonly event: EventText;
  readonly cancelled: boolean;
};

export type CalendarFile = {
  readonly name: string;
  readonly type: string;
  readonly content: string;
  readonly caption: string;
};

/** The .ics of one booking. Its UID is the booking's for ever: moving it moves the entry people already have. */
export function calendarFile(entry: CalendarEntry, lang: Lang): CalendarFile {
  const { slot, event, cancelled, number } = entry;
  const calendar = ical({
    prodId: { company: 'Zapis', product: 'Interviews', language: lang.toUpperCase() },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  const { address, map_url, online_url } = event.place;
  const where = [wherePlain(slot, event, lang), address === null ? '' : cleanLine(address)];
  const links = [map_url, online_url].map(webAddress).filter((url) => url !== undefined);
  const online = webAddress(online_url);
  calendar.createEvent({
    id: `${entry.booking_id}@zapis`,
    sequence: entry.sequence,
    stamp: new Date(entry.changed_at),
    start: new Date(slot.starts_at),
    end: new Date(slot.ends_at),
    summary: plain('calendar.summary', lang, { title: event.title }),
    location: where.filter((part) => part !== '').join(', ') || null,
    description: [
      number === null ? '' : plain('calendar.number', lang, { number }),
      cleanLines(event.bring ?? '', 500),
      ...links,
    ]
      .filter((part) => part !== '')
      .join('\n'),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(online === undefined ? {} : { url: online }),
  });
  return {
    name: plain('calendar.file', lang),
    type: `text/calendar; charset=utf-8; method=${cancelled ? 'CANCEL' : 'PUBLISH'}`,
    content: `${calendar.toString()}\r\n`,
    caption: cancelled ? plain('calendar.caption_cancelled', lang) : plain('calendar.caption', lang),
  };
}
