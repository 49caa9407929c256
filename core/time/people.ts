import { slotInstants } from './slot-instants.ts';
import { inMoscow } from './zone.ts';

// Our own names: those of the platform change with its version, and these stand in messages people keep.
const names = {
  ru: {
    zone: 'МСК',
    days: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
    months: [
      'января',
      'февраля',
      'марта',
      'апреля',
      'мая',
      'июня',
      'июля',
      'августа',
      'сентября',
      'октября',
      'ноября',
      'декабря',
    ],
  },
  en: {
    zone: 'MSK',
    days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
  },
} as const;

type Lang = keyof typeof names;

/** "чт 26 ноября, 14:00 МСК" */
export function longTime(instantMs: number, lang: Lang): string {
  return `${longDay(instantMs, lang)}, ${clockTime(instantMs)} ${names[lang].zone}`;
}

/** "чт 26 ноября" */
function longDay(instantMs: number, lang: Lang): string {
  const there = inMoscow(instantMs);
  const { days, months } = names[lang];
  return `${days[there.weekday - 1]} ${there.day} ${months[there.month - 1]}`;
}

/** "чт 26.11 · 14:00": for buttons, whose message names the zone. */
export function shortTime(instantMs: number, lang: Lang): string {
  return `${shortDay(instantMs, lang)} · ${clockTime(instantMs)}`;
}

/** "чт 26.11" */
export function shortDay(instantMs: number, lang: Lang): string {
  const there = inMoscow(instantMs);
  return `${names[lang].days[there.weekday - 1]} ${there.toFormat('dd.MM')}`;
}

/** "26.11.2026, 14:00": what may lie long back. */
export const dayAndClock = (instantMs: number): string => inMoscow(instantMs).toFormat('dd.MM.yyyy, HH:mm');

/** "12:35" */
export const clockTime = (instantMs: number): string => inMoscow(instantMs).toFormat('HH:mm');

/** "12:35 МСК" */
export const clockTimeZoned = (instantMs: number, lang: Lang): string =>
  `${clockTime(instantMs)} ${names[lang].zone}`;

/** "Mon 23 November": a day's heading. */
export function dayTitle(day: string, lang: Lang): string {
  const title = longDay(slotInstants(day, '12:00', 1).starts_at, lang);
  return title.charAt(0).toUpperCase() + title.slice(1);
}
