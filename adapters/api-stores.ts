// What the API's resources are kept in, for the role's main and for tests.
import type { Client } from '@temporalio/client';
import type { Db } from 'mongodb';
import type { ApiStores } from '../admin/api/handlers.ts';
import { createApiBookings } from './mongo/api/bookings.ts';
import { createConcerns } from './mongo/api/concerns.ts';
import { createApiEvents } from './mongo/api/events.ts';
import { createApiSlots } from './mongo/api/slots.ts';
import { createApiUsers } from './mongo/api/users.ts';
import { createApiWebhooks } from './mongo/api/webhooks.ts';
import type { Clock } from './mongo/api-people.ts';
import { createAuditWriter } from './mongo/audit/write-act.ts';
import { createNotifyDesk } from './mongo/notify/desk.ts';
import { createBotName } from './mongo/panel/bot-name.ts';
import { createStaffNotes } from './mongo/panel/staff-notes.ts';
import { startSlotsAdded } from './temporal/changes.ts';
import { createStaffChanges } from './temporal/staff-changes.ts';
import { createWebhookLanes } from './temporal/webhook-lanes.ts';
import { targetOf } from './webhooks/target.ts';

type Neighbours = {
  readonly db: Db;
  readonly client: Client;
  readonly clock: Clock;
  /** Webhooks may lead into this machine. */
  readonly sandbox: boolean;
  /** Slots are there; who waits for them is told later. */
  readonly failed: (error: unknown) => void;
};

export function createApiStores({ db, clock, client, sandbox, failed }: Neighbours): ApiStores {
  const changes = createStaffChanges(client);
  const tell = (changeId: string) => startSlotsAdded(client, changeId).catch(failed);
  return {
    clock,
    audit: createAuditWriter(db),
    notes: createStaffNotes(db),
    botUsername: createBotName(db).read,
    users: createApiUsers(db, clock),
    events: createApiEvents(db, clock, changes.event),
    slotStore: createApiSlots(db, clock, { run: changes.slot, tell }),
    bookings: createApiBookings(db),
    concerns: createConcerns(db, clock),
    notifications: createNotifyDesk(db),
    webhooks: createApiWebhooks(db, {
      wake: createWebhookLanes(client),
      mayTarget: async (url) => (await targetOf(new URL(url), { sandbox })).ok,
    }),
  };
}
