import type { UserId } from '../shared/ids.ts';
import { dayOf, isDay, isTime, seedDateTime, slotInstants } from '../time/slot-instants.ts';
import { lastDay } from './days.ts';
import { type Led, overlapsOf, type Standing } from './overlap.ts';
import { longestText, wholeNumber } from './plan.ts';

/** What may be changed of a slot. */
export type SlotValues = {
  readonly day: string;
  readonly time: string;
  readonly minutes: number;
  readonly capacity: number;
  readonly place: string | null;
  readonly room: string | null;
  readonly specialist: UserId | null;
  readonly active: boolean;
};
export type SlotEdit = Partial<SlotValues>;
export type SlotField = keyof SlotValues;

/** As a person types it; what is absent stays as it is. */
export type SlotForm = Partial<Record<'day' | 'time' | 'minutes' | 'capacity' | 'place' | 'room', string>>;

export type SlotFault = {
  readonly field: SlotField;
  readonly fault:
    | 'missing'
    | 'no_such_day'
    | 'no_such_time'
    | 'not_a_number'
    | 'too_small'
    | 'too_large'
    | 'too_long'
    | 'past'
    | 'too_far'
    | 'below_taken';
  readonly at?: string;
};
export type ReadSlot =
  | { readonly ok: true; readonly edit: SlotEdit }
  | { readonly ok: false; readonly faults: readonly SlotFault[] };

export function readSlot(form: SlotForm): ReadSlot {
  const faults: SlotFault[] = [];
  const fail = (field: SlotField, fault: SlotFault['fault']): undefined => {
    faults.push({ field, fault, ...(fault !== 'missing' && { at: form[field as keyof SlotForm] ?? '' }) });
  };
  const when = (field: 'day' | 'time'): string | undefined => {
    const text = form[field]?.trim();
    if (text === undefined) return undefined;
    if (text === '') return fail(field, 'missing');
    if (field === 'day') return isDay(text) ? text : fail(field, 'no_such_day');
    return isTime(text) ? text : fail(field, 'no_such_time');
  };
  const number = (field: 'minutes' | 'capacity', least: number, largest: number): number | undefined =>
    form[field] === undefined
      ? undefined
      : wholeNumber(form[field], least, largest, (fault) => fail(field, fault));
  const where = (field: 'place' | 'room'): string | null | undefined => {
    const text = form[field]?.trim();
    if (text !== undefined && text.length > longestText) faults.push({ field, fault: 'too_long' });
    return text === '' ? null : text;
  };
  const edit = {
    ...given('day', when('day')),
    ...given('time', when('time')),
    ...given('minutes', number('minutes', 5, 24 * 60)),
    ...given('capacity', number('capacity', 1, 10_000)),
    ...given('place', where('place')),
    ...given('room', where('room')),
  };
  return faults.length > 0 ? { ok: false, faults } : { ok: true, edit };
}

const given = (name: SlotField, value: string | number | null | undefined): SlotEdit =>
  value === undefined ? {} : { [name]: value };

/** Who has a seat. `held`: still deciding. */
export type Seated = { readonly user_id: UserId; readonly held: boolean };
export type SlotNow = SlotValues & { readonly people: readonly Seated[] };

export type SlotImpact = {
  /** What would be different afterwards; nothing: nothing to do. */
  readonly differs: SlotEdit;
  readonly faults: readonly SlotFault[];
  /** Who gets a message: another time, another place. */
  readonly told: readonly Seated[];
  /** Who keeps a seat in a slot that nobody else can book any more. */
  readonly stay: readonly Seated[];
  /** What takes place there at that time. */
  readonly overlap: Standing | null;
  /** What its specialist leads at that time. */
  readonly clash: Led | null;
};

/** What would be different afterwards. */
export const differsFrom = (slot: SlotValues, edit: SlotEdit): SlotEdit =>
  Object.fromEntries(Object.entries(edit).filter(([field, value]) => value !== slot[field as SlotField]));

/** What a change would do: asked before it is confirmed and once more when it is carried out, by the same rule. */
export function slotImpact(
  slot: SlotNow,
  edit: SlotEdit,
  {
    now,
    standing,
    led = [],
  }: {
    readonly now: number;
    readonly standing: readonly Standing[];
    /** What the specialist it would have leads besides. */
    readonly led?: readonly Led[];
  },
): SlotImpact {
  const differs = differsFrom(slot, edit);
  const next = { ...slot, ...differs };
  const moved = differs.day !== undefined || differs.time !== undefined;
  const when = slotInstants(next.day, next.time, next.minutes);
  const faults: SlotFault[] = [];
  const at = `${next.day} ${next.time}`;
  if (moved && when.starts_at <= now)
    faults.push({ field: next.day < dayOf(now) ? 'day' : 'time', fault: 'past', at });
  if (differs.day !== undefined && differs.day > lastDay(dayOf(now)))
    faults.push({ field: 'day', fault: 'too_far', at: differs.day });
  if (differs.capacity !== undefined && differs.capacity < slot.people.length)
    faults.push({ field: 'capacity', fault: 'below_taken', at: String(slot.people.length) });
  const blocks = next.active && (isElsewhere(differs) || differs.active === true);
  const leads = next.specialist !== null && (blocks || 'specialist' in differs);
  return {
    differs,
    faults,
    told: isElsewhere(differs) ? slot.people : [],
    stay: differs.active === false ? slot.people : [],
    overlap: overlapAfter(slot, differs, standing),
    clash: (leads && led.find((one) => one.starts_at < when.ends_at && one.ends_at > when.starts_at)) || null,
  };
}

/** What takes place where and when it would be afterwards. One that is off, or stays where it is, takes nobody’s room. */
export function overlapAfter(
  slot: SlotValues,
  differs: SlotEdit,
  standing: readonly Standing[],
): Standing | null {
  const next = { ...slot, ...differs };
  if (!next.active || !(isElsewhere(differs) || differs.active === true)) return null;
  const { place, room } = next;
  const here = { ...slotInstants(next.day, next.time, next.minutes), place, room };
  return overlapsOf([here], standing).get(here) ?? null;
}

const isElsewhere = (differs: SlotEdit): boolean =>
  ['day', 'time', 'minutes', 'place', 'room'].some((field) => field in differs);

/** Where in time it would be afterwards: what may be in the way is looked for there. */
export function windowOf(slot: SlotValues, edit: SlotEdit): { readonly from: number; readonly to: number } {
  const next = { ...slot, ...edit };
  const { starts_at, ends_at } = slotInstants(next.day, next.time, next.minutes);
  return { from: starts_at, to: ends_at };
}

/** The day and time of an instant, as a form has them. */
export const dayAndTime = (startsAt: number): Pick<SlotValues, 'day' | 'time'> => ({
  day: dayOf(startsAt),
  time: seedDateTime(startsAt).time,
});
