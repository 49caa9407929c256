import type { Client } from '@temporalio/client';
import type { Express } from 'express';
import { createApiStores } from '../../adapters/api-stores.ts';
import { createIdempotencyStore } from '../../adapters/mongo/api-idempotency.ts';
import { createInboundTexts } from '../../adapters/mongo/api-kept.ts';
import { createPeople } from '../../adapters/mongo/api-people.ts';
import { createSlotFinder, createSlotSource } from '../../adapters/mongo/api-slots.ts';
import { createServiceTokens } from '../../adapters/mongo/api-tokens.ts';
import { createBroadcastStore } from '../../adapters/mongo/broadcasts/desk.ts';
import { createBroadcastCommands } from '../../adapters/mongo/broadcasts/keep.ts';
import type { Mongo } from '../../adapters/mongo/connect.ts';
import { createSaidKeeper } from '../../adapters/mongo/conversations/said.ts';
import { isAway } from '../../adapters/mongo/errors.ts';
import { createStaffGroups } from '../../adapters/mongo/staff-group/groups.ts';
import type { Cache } from '../../adapters/redis/connect.ts';
import { createForgetIdentity } from '../../adapters/redis/forget-identity.ts';
import { createSlotCache } from '../../adapters/redis/slot-cache.ts';
import { createBroadcastControl } from '../../adapters/temporal/broadcast-control.ts';
import { isTemporalAway } from '../../adapters/temporal/connect.ts';
import { createHandlers } from '../../admin/api/handlers.ts';
import { createApp } from '../../admin/app.ts';
import type { BookingCommands } from '../../admin/ports.ts';
import { createCallers, tokenHash } from '../../admin/security/callers.ts';
import { createLog } from '../../runtime/log.ts';
import { MeDouble } from './me-double.ts';
import { PanelDouble } from './panel-double.ts';

export const ownToken = 'the-system-itself-0123456789-0123456789';

const now = () => Promise.resolve(Date.now());

/** For tests that change no slot and no event. */
const nothingRuns = new Proxy({} as Client, {
  get: () => new Proxy({}, { get: () => () => Promise.reject(new Error('no workflow is asked for here')) }),
});

/** The application on real stores, as admin/main.ts puts it together. */
export function apiApp(
  mongo: Mongo,
  redis: Cache,
  commands: BookingCommands,
  client: Client = nothingRuns,
  sandbox = true,
): Express {
  const { db } = mongo;
  return createApp({
    me: new MeDouble().deps,
    panel: new PanelDouble().deps,
    failed: (error) => ({ away: isAway(error) || isTemporalAway(error) }),
    api: {
      log: createLog({ level: 'silent' }),
      callerOf: createCallers(createServiceTokens(db, tokenHash), ownToken),
      idempotency: createIdempotencyStore(db),
      handlers: createHandlers({
        ...createApiStores({ db, clock: now, client, sandbox, failed: () => undefined }),
        people: createPeople(db, now),
        identities: {
          drop: createForgetIdentity(redis),
          listed: async (_user, account) => {
            if (account !== null) await createForgetIdentity(redis)(account);
          },
        },
        finder: createSlotFinder(db),
        commands,
        slots: createSlotCache(redis, createSlotSource(db, now)),
        texts: createInboundTexts(db),
        said: createSaidKeeper(db, async () => Date.now()),
        groups: createStaffGroups(db, now),
        sendNow: async () => 'away',
        broadcastCommands: createBroadcastCommands(db, now),
        report: () => ({ ready: true, checks: {} }),
        system: { replicas: async () => [], queues: async () => [] },
        address: 'https://zapis.example.org',
        announcing: {
          broadcasts: createBroadcastStore(db, now),
          control: createBroadcastControl(client),
          publish: () => Promise.resolve(),
        },
      }),
    },
  });
}
