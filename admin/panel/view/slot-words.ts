import type { Key } from '../../../core/i18n/catalogue.ts';
import type { SlotFault } from '../../../core/slots/change.ts';
import type { PlanFault, PreviewRow } from '../../../core/slots/plan.ts';

/** Those of a slot's own form that need no names. */
export const slotFaultWords = {
  missing: 'panel.fault.missing',
  no_such_day: 'panel.fault.no_such_day',
  past: 'panel.fault.past',
  too_far: 'panel.fault.too_far',
  end_before_start: 'panel.fault.end_before_start',
  no_such_time: 'panel.fault.no_such_time',
  not_a_number: 'panel.fault.not_a_number',
  too_small: 'panel.fault.too_small',
  too_large: 'panel.fault.too_large',
  too_long: 'panel.fault.too_long',
  no_room_for_one: 'panel.fault.no_room_for_one',
  overlap: 'panel.fault.overlap',
  too_many: 'panel.fault.too_many',
} as const satisfies Record<PlanFault | Exclude<SlotFault['fault'], 'below_taken'>, Key>;

export const leftOutWords = {
  past: 'panel.plan.past',
  exists: 'panel.plan.exists',
  overlap: 'panel.plan.overlap',
} as const satisfies Record<NonNullable<PreviewRow['left_out']>, Key>;

export const weekdayWords = {
  1: 'panel.weekday.1',
  2: 'panel.weekday.2',
  3: 'panel.weekday.3',
  4: 'panel.weekday.4',
  5: 'panel.weekday.5',
  6: 'panel.weekday.6',
  7: 'panel.weekday.7',
} as const satisfies Record<number, Key>;

export const slotFields = ['day', 'time', 'minutes', 'capacity', 'place', 'room', 'specialist'] as const;
export type SlotTextField = (typeof slotFields)[number];

export const slotFieldWords = {
  day: 'panel.slot.day',
  time: 'panel.slot.time',
  minutes: 'panel.plan.minutes',
  capacity: 'panel.plan.capacity',
  place: 'panel.plan.place',
  room: 'panel.plan.room',
  specialist: 'panel.slot.specialist',
  active: 'panel.slot.active',
} as const satisfies Record<SlotTextField | 'active', Key>;
