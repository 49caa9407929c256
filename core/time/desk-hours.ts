import { dayAfter, dayOf, isTime, slotInstants, weekdayOf } from './slot-instants.ts';

export const deskDays = ['all', 'mon_fri', 'mon_sat'] as const;
/** When coordinators answer what people write, in Moscow. */
export type DeskHours = {
  readonly from: string;
  readonly to: string;
  readonly days: (typeof deskDays)[number];
};

const lastDay = { all: 7, mon_fri: 5, mon_sat: 6 } as const;
const at = (day: string, time: string): number => slotInstants(day, time, 0).starts_at;

/** As they are typed; nothing typed is always. */
export function readDeskHours(typed: {
  readonly from: string;
  readonly to: string;
  readonly days: string;
}): DeskHours | null | 'wrong' {
  if (typed.from.trim() === '' && typed.to.trim() === '') return null;
  const [from, to] = [typed.from.trim().padStart(5, '0'), typed.to.trim().padStart(5, '0')];
  const days = deskDays.find((one) => one === typed.days) ?? 'all';
  return isTime(from) && isTime(to) && from < to ? { from, to, days } : 'wrong';
}

/** When somebody will be there again; null: somebody is there now. */
export function deskOpensAt(now: number, { from, to, days }: DeskHours): number | null {
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = dayAfter(dayOf(now), ahead);
    if (weekdayOf(day) > lastDay[days] || now >= at(day, to)) continue;
    return now >= at(day, from) ? null : at(day, from);
  }
  throw new RangeError('a week without a day');
}
