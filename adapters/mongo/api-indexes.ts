import { apiFullBookingIndexes } from './api/bookings.ts';
import { apiEventIndexes } from './api/events.ts';
import { apiUserIndexes } from './api/users.ts';
import { apiBookingIndexes } from './api-bookings.ts';
import { apiIdempotencyIndexes } from './api-idempotency.ts';
import { apiJournalIndexes } from './api-journal.ts';
import { apiKeptIndexes } from './api-kept.ts';
import { apiSlotIndexes } from './api-slots.ts';
import { apiTokenIndexes } from './api-tokens.ts';
import type { Index } from './indexes.ts';

/** Everything the admin role's reading and keeping relies on. */
export const apiIndexes: readonly Index[] = [
  ...apiBookingIndexes,
  ...apiEventIndexes,
  ...apiFullBookingIndexes,
  ...apiIdempotencyIndexes,
  ...apiJournalIndexes,
  ...apiKeptIndexes,
  ...apiSlotIndexes,
  ...apiTokenIndexes,
  ...apiUserIndexes,
];
