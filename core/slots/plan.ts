import { dayAfter, dayOf, seedDateTime, slotInstants } from '../time/slot-instants.ts';
import { lastDay, readDays } from './days.ts';
import { inTheWay, overlapsOf, type Standing } from './overlap.ts';
import { readBreaks, readTimes } from './times.ts';

/** As a person types it: lists separated by commas or spaces, ranges by "..". */
export type PlanForm = {
  /** `2026-11-26, 2026-11-30..2026-12-04` */
  readonly dates: string;
  /** Of ranges of days: `1,2,3,4,5`, Monday is 1. Absent: every day. */
  readonly weekdays?: string;
  /** `10:00, 11:30` or `10:00..13:00`, which is filled with slots one after another. */
  readonly times: string;
  /** `13:00..14:00`: no slot runs into it. */
  readonly breaks?: string;
  /** Minutes between the slots of a range. */
  readonly pause?: string;
  readonly minutes: string;
  readonly capacity: string;
  readonly place: string;
  readonly room: string;
};

export type Planned = {
  readonly starts_at: number;
  readonly ends_at: number;
  readonly minutes: number;
  readonly capacity: number;
  readonly place: string | null;
  readonly room: string | null;
};

export type PlanField = keyof PlanForm;
type FieldFault = { readonly field: PlanField; readonly fault: PlanFault; readonly at?: string };
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

/** `left_out`: why it will not be made; `exists`: this event has just that slot. */
export type PreviewRow = Planned & { readonly left_out: 'past' | 'exists' | 'overlap' | null };
export type Preview =
  | {
      readonly ok: true;
      readonly rows: readonly PreviewRow[];
      /** Days of ranges whose day of the week is not wanted. */
      readonly skipped: readonly string[];
    }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };
export type Plan =
  | { readonly ok: true; readonly slots: readonly Planned[] }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

const most = 3_000;
export const longestText = 64;

type Surroundings = { readonly now: number; readonly standing: readonly Standing[] };

/** Every date with every time, and which of them cannot be made. All faults of the form at once, each with its field. */
export function previewSlots(form: PlanForm, { now, standing }: Surroundings): Preview {
  const { slots, skipped, faults } = readPlan(form, dayOf(now));
  if (faults.length > 0) return { ok: false, faults };
  const ahead = slots.filter((slot) => slot.starts_at > now);
  const overlaps = overlapsOf(ahead, standing);
  const rows = slots.map((slot) => {
    const other = overlaps.get(slot);
    if (slot.starts_at <= now) return { ...slot, left_out: 'past' as const };
    return { ...slot, left_out: other ? (isSame(slot, other) ? 'exists' : 'overlap') : null } as const;
  });
  return { ok: true, rows, skipped };
}

/** The slots of an event on other days: what has passed by then, and where another event is in the way. */
export function previewCopy(
  slots: readonly Planned[],
  { now, standing }: Surroundings,
): readonly PreviewRow[] {
  const hindered = inTheWay(slots, standing);
  return slots.map((slot) => {
    if (slot.starts_at <= now) return { ...slot, left_out: 'past' };
    return { ...slot, left_out: hindered.has(slot) ? 'overlap' : null };
  });
}

const isSame = (slot: Planned, other: Standing): boolean =>
  other.own === true && other.starts_at === slot.starts_at && other.ends_at === slot.ends_at;

/** Where in time a plan may lie. */
export const planWindow = (now: number): { readonly from: number; readonly to: number } => ({
  from: now,
  to: slotInstants(dayAfter(lastDay(dayOf(now)), 2), '00:00', 0).starts_at,
});

/** All of it or nothing: for those who see no preview. */
export function planSlots(form: PlanForm, surroundings: Surroundings): Plan {
  const preview = previewSlots(form, surroundings);
  if (!preview.ok) return preview;
  const faults = (['past', 'overlap'] as const).flatMap((fault): FieldFault[] => {
    const row = preview.rows.find(({ left_out: why }) => (why === 'exists' ? 'overlap' : why) === fault);
    return row ? [{ field: 'times', fault, at: stamp(row.starts_at) }] : [];
  });
  return faults.length > 0
    ? { ok: false, faults }
    : { ok: true, slots: preview.rows.map(({ left_out: _none, ...slot }) => slot) };
}

const stamp = (instant: number): string => `${dayOf(instant)} ${seedDateTime(instant).time}`;

function readPlan(form: PlanForm, today: string) {
  const faults: FieldFault[] = [];
  const fail = (field: PlanField, fault: PlanFault, at?: string): void => {
    faults.push(at === undefined ? { field, fault } : { field, fault, at });
  };
  const number = (field: 'minutes' | 'capacity' | 'pause', least: number, largest: number) =>
    wholeNumber(form[field] ?? '', least, largest, (fault) => fail(field, fault, form[field]));
  const minutes = number('minutes', 5, 24 * 60);
  const capacity = number('capacity', 1, 10_000);
  const pause = form.pause?.trim() ? number('pause', 0, 24 * 60) : 0;
  const weekdays = new Set((form.weekdays ?? '1234567').match(/[1-7]/g)?.map(Number) ?? []);
  const { days, skipped } = readDays(form.dates, { today, weekdays }, (fault, at) =>
    fail('dates', fault, at),
  );
  if (days.length === 0 && faults.every(({ field }) => field !== 'dates')) fail('weekdays', 'missing');
  const breaks = readBreaks(form.breaks ?? '', (fault, at) => fail('breaks', fault, at));
  const filling = { minutes, pause, breaks };
  const times = readTimes(form.times, filling, (fault, at) => fail('times', fault, at));
  for (const field of ['place', 'room'] as const)
    if (form[field].trim().length > longestText) fail(field, 'too_long');
  const count = days.length * times.length;
  if (count > most) fail('dates', 'too_many', String(count));
  if (faults.length > 0) return { slots: [], skipped, faults };
  const where = { place: form.place.trim() || null, room: form.room.trim() || null };
  const slots: readonly Planned[] = days.flatMap((day) =>
    times.map((time) => ({ ...slotInstants(day, time, minutes), minutes, capacity, ...where })),
  );
  return { slots, skipped, faults };
}

type NumberFault = 'missing' | 'not_a_number' | 'too_small' | 'too_large';

export function wholeNumber(
  text: string,
  least: number,
  largest: number,
  fail: (fault: NumberFault) => void,
): number {
  const number = Number(text.trim());
  if (text.trim() === '') fail('missing');
  else if (!/^-?\d+$/.test(text.trim())) fail('not_a_number');
  else if (number < least) fail('too_small');
  else if (number > largest) fail('too_large');
  else return number;
  return least;
}
