import type { Key } from '../../../core/i18n/catalogue.ts';

const words = {
  'users:read': 'panel.scope.users_read',
  'users:write': 'panel.scope.users_write',
  'events:read': 'panel.scope.events_read',
  'events:write': 'panel.scope.events_write',
  'slots:read': 'panel.scope.slots_read',
  'slots:write': 'panel.scope.slots_write',
  'bookings:read': 'panel.scope.bookings_read',
  'bookings:write': 'panel.scope.bookings_write',
  'bookings:override': 'panel.scope.bookings_override',
  'webhooks:read': 'panel.scope.webhooks_read',
  'webhooks:write': 'panel.scope.webhooks_write',
  'texts:write': 'panel.scope.texts_write',
  'broadcasts:write': 'panel.scope.broadcasts_write',
  'act-for': 'panel.scope.act_for',
} as const satisfies Record<string, Key>;

/** What a token may do, in words; a right without one is shown as the API calls it. */
export const scopeWords: Readonly<Record<string, (typeof words)[keyof typeof words]>> = words;
