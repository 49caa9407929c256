import { DateTime } from 'luxon';
import { inMoscow, minuteMs, zone } from './zone.ts';

/** `2026-11-26`, a day that exists. */
export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && dayStart(text).isValid;

/** `09:05`, from 00:00 to 23:59. */
export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

const dayStart = (day: string): DateTime => DateTime.fromFormat(day, 'yyyy-MM-dd', { zone, locale: 'en-US' });

export type SlotInstants = { readonly starts_at: number; readonly ends_at: number };

/** When a slot of Moscow's calendar begins and ends, in ms. */
export function slotInstants(day: string, time: string, durationMinutes: number): SlotInstants {
  if (!isDay(day) || !isTime(time)) throw new RangeError(`no such day or time: ${day} ${time}`);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const startsAt = dayStart(day).set({ hour, minute }).toMillis();
  return { starts_at: startsAt, ends_at: startsAt + durationMinutes * minuteMs };
}

/** The seed's `date` (that day's midnight in Moscow) and `time` of an instant. */
export function seedDateTime(startsAt: number): { readonly date: Date; readonly time: string } {
  const there = inMoscow(startsAt);
  return { date: there.startOf('day').toJSDate(), time: there.toFormat('HH:mm') };
}

/** `2026-11-26`: Moscow's day of an instant. */
export const dayOf = (instantMs: number): string => inMoscow(instantMs).toFormat('yyyy-MM-dd');

/** The day `days` later (or earlier) in Moscow's calendar. */
export const dayAfter = (day: string, days: number): string =>
  dayStart(day).plus({ days }).toFormat('yyyy-MM-dd');

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: string): number => dayStart(day).weekday;

/** From when on the slot cannot be taken any more (FR9). */
export const bookableUntil = (startsAt: number, cutoffMinutes: number): number =>
  startsAt - cutoffMinutes * minuteMs;
