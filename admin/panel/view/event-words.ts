import type { EventFault, EventForm } from '../../../core/events/form.ts';
import type { ReminderTexts } from '../../../core/events/reminder-texts.ts';
import type { Key } from '../../../core/i18n/catalogue.ts';

export const eventFields = [
  'title',
  'description',
  'place',
  'address',
  'map',
  'online',
  'bring',
  'contact',
  'audience',
  'channel',
  'policy',
  'cutoff',
  'hold',
  'moves',
  'nudge',
  'same_day',
  'day_before',
  'before',
] as const satisfies readonly (keyof EventForm | 'audience' | keyof ReminderTexts)[];
export type EventField = (typeof eventFields)[number];

type Kind = 'line' | 'lines' | 'number' | 'link' | 'policy';
type FieldWords = { readonly label: Key; readonly kind: Kind; readonly hint?: Key };

/** In the order of the form. */
export const eventFieldWords = {
  title: { label: 'panel.form.title', kind: 'line', hint: 'panel.form.title.hint' },
  description: { label: 'panel.form.description', kind: 'lines' },
  place: { label: 'panel.form.place', kind: 'line', hint: 'panel.form.place.hint' },
  address: { label: 'panel.form.address', kind: 'line' },
  map: { label: 'panel.form.map', kind: 'link' },
  online: { label: 'panel.form.online', kind: 'link' },
  bring: { label: 'panel.form.bring', kind: 'lines' },
  contact: { label: 'panel.form.contact', kind: 'line', hint: 'panel.form.contact.hint' },
  audience: { label: 'panel.form.audience', kind: 'lines', hint: 'panel.form.audience.hint' },
  channel: { label: 'panel.form.channel', kind: 'line', hint: 'panel.form.channel.hint' },
  policy: { label: 'panel.form.policy', kind: 'policy' },
  cutoff: { label: 'panel.form.cutoff', kind: 'number' },
  hold: { label: 'panel.form.hold', kind: 'number' },
  moves: { label: 'panel.form.moves', kind: 'number', hint: 'panel.form.moves.hint' },
  nudge: { label: 'panel.form.nudge', kind: 'number', hint: 'panel.form.nudge.hint' },
  same_day: { label: 'panel.form.same_day', kind: 'line', hint: 'panel.form.same_day.hint' },
  day_before: { label: 'panel.form.day_before', kind: 'line', hint: 'panel.form.day_before.hint' },
  before: { label: 'panel.form.before', kind: 'line', hint: 'panel.form.before.hint' },
} as const satisfies Record<EventField, FieldWords>;

export const policyWords = {
  release: 'panel.form.policy.release',
  swap: 'panel.form.policy.swap',
} as const satisfies Record<string, Key>;

export const eventFaultWords = {
  missing: 'panel.fault.missing',
  too_long: 'panel.fault.too_long',
  not_a_link: 'panel.fault.not_a_link',
  not_a_contact: 'panel.fault.not_a_contact',
  not_a_chat: 'panel.fault.not_a_chat',
  not_a_number: 'panel.fault.not_a_number',
  no_such_choice: 'panel.fault.no_such_choice',
} as const satisfies Record<EventFault['fault'], Key>;
