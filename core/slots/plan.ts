import { dayAfter, dayOf, isDay, isTime, seedDateTime, slotInstants } from '../time/slot-instants.ts';

/** As a person types it: lists separated by commas or spaces, ranges by "..". */
export type PlanForm = {
  /** `2026-11-26, 2026-11-30..2026-12-04` */
  readonly dates: string;
  /** `10:00, 11:30` or `10:00..13:00`, which is filled with slots one after another. */
  readonly times: string;
  readonly minutes: string;
  readonly capacity: string;
  readonly place: string;
  readonly room: string;
};

type Planned = {
  readonly starts_at: number;
  readonly ends_at: number;
  readonly minutes: number;
  readonly capacity: number;
  readonly place: string | null;
  readonly room: string | null;
};

/** A slot that is there already. */
export type Standing = Pick<Planned, 'starts_at' | 'ends_at' | 'place' | 'room'>;

type Field = keyof PlanForm;
type FieldFault = { readonly field: Field; readonly fault: PlanFault; readonly at?: string };
/** In codes: a form and a terminal say it in their own words. */
export type PlanFault =
  | 'missing'
  | 'no_such_day'
  | 'past'
  | 'too_far'
  | 'end_before_start'
  | 'no_such_time'
  | 'not_a_number'
  | 'too_small'
  | 'too_large'
  | 'too_long'
  | 'no_room_for_one'
  | 'overlap'
  | 'too_many';

export type Plan =
  | { readonly ok: true; readonly slots: readonly Planned[] }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

const furthestDays = 366;
const most = 3_000;
export const longestText = 64;
export const lastDay = (today: string): string => dayAfter(today, furthestDays);

type Surroundings = { readonly now: number; readonly standing: readonly Standing[] };

/** Every date with every time. All faults at once, each with its field; nothing is planned while there is one. */
export function planSlots(form: PlanForm, { now, standing }: Surroundings): Plan {
  const faults: FieldFault[] = [];
  const fail = (field: Field, fault: PlanFault, at?: string): void => {
    faults.push(at === undefined ? { field, fault } : { field, fault, at });
  };
  const minutes = wholeNumber(form.minutes, 5, 24 * 60, (fault) => fail('minutes', fault, form.minutes));
  const capacity = wholeNumber(form.capacity, 1, 10_000, (fault) => fail('capacity', fault, form.capacity));
  const dates = readDates(form.dates, dayOf(now), (fault, at) => fail('dates', fault, at));
  const times = readTimes(form.times, minutes, (fault, at) => fail('times', fault, at));
  for (const field of ['place', 'room'] as const)
    if (form[field].trim().length > longestText) fail(field, 'too_long');
  if (faults.length > 0) return { ok: false, faults };

  const slots = dates.flatMap((day) =>
    times.map((time) => ({
      ...slotInstants(day, time, minutes),
      minutes,
      capacity,
      place: form.place.trim() || null,
      room: form.room.trim() || null,
    })),
  );
  const past = slots.find((slot) => slot.starts_at <= now);
  if (past) fail('times', 'past', stamp(past.starts_at));
  if (slots.length > most) fail('dates', 'too_many', String(slots.length));
  const clash = firstOverlap(slots, standing);
  if (clash) fail('times', 'overlap', stamp(clash.starts_at));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, slots };
}

const stamp = (instant: number): string => `${dayOf(instant)} ${seedDateTime(instant).time}`;

type Fail = (fault: PlanFault, at?: string) => void;

function wholeNumber(text: string, least: number, largest: number, fail: Fail): number {
  const number = Number(text.trim());
  if (text.trim() === '') fail('missing');
  else if (!/^-?\d+$/.test(text.trim())) fail('not_a_number');
  else if (number < least) fail('too_small');
  else if (number > largest) fail('too_large');
  else return number;
  return least;
}

/** `from..to` with an end before its start is told apart from words that are no dates or times at all. */
const entries = (text: string): readonly (readonly [string, string | undefined])[] =>
  text
    .split(/[\s,;]+/)
    .filter((one) => one !== '')
    .map((one) => {
      const [from = '', to] = one.split('..');
      return [from, to];
    });

function readDates(text: string, today: string, fail: Fail): readonly string[] {
  const last = lastDay(today);
  const days = new Set<string>();
  const all = entries(text);
  if (all.length === 0) fail('missing');
  for (const [from, to = from] of all) {
    if (!isDay(from) || !isDay(to)) fail('no_such_day', isDay(from) ? to : from);
    else if (to < from) fail('end_before_start', `${from}..${to}`);
    else if (from < today) fail('past', from);
    else if (to > last) fail('too_far', to);
    else for (let day = from; day <= to; day = dayAfter(day, 1)) days.add(day);
  }
  return [...days].sort();
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeAt = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function readTimes(text: string, minutes: number, fail: Fail): readonly string[] {
  const times = new Set<string>();
  const all = entries(text);
  if (all.length === 0) fail('missing');
  for (const [from, to] of all) {
    if (!isTime(from) || (to !== undefined && to !== '24:00' && !isTime(to)))
      fail('no_such_time', isTime(from) ? to : from);
    else if (to === undefined) times.add(from);
    else if (to <= from) fail('end_before_start', `${from}..${to}`);
    else if (minuteOf(from) + minutes > minuteOf(to)) fail('no_room_for_one', `${from}..${to}`);
    else
      for (let minute = minuteOf(from); minute + minutes <= minuteOf(to); minute += minutes)
        times.add(timeAt(minute));
  }
  return [...times].sort();
}

/** Two slots of one place and room at the same time: nobody can be in both. Those there already are left alone. */
function firstOverlap(planned: readonly Planned[], standing: readonly Standing[]): Standing | undefined {
  const placeOf = ({ place, room }: Standing): string =>
    JSON.stringify([place?.toLowerCase() ?? null, room?.toLowerCase() ?? null]);
  const isNew = new Set<Standing>(planned);
  for (const inRoom of Map.groupBy([...planned, ...standing], placeOf).values()) {
    let newUntil = 0;
    let anyUntil = 0;
    for (const slot of inRoom.toSorted((one, other) => one.starts_at - other.starts_at)) {
      if (slot.starts_at < (isNew.has(slot) ? anyUntil : newUntil)) return slot;
      if (isNew.has(slot)) newUntil = Math.max(newUntil, slot.ends_at);
      anyUntil = Math.max(anyUntil, slot.ends_at);
    }
  }
  return undefined;
}
