import { isTime } from '../time/slot-instants.ts';

export type Stretch = { readonly from: number; readonly to: number };
type Filling = {
  readonly minutes: number;
  /** Minutes between one slot and the next. */
  readonly pause: number;
  /** Nobody is interviewed then. */
  readonly breaks: readonly Stretch[];
};

const wholeDay = 24 * 60;

export const timeAt = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** "24:00" only ends something. */
function endOf(text: string): number | undefined {
  if (text === '24:00') return wholeDay;
  return isTime(text) ? minuteOf(text) : undefined;
}

const breakAt = (at: number, { minutes, breaks }: Filling): Stretch | undefined =>
  breaks.find(({ from, to }) => at < to && at + minutes > from);

/** Minutes of the day at which slots begin, one after another; after a break it goes on when the break is over. */
export function fill({ from, to }: Stretch, filling: Filling): number[] {
  const starts: number[] = [];
  let at = from;
  while (at + filling.minutes <= to) {
    const hit = breakAt(at, filling);
    if (!hit) starts.push(at);
    at = hit ? hit.to : at + filling.minutes + filling.pause;
  }
  return starts;
}

type Fault = 'missing' | 'no_such_time' | 'end_before_start' | 'no_room_for_one';
type Fail = (fault: Fault, at?: string) => void;

/** `10:00`, or `10:00..13:00` however the dash is typed. */
const entries = (text: string): readonly (readonly [string, string | undefined])[] =>
  text
    .replaceAll(/\s*(?:\.\.|[-–—])\s*/g, '..')
    .split(/[\s,;]+/)
    .filter((one) => one !== '')
    .map((one) => {
      const [from = '', to] = one.split('..');
      return [pad(from), to === undefined ? undefined : pad(to)];
    });

const pad = (time: string): string => (/^\d:\d\d$/.test(time) ? `0${time}` : time);

/** Times by themselves, and ranges filled with slots; what runs into a break is left out. */
export function readTimes(text: string, filling: Filling, fail: Fail): readonly string[] {
  const starts = new Set<number>();
  const all = entries(text);
  if (all.length === 0) fail('missing');
  for (const [from, to] of all) {
    const stretch = stretchOf(from, to, filling.minutes, fail);
    if (!stretch) continue;
    const some = fill(stretch, filling);
    if (some.length === 0) fail('no_room_for_one', to === undefined ? from : `${from}..${to}`);
    for (const start of some) starts.add(start);
  }
  return [...starts].toSorted((one, other) => one - other).map(timeAt);
}

/** A time by itself is one slot long: it may end after midnight. */
function stretchOf(from: string, to: string | undefined, minutes: number, fail: Fail): Stretch | undefined {
  const end = to === undefined ? undefined : endOf(to);
  if (!isTime(from) || (to !== undefined && end === undefined))
    fail('no_such_time', isTime(from) ? to : from);
  else if (end === undefined) return { from: minuteOf(from), to: minuteOf(from) + minutes };
  else if (end <= minuteOf(from)) fail('end_before_start', `${from}..${to}`);
  else return { from: minuteOf(from), to: end };
  return undefined;
}

export function readBreaks(text: string, fail: Fail): readonly Stretch[] {
  return entries(text).flatMap(([from, to]) => {
    const stretch = stretchOf(from, to ?? '', 0, fail);
    return stretch ? [stretch] : [];
  });
}
