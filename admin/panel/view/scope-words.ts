import type { Scope } from '../../../contracts/api/scopes.ts';
import type { Key } from '../../../core/i18n/catalogue.ts';

/** What a token may do, in words. */
export const scopeWords = {
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
  'broadcasts:read': 'panel.scope.broadcasts_read',
  'broadcasts:write': 'panel.scope.broadcasts_write',
  'notifications:read': 'panel.scope.notifications_read',
  'notifications:write': 'panel.scope.notifications_write',
  'tasks:read': 'panel.scope.tasks_read',
  'system:read': 'panel.scope.system_read',
  'act-for': 'panel.scope.act_for',
} as const satisfies Record<Scope, Key>;
