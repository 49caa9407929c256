import { dayAfter, isDay, weekdayOf } from '../time/slot-instants.ts';

const furthestDays = 366;
export const lastDay = (today: string): string => dayAfter(today, furthestDays);

type Fault = 'missing' | 'no_such_day' | 'past' | 'too_far' | 'end_before_start';
type Fail = (fault: Fault, at?: string) => void;

/** `2026-11-26`, `26.11.2026`, and ranges of either. */
const entries = (text: string): readonly (readonly [string, string | undefined])[] =>
  text
    .replaceAll(/\s*(?:\.\.|[–—])\s*/g, '..')
    .split(/[\s,;]+/)
    .filter((one) => one !== '')
    .map((one) => {
      const [from = '', to] = one.split('..');
      return [isoDay(from), to === undefined ? undefined : isoDay(to)];
    });

const isoDay = (text: string): string =>
  text.replace(
    /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/,
    (_all, day: string, month: string, year: string) =>
      `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  );

type Asked = {
  readonly today: string;
  /** 1 = Monday … 7 = Sunday. Of ranges only these are taken; a day that is named by itself is meant. */
  readonly weekdays: ReadonlySet<number>;
};

type Read = {
  readonly days: readonly string[];
  /** Of ranges, by the day of the week. */
  readonly skipped: readonly string[];
};

export function readDays(text: string, { today, weekdays }: Asked, fail: Fail): Read {
  const last = lastDay(today);
  const days = new Set<string>();
  const skipped = new Set<string>();
  const all = entries(text);
  if (all.length === 0) fail('missing');
  for (const [from, to] of all) {
    const end = to ?? from;
    if (!isDay(from) || !isDay(end)) fail('no_such_day', isDay(from) ? end : from);
    else if (end < from) fail('end_before_start', `${from}..${end}`);
    else if (from < today) fail('past', from);
    else if (end > last) fail('too_far', end);
    else
      for (let day = from; day <= end; day = dayAfter(day, 1))
        (to === undefined || weekdays.has(weekdayOf(day)) ? days : skipped).add(day);
  }
  return { days: [...days].toSorted(), skipped: [...skipped].filter((day) => !days.has(day)).toSorted() };
}
