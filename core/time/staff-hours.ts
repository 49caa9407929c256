import { dayAfter, dayOf, isTime, slotInstants } from './slot-instants.ts';

const hourMs = 3_600_000;
const at = (day: string, time: string): number => slotInstants(day, time, 0).starts_at;

/** In Moscow; from the evening into the morning, or within one day. */
export type QuietHours = { readonly from: string; readonly to: string };

const isQuietHours = ({ from, to }: QuietHours): boolean => isTime(from) && isTime(to) && from !== to;

/** As they are typed; nothing typed is no quiet at all. */
export function readQuietHours({ from, to }: QuietHours): QuietHours | null | 'wrong' {
  const hours = { from: from.trim().padStart(5, '0'), to: to.trim().padStart(5, '0') };
  if (from.trim() === '' && to.trim() === '') return null;
  return isQuietHours(hours) ? hours : 'wrong';
}

/** When the quiet ends that an instant falls into; null: it falls into none. */
export function quietUntil(now: number, { from, to }: QuietHours): number | null {
  const today = dayOf(now);
  for (const began of [dayAfter(today, -1), today]) {
    const until = at(from < to ? began : dayAfter(began, 1), to);
    if (now >= at(began, from) && now < until) return until;
  }
  return null;
}

/** The full hour that comes next. */
export const nextHour = (now: number): number => (Math.floor(now / hourMs) + 1) * hourMs;

const digestFrom = '11:00';
/** Later than this the day is half over: whoever needs it has looked. */
const digestTo = '15:00';
const chaseFrom = '20:00';

/** The day whose list interviewers get now. */
export function digestDay(now: number): string | null {
  const today = dayOf(now);
  return now >= at(today, digestFrom) && now < at(today, digestTo) ? today : null;
}

/** The day whose missing outcomes are asked for now: its evening. */
export function chaseDay(now: number): string | null {
  const today = dayOf(now);
  return now >= at(today, chaseFrom) ? today : null;
}
