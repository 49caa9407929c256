import { cleanLine, cut } from '../i18n/clean.ts';
import { blocks, bold, type Html, line, lines, link, paragraph } from '../i18n/html.ts';
import type { Lang } from '../i18n/lang.ts';
import { plain, t } from '../i18n/t.ts';
import { longTime, shortTime } from '../time/people.ts';
import { webAddress } from './links.ts';
import type { EventText, SlotLine } from './model.ts';

const minuteMs = 60_000;
const placeMax = 64;
const labelMax = 48;

const room = (audience: string, lang: Lang): string =>
  /^\d/.test(audience) ? plain('slot.room', lang, { room: audience }) : audience;

/** What is left of foreign words once they are clean; nothing for nothing. */
const words = (text: string | null, max: number): readonly string[] => {
  const clean = text === null ? '' : cleanLine(text, max);
  return clean === '' ? [] : [clean];
};

/** A time and a place, of a slot or as it was told. */
type Place = Pick<SlotLine, 'starts_at' | 'location' | 'audience'>;

/** Where it is, as everybody reads it: the place, then the room. */
export const places = (slot: Omit<Place, 'starts_at'>, lang: Lang): readonly string[] => [
  ...words(slot.location, placeMax),
  ...words(slot.audience, placeMax).map((audience) => room(audience, lang)),
];

/** "чт 26.11 · 14:00 · Офис А · ауд. 301", foreign parts raw. */
export const slotLabel = (slot: Place, lang: Lang): string =>
  [shortTime(slot.starts_at, lang), ...places(slot, lang)].join(' · ');

/** What of it a button shows: the time always. */
export const slotButtonLabel = (slot: SlotLine, lang: Lang): string => cut(slotLabel(slot, lang), labelMax);

/** "чт 26 ноября, 14:00 МСК · Офис А · ауд. 301" */
export const slotInFull = (slot: Place, lang: Lang): string =>
  [longTime(slot.starts_at, lang), ...places(slot, lang)].join(' · ');

export const eventTitle = (event: EventText): Html => {
  const title = line(event.title, 128);
  return title.html === '' ? title : bold(title);
};

/** "Офис А, ауд. 301", each once; '' when nothing is known. */
export const wherePlain = (slot: Place, event: EventText, lang: Lang): string =>
  [...new Set([...words(event.place.name, placeMax), ...places(slot, lang)])].join(', ');

/** When, where, how to get there, what to bring. */
export function appointment(slot: SlotLine, event: EventText, lang: Lang): Html {
  const length = t('slot.length', lang, {
    minutes: Math.round((slot.ends_at - slot.starts_at) / minuteMs),
  });
  const place = wherePlain(slot, event, lang);
  const [address] = words(event.place.address, 200);
  const map = webAddress(event.place.map_url);
  const online = webAddress(event.place.online_url);
  const things = paragraph(event.bring ?? '', 500);
  return lines(
    t('slot.when', lang, { time: longTime(slot.starts_at, lang), length }),
    place !== '' && t('slot.where', lang, { place }),
    address !== undefined && t('slot.address', lang, { address }),
    map !== undefined && link(map, t('slot.map', lang)),
    online !== undefined && link(online, t('slot.online', lang)),
    things.html !== '' && t('slot.bring', lang, { things }),
  );
}

/** The event's own words, above a choice of times. */
export const introduction = (event: EventText): Html =>
  blocks(eventTitle(event), event.description !== null && paragraph(event.description, 1_200));
