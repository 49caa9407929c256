import type { Client } from '@temporalio/client';
import type { Db } from 'mongodb';
import { createApiStores } from '../adapters/api-stores.ts';
import { createBookingFinder } from '../adapters/mongo/api-bookings.ts';
import { createIdempotencyStore } from '../adapters/mongo/api-idempotency.ts';
import { createInboundTexts } from '../adapters/mongo/api-kept.ts';
import { createPeople } from '../adapters/mongo/api-people.ts';
import { createSlotFinder, createSlotSource } from '../adapters/mongo/api-slots.ts';
import { createServiceTokens } from '../adapters/mongo/api-tokens.ts';
import { createBroadcastStore } from '../adapters/mongo/broadcasts/desk.ts';
import { createBroadcastCommands } from '../adapters/mongo/broadcasts/keep.ts';
import { createTimePort } from '../adapters/mongo/clock.ts';
import { createSaidKeeper } from '../adapters/mongo/conversations/said.ts';
import { isAway } from '../adapters/mongo/errors.ts';
import { createPersonEvents } from '../adapters/mongo/people/events.ts';
import { createStaffGroups } from '../adapters/mongo/staff-group/groups.ts';
import { createCommandPublisher } from '../adapters/rabbit/command-publisher.ts';
import type { Rabbit } from '../adapters/rabbit/connect.ts';
import { createPanelBell } from '../adapters/rabbit/panel-bell.ts';
import { createForgetIdentity } from '../adapters/redis/forget-identity.ts';
import { createSlotCache } from '../adapters/redis/slot-cache.ts';
import { createSystemReader } from '../adapters/system-reader.ts';
import { createBookingCommands } from '../adapters/temporal/booking-commands.ts';
import { createBookingSignals } from '../adapters/temporal/booking-signals.ts';
import { createBroadcastControl } from '../adapters/temporal/broadcast-control.ts';
import { isTemporalAway } from '../adapters/temporal/connect.ts';
import { createSendNow } from '../adapters/temporal/conversation-look.ts';
import { createListed } from '../adapters/temporal/show-again.ts';
import { useMongo, useRabbit, useRedis, useReplica, useTemporal } from '../adapters/use.ts';
import type { AdminConfig } from '../config/load.ts';
import type { Log } from '../runtime/log.ts';
import { defineRole, type Role, type RoleParts } from '../runtime/role.ts';
import { createHandlers } from './api/handlers.ts';
import { createApp } from './app.ts';
import { consume } from './consumers/main.ts';
import { assembleMe } from './me/main.ts';
import { Bell } from './panel/live/bell.ts';
import { assemblePanel } from './panel/main.ts';
import type { SaidKeeper } from './ports/conversations.ts';
import type { StaffGroups } from './ports/staff-group.ts';
import { createCallers, tokenHash } from './security/callers.ts';

/** Introduces the admin role to its neighbours. */
export const createAdmin = (config: AdminConfig, log: Log): Role =>
  defineRole('admin', log, async (parts) => {
    const mongo = useMongo(parts, config);
    const redis = useRedis(parts, config);
    useReplica(parts, redis, 'admin');
    const rabbit = await useRabbit(parts, config);
    const temporal = useTemporal(parts, config);
    const bell = hangBell(parts, rabbit);
    const time = createTimePort(mongo.db, { sandbox: config.ZAPIS_ENV !== 'production' });
    const drop = createForgetIdentity(redis);
    const { shownTo } = createPersonEvents(mongo.db, time.now);
    const { refresh } = createBookingSignals(temporal.client);
    const known = {
      people: createPeople(mongo.db, time.now),
      identities: { drop, listed: createListed({ drop, shownTo, refresh }) },
      finder: createSlotFinder(mongo.db),
      bookings: createBookingFinder(mongo.db),
      commands: createBookingCommands(temporal.client),
    };
    const system = createSystemReader({ db: mongo.db, rabbit, redis });
    const handlers = createHandlers({
      ...known,
      ...createApiStores({
        db: mongo.db,
        clock: time.now,
        sandbox: config.ZAPIS_ENV !== 'production',
        client: temporal.client,
        failed: (error) =>
          parts.log.warn({ err: error }, 'added slots: people are told later, by the reconciler'),
      }),
      slots: createSlotCache(redis, createSlotSource(mongo.db, time.now)),
      texts: createInboundTexts(mongo.db),
      said: ringing(createSaidKeeper(mongo.db, time.now), bell),
      groups: ringingGroups(createStaffGroups(mongo.db, time.now), bell),
      sendNow: createSendNow(temporal.client),
      broadcastCommands: createBroadcastCommands(mongo.db, time.now),
      announcing: announcing(mongo.db, temporal.client, rabbit, time.now),
      report: () => parts.board.report(),
      system,
      address: config.PANEL_URL ?? config.PUBLIC_URL,
    });
    consume(parts, { ...known, mongo, rabbit, redis });
    const app = createApp({
      me: assembleMe({ db: mongo.db, commands: known.commands, clock: time.now, settings: config }),
      panel: assemblePanel(parts, {
        db: mongo.db,
        rabbit,
        redis,
        temporal: temporal.client,
        system,
        commands: known.commands,
        identities: known.identities,
        bell,
        clock: time.now,
        settings: config,
      }),
      api: {
        log: parts.log,
        callerOf: createCallers(createServiceTokens(mongo.db, tokenHash), config.API_TOKEN),
        idempotency: createIdempotencyStore(mongo.db),
        handlers,
      },
      failed(error) {
        parts.log.error({ err: error }, 'a request failed');
        return { away: isAway(error) || isTemporalAway(error) };
      },
    });
    await parts.serve(app, config.ADMIN_PORT, config.BIND_ADDRESS);
  });

const announcing = (db: Db, client: Client, rabbit: Rabbit, now: () => Promise<number>) => ({
  broadcasts: createBroadcastStore(db, now),
  control: createBroadcastControl(client),
  publish: createCommandPublisher(rabbit),
});

/** Rings for what is changed here, on the other replicas and by workflows. */
function hangBell(parts: RoleParts, rabbit: Rabbit): Bell {
  const { ringOthers, hear } = createPanelBell(rabbit);
  const bell = new Bell(ringOthers);
  parts.beside(hear(() => bell.ringHere()));
  return bell;
}

/** The same for what coordinators wrote in their group. */
const ringingGroups = (groups: StaffGroups, bell: Bell): StaffGroups => ({
  ...groups,
  async said(said) {
    const kept = await groups.said(said);
    bell.ring();
    return kept;
  },
});

/** Whoever looks at the conversations sees at once what was said, whichever replica it was said to. */
const ringing = ({ keep }: SaidKeeper, bell: Bell): SaidKeeper => ({
  async keep(said) {
    const kept = await keep(said);
    bell.ring();
    return kept;
  },
});
