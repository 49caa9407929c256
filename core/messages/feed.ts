import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { cleanLine } from '../i18n/clean.ts';
import type { Lang } from '../i18n/lang.ts';
import { plain } from '../i18n/t.ts';
import type { SlotId } from '../shared/ids.ts';

/** One slot somebody is booked in, as a calendar shows it. */
export type FeedSlot = {
  readonly slot_id: SlotId;
  /** Rises with every change of the slot, and of who is in it. */
  readonly sequence: number;
  readonly changed_at: number;
  readonly starts_at: number;
  readonly ends_at: number;
  readonly title: string;
  readonly where: string;
  readonly seats: number;
  readonly people: readonly { readonly name: string; readonly number: string | null }[];
};
export type Feed = { readonly name: string; readonly lang: Lang; readonly slots: readonly FeedSlot[] };

const refreshMinutes = 15;

/** A calendar that others subscribe to. A slot keeps its UID for ever; one without people is not in it. */
export function feedFile({ name, lang, slots }: Feed): string {
  const calendar = ical({
    name: plain('feed.name', lang, { name }),
    prodId: { company: 'Zapis', product: 'Interviews', language: lang.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshMinutes * 60,
  });
  for (const slot of slots) {
    const { people } = slot;
    calendar.createEvent({
      id: `slot-${slot.slot_id}@zapis`,
      sequence: slot.sequence,
      stamp: new Date(slot.changed_at),
      start: new Date(slot.starts_at),
      end: new Date(slot.ends_at),
      summary:
        slot.seats === 1
          ? plain('feed.one', lang, {
              title: slot.title,
              who: people[0]?.name || plain('feed.nameless', lang),
            })
          : plain('feed.several', lang, { title: slot.title, taken: people.length, seats: slot.seats }),
      location: cleanLine(slot.where) || null,
      description: people
        .map((one) =>
          [one.number, cleanLine(one.name) || plain('feed.nameless', lang)].filter(Boolean).join(' · '),
        )
        .join('\n'),
      status: ICalEventStatus.CONFIRMED,
    });
  }
  return `${calendar.toString()}\r\n`;
}
