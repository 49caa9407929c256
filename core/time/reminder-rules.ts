import { assertNever } from '../shared/assert-never.ts';
import { isTime } from './slot-instants.ts';
import { inMoscow, minuteMs } from './zone.ts';

export type ReminderRule =
  | { readonly kind: 'same_day'; readonly time: string }
  | { readonly kind: 'day_before'; readonly time: string }
  | { readonly kind: 'before'; readonly minutes: number };

/** FR8. */
export const defaultReminders: readonly string[] = ['same day 11:00'];

const longestBeforeMinutes = 60 * 24 * 14;

/** As an event keeps them: `same day 11:00`, `day before 18:00`, `120 min before`. `undefined`: none of these. */
export function readReminderRule(text: string): ReminderRule | undefined {
  const [, kind, time = ''] = /^(same day|day before) (\d\d:\d\d)$/.exec(text) ?? [];
  if (kind !== undefined)
    return isTime(time) ? { kind: kind === 'same day' ? 'same_day' : 'day_before', time } : undefined;
  const minutes = Number(/^(\d{1,5}) min before$/.exec(text)?.[1] ?? 0);
  return minutes > 0 && minutes <= longestBeforeMinutes ? { kind: 'before', minutes } : undefined;
}

/** An interview that is over or about to begin by then is reminded of this long before it instead. */
const earlyMinutes = 120;

/** The instant a rule means for one interview. */
export function reminderInstant(rule: ReminderRule, startsAt: number): number {
  switch (rule.kind) {
    case 'same_day': {
      const at = atTime(startsAt, rule.time, 0);
      return startsAt <= at ? startsAt - earlyMinutes * minuteMs : at;
    }
    case 'day_before':
      return atTime(startsAt, rule.time, 1);
    case 'before':
      return startsAt - rule.minutes * minuteMs;
    default:
      return assertNever(rule);
  }
}

function atTime(startsAt: number, time: string, daysBefore: number): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return inMoscow(startsAt).startOf('day').minus({ days: daysBefore }).set({ hour, minute }).toMillis();
}
