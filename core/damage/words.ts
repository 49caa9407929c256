import type { BookingId, EventId, SlotId, UserId } from '../shared/ids.ts';

/** Every way in which database, workflows and broker can disagree. */
export const damageKinds = [
  'seat_unexplained',
  'seat_missing',
  'hold_expired',
  'workflow_missing',
  'not_announced',
  'slots_behind',
  'change_unfinished',
  'people_and_seats_differ',
  'overfull',
  'two_active',
] as const;
export type DamageKind = (typeof damageKinds)[number];

/** Nothing a rule could choose between: people look at these, the reconciler only counts them. */
export const forPeople: readonly DamageKind[] = ['people_and_seats_differ', 'overfull', 'two_active'];

export type Damage = {
  /** The same damage seen again has the same key. */
  readonly key: string;
  readonly kind: DamageKind;
  readonly event_id: EventId;
  /** Whose workflow mends it; null: it is nobody's alone. */
  readonly user_id: UserId | null;
  readonly booking_id?: BookingId;
  readonly slot_id?: SlotId;
  /** change_unfinished: the edit. */
  readonly change_id?: string;
  /** workflow_missing: the last run was ended by hand. */
  readonly terminated?: boolean;
};

export const damageWords: Readonly<Record<DamageKind, string>> = {
  seat_unexplained: 'a seat is taken that no booking and no hold explains',
  seat_missing: 'a booking or a hold has lost its seat',
  hold_expired: 'a hold was not given back when its time was over',
  workflow_missing: 'an active booking has no open workflow',
  not_announced: 'a change was not announced to the broker',
  slots_behind: 'slots do not have the newest values of their event',
  change_unfinished: 'an edit by staff was made, and not everybody concerned was told',
  people_and_seats_differ: 'a slot’s booked_users and seats name different people',
  overfull: 'a slot has more people than seats',
  two_active: 'somebody has two active bookings of one event',
};

const alarmKinds = [
  'people_and_seats_differ',
  'overfull',
  'two_active',
  'too_many_terminated',
  'repair_without_effect',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];
export type Alarm = { readonly kind: AlarmKind; readonly count: number };

/** What is wrong, and what an operator does about it. */
export const alarmWords: Readonly<Record<AlarmKind, string>> = {
  people_and_seats_differ:
    'A slot’s booked_users and seats name different people. Find out who really has a seat (collection bookings), then set both fields in one update.',
  overfull: 'A slot has more people than seats. Raise its capacity or move somebody.',
  two_active: 'Somebody has two active bookings of one event. Cancel the wrong one.',
  too_many_terminated:
    'So many workflows were terminated by hand that none of their bookings was cancelled. Decide: zapis reconcile --cancel-up-to N cancels them, zapis reconcile --start-terminated starts them again.',
  repair_without_effect:
    'A repair was tried three times and the damage is still there. Look at the findings, and at the workflows of those people.',
};
