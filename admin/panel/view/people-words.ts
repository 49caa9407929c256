import type { Key } from '../../../core/i18n/catalogue.ts';
import type { PersonRow, peopleFilters } from '../ports/people.ts';
import type { Tone } from './parts.tsx';

export const peopleFilterWords = {
  allowed: 'panel.people.allowed',
  blocked: 'panel.people.blocked',
  unreachable: 'panel.people.unreachable',
  booked: 'panel.people.with_booking',
  not_booked: 'panel.people.without_booking',
} as const satisfies Record<(typeof peopleFilters)[number], Key>;

export const reachWords = {
  unknown: 'panel.reach.unknown',
  yes: 'panel.reach.yes',
  blocked: 'panel.reach.blocked',
  no_account: 'panel.reach.no_account',
} as const satisfies Record<PersonRow['reachable'], Key>;

export const reachTones = {
  unknown: 'quiet',
  yes: 'good',
  blocked: 'bad',
  no_account: 'warn',
} as const satisfies Record<PersonRow['reachable'], Tone>;
