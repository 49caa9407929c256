import { fileURLToPath } from 'node:url';
import type { Db } from 'mongodb';
import type { PluggedIn } from '../activities/conversations/plugged-in.ts';
import { type ActivityDeps, createActivities } from '../activities/index.ts';
import { fanOut, fanOutSlot } from '../activities/notify/fan-out.ts';
import { tell } from '../activities/notify/tell.ts';
import { createPushSender } from '../activities/push/send.ts';
import { type WebhookDeps, webhookRetryAfterMs } from '../activities/webhooks/activities.ts';
import { createQuickCalls } from '../adapters/api-client/quick.ts';
import { createAged } from '../adapters/mongo/aged.ts';
import { createBookingCounts } from '../adapters/mongo/booking-counts.ts';
import { createBookingPorts } from '../adapters/mongo/booking-ports.ts';
import { createAudience } from '../adapters/mongo/broadcasts/audience.ts';
import { createLedger } from '../adapters/mongo/broadcasts/ledger.ts';
import { createBroadcasts } from '../adapters/mongo/broadcasts/store.ts';
import { createChangeStore } from '../adapters/mongo/changes/store.ts';
import {
  createTimePort,
  dropClockOffset,
  type SandboxTime,
  setClockOffset,
} from '../adapters/mongo/clock.ts';
import { createTalk, createUnsentTo } from '../adapters/mongo/conversations/talk.ts';
import { createAnchors } from '../adapters/mongo/messages/anchors.ts';
import { createAnnouncements } from '../adapters/mongo/messages/announcements.ts';
import { createDeliveries } from '../adapters/mongo/messages/deliveries.ts';
import { createPeopleNotes } from '../adapters/mongo/messages/people-notes.ts';
import { createMessagingReader } from '../adapters/mongo/messages/reader.ts';
import { createNotifyReader } from '../adapters/mongo/notify/reader.ts';
import { createRounds, keepNotice } from '../adapters/mongo/notify/rounds.ts';
import { createRulings } from '../adapters/mongo/notify/rulings.ts';
import { createOverEvents } from '../adapters/mongo/over-events.ts';
import { createBotName } from '../adapters/mongo/panel/bot-name.ts';
import { createImportWriter } from '../adapters/mongo/panel/imports-write.ts';
import { createPersonEvents } from '../adapters/mongo/people/events.ts';
import { createPeopleStore } from '../adapters/mongo/people/people.ts';
import { createPeopleMoves } from '../adapters/mongo/people-moves.ts';
import { createFindings } from '../adapters/mongo/reconcile/findings.ts';
import { createStoreLooker } from '../adapters/mongo/reconcile/look.ts';
import { createCodes } from '../adapters/mongo/sign-in/codes.ts';
import { createStaffDesk } from '../adapters/mongo/staff/desk.ts';
import { createMenus } from '../adapters/mongo/staff/menus.ts';
import { createStaffGroupRounds } from '../adapters/mongo/staff-group/rounds.ts';
import { createTopics } from '../adapters/mongo/staff-group/topics.ts';
import { createUncarried } from '../adapters/mongo/staff-group/uncarried.ts';
import { createTroubles } from '../adapters/mongo/troubles.ts';
import { createWebhookDeliveries, createWebhookFan } from '../adapters/mongo/webhooks/deliveries.ts';
import { anybodyWishes, createReasonWait, createWishes } from '../adapters/mongo/wishes.ts';
import { createPushPorts } from '../adapters/push/ports.ts';
import type { Rabbit } from '../adapters/rabbit/connect.ts';
import { createEventPublisher } from '../adapters/rabbit/event-publisher.ts';
import { createNotifyPublisher } from '../adapters/rabbit/notify-publisher.ts';
import { createSlotAnnouncer } from '../adapters/rabbit/slot-announcer.ts';
import type { Cache } from '../adapters/redis/connect.ts';
import { createForgetIdentity } from '../adapters/redis/forget-identity.ts';
import { createHints } from '../adapters/redis/hints.ts';
import { createMenuMirror } from '../adapters/redis/menu-mirror.ts';
import { createSlotNews } from '../adapters/redis/slot-cache.ts';
import { longestTurnMs } from '../adapters/telegram/bulk-queue.ts';
import type { TelegramGateway } from '../adapters/telegram/connect.ts';
import { createMessenger } from '../adapters/telegram/messenger.ts';
import { readSandboxClock } from '../adapters/telegram/sandbox-clock.ts';
import { createTopicMessenger } from '../adapters/telegram/topics.ts';
import { createBookingCommands } from '../adapters/temporal/booking-commands.ts';
import { createBookingRuns } from '../adapters/temporal/booking-runs.ts';
import { createBookingSignals } from '../adapters/temporal/booking-signals.ts';
import { createChangeResumer, createEventChangeStart } from '../adapters/temporal/changes.ts';
import { tellOpenBookings } from '../adapters/temporal/clock-moved.ts';
import type { TemporalClient } from '../adapters/temporal/connect.ts';
import { createConversationLook } from '../adapters/temporal/conversation-look.ts';
import { createOpenings } from '../adapters/temporal/openings.ts';
import { activityAlive, activityPatience, activityTriedFor } from '../adapters/temporal/patience.ts';
import { keepPrepared, prepareTemporal } from '../adapters/temporal/prepare.ts';
import { installTemporalRuntime } from '../adapters/temporal/telemetry.ts';
import { createWebhookLanes } from '../adapters/temporal/webhook-lanes.ts';
import { createWorkers } from '../adapters/temporal/worker.ts';
import { useMongo, useRabbit, useRedis, useReplica, useTelegram, useTemporal } from '../adapters/use.ts';
import { createPostWebhook } from '../adapters/webhooks/post.ts';
import type { WorkerConfig } from '../config/load.ts';
import { sandboxBot } from '../config/sandbox-bot.ts';
import { notFound } from '../runtime/http.ts';
import type { Log } from '../runtime/log.ts';
import { pause } from '../runtime/retry.ts';
import { defineRole, type Role, type RoleParts } from '../runtime/role.ts';
import { hear } from './hear.ts';
import { noteBotName } from './note-bot-name.ts';
import { followStreams, pluggedInWorker } from './plugged-in/main.ts';
import { followSandboxClock } from './sandbox-clock.ts';
import { createWatch } from './watch.ts';

/** Beside dist/workers/main.js stands what scripts/build.ts bundled. */
const bundlePath = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));

/** Introduces the worker role to its neighbours. It polls only once database and namespace are what this version needs. */
export const createWorker = (config: WorkerConfig, log: Log): Role =>
  defineRole('worker', log, async (parts) => {
    installTemporalRuntime(parts.log, config.TEMPORAL_METRICS);
    const mongo = useMongo(parts, config);
    const redis = useRedis(parts, config);
    useReplica(parts, redis, 'worker');
    const rabbit = await useRabbit(parts, config);
    const temporal = useTemporal(parts, config);
    const telegram = useTelegram(parts, config, redis);

    const time = createTimePort(mongo.db, { sandbox: isSandbox(config) });
    const pluggedIn = pluggedInWorker(config, mongo.db, redis, telegram);
    const workers = createWorkers({
      settings: config,
      activities: createActivities(
        activityDeps(config, { time, db: mongo.db, redis, rabbit, temporal, telegram, parts }, pluggedIn),
      ),
      bundlePath,
      queues: ['booking', 'bulk'],
      troubles: createTroubles(mongo.db),
      log: parts.log,
    });
    parts.beside(
      mongo.ready.then(() => hear(hearing(config, { db: mongo.db, time, rabbit, temporal, telegram }))),
    );
    const streams = { db: mongo.db, time, temporal, parts, messaging: telling(mongo.db, telegram) };
    parts.beside(mongo.ready.then(() => followStreams(config, pluggedIn, streams)));
    parts.beside(followClock(config, { ...mongo, time }, temporal, parts));
    if (telegram) {
      const { write } = createBotName(mongo.db);
      parts.beside(noteBotName({ ask: () => telegram.username(), write }, parts.stopping));
    }
    parts.board.add('temporal workers', workers.health);
    parts.beside(
      (async () => {
        await mongo.ready;
        const prepared = [temporal, config.TEMPORAL_NAMESPACE, parts.log, parts.stopping] as const;
        await prepareTemporal(...prepared);
        await Promise.all([workers.run(parts.stopping), keepPrepared(...prepared)]);
      })(),
    );
    await parts.serve(notFound, config.WORKER_PORT, config.BIND_ADDRESS);
  });

const tellWithinMs = 10_000;
/** Longer than a turn and the call after it. A copy of the same message waits no longer for a process that died at it. */
const oneAtATimeMs = longestTurnMs + tellWithinMs + 5_000;

const telling = (db: Db, telegram: TelegramGateway | undefined) => ({
  deliveries: createDeliveries(db, { oneAtATimeMs }),
  people: createPeopleNotes(db),
  messenger: createMessenger(telegram?.call),
  patience: () => ({ timeoutMs: tellWithinMs }),
});

function hearing(
  config: WorkerConfig,
  {
    db,
    time,
    rabbit,
    temporal,
    telegram,
  }: Pick<Neighbours, 'db' | 'time' | 'rabbit' | 'temporal' | 'telegram'>,
): Parameters<typeof hear>[0] {
  const ports = createPushPorts(db, config);
  const reader = createNotifyReader(db);
  const fan = { reader, publish: createNotifyPublisher(rabbit) };
  const messaging = telling(db, telegram);
  return {
    consume: (consumer) => rabbit.consume(consumer),
    webhooks: { fan: createWebhookFan(db), wake: createWebhookLanes(temporal.client) },
    fan: { booking: (event) => fanOut(fan, event), slot: (event) => fanOutSlot(fan, event) },
    tell: (message) =>
      tell(
        {
          reader,
          messaging,
          push: ports && createPushSender(ports),
          keep: (one, until) => keepNotice(db, one, until),
          now: time.now,
        },
        message,
      ),
  };
}

type Neighbours = {
  readonly time: SandboxTime;
  readonly db: Db;
  readonly redis: Cache;
  readonly rabbit: Rabbit;
  readonly temporal: TemporalClient;
  readonly telegram: TelegramGateway | undefined;
  readonly parts: Pick<RoleParts, 'log' | 'metrics'>;
};

function activityDeps(
  config: WorkerConfig,
  { time, db, redis, rabbit, temporal, telegram, parts }: Neighbours,
  pluggedIn: PluggedIn | undefined,
): ActivityDeps {
  const signals = createBookingSignals(temporal.client);
  return {
    booking: {
      ...createBookingPorts(db),
      time,
      cache: createSlotNews(redis),
      openings: createOpenings(temporal.client, (event) => anybodyWishes(db, event)),
    },
    wishes: {
      wishes: createWishes(db),
      slotOpened: signals.slotOpened,
      waitForReason: createReasonWait(db, createForgetIdentity(redis)),
    },
    publisher: createEventPublisher(rabbit),
    messaging: {
      reader: createMessagingReader(db),
      anchors: createAnchors(db),
      deliveries: createDeliveries(db),
      announcements: createAnnouncements(db),
      people: createPeopleNotes(db),
      messenger: createMessenger(telegram?.call),
      hints: createHints(redis),
      rulings: createRulings(db),
      time,
      patience: activityPatience,
    },
    broadcast: {
      broadcasts: createBroadcasts(db),
      ledger: createLedger(db),
      audience: createAudience(db),
      invite: signals.invite,
      showAgain: signals.refresh,
      alive: activityAlive,
      pause,
      defaultChat: config.DEFAULT_CHAT ?? null,
      botUsername: async () => telegram?.username(),
    },
    person: personDeps(config, { time, db, redis, temporal }, signals),
    conversations: { ...conversing(db, telegram), pluggedIn },
    changes: createChangeStore(db),
    bookingSignals: signals,
    slotAnnouncer: createSlotAnnouncer(db, rabbit),
    closing: {
      events: createOverEvents(db),
      startChange: createEventChangeStart(temporal.client),
      time,
    },
    importing: { imports: createImportWriter(db, time.now), forgetIdentity: createForgetIdentity(redis) },
    notices: {
      rounds: createRounds(db),
      reader: createNotifyReader(db),
      staffGroups: createStaffGroupRounds(db),
      unsent: {
        unsentTo: createUnsentTo(db),
        ...createUncarried(db),
        wake: createConversationLook(temporal.client),
      },
    },
    moving: { moves: createPeopleMoves(db), mover: createBookingCommands(temporal.client) },
    pruning: { aged: createAged(db) },
    signIn: { codes: createCodes(db), realNow: Date.now },
    webhooks: webhookDeps(config, db),
    reconcile: reconcileDeps({ db, temporal, parts, time }, signals),
  };
}

const conversing = (db: Db, telegram: TelegramGateway | undefined) => ({
  conversations: createTalk(db),
  topics: createTopics(db),
  topicMessenger: createTopicMessenger(telegram?.call),
});

const personDeps = (
  config: WorkerConfig,
  { time, db, redis, temporal }: Pick<Neighbours, 'time' | 'db' | 'redis' | 'temporal'>,
  signals: ReturnType<typeof createBookingSignals>,
): ActivityDeps['person'] => ({
  staff: {
    desk: createStaffDesk(db),
    commands: createBookingCommands(temporal.client),
    freeSlots: createMessagingReader(db).freeSlots,
    menus: createMenus(db, createMenuMirror(redis)),
  },
  people: createPeopleStore(db),
  events: createPersonEvents(db, time.now),
  quick: {
    answer: createQuickCalls({ url: config.API_URL, token: config.API_TOKEN }),
    triedForMs: activityTriedFor,
  },
  panelUrl: config.PANEL_URL ?? config.PUBLIC_URL,
  showAgain: signals.refresh,
  forgetIdentity: createForgetIdentity(redis),
  now: time.now,
});

function reconcileDeps(
  { db, temporal, parts, time }: Pick<Neighbours, 'db' | 'temporal' | 'parts' | 'time'>,
  signals: ActivityDeps['bookingSignals'] & ActivityDeps['reconcile']['signals'],
): ActivityDeps['reconcile'] {
  const findings = createFindings(db);
  return {
    bookings: createBookingCounts(db),
    stores: createStoreLooker(db),
    workflows: createBookingRuns(temporal.client),
    findings,
    signals,
    changes: createChangeResumer(temporal.client),
    watch: createWatch(parts, findings.counts),
    time,
  };
}

const webhookDeps = (config: WorkerConfig, db: Db): WebhookDeps => ({
  deliveries: createWebhookDeliveries(db),
  post: createPostWebhook({ sandbox: config.ZAPIS_ENV !== 'production' }),
  retryAfterMs: webhookRetryAfterMs,
});

/** Only a bot that nobody but the sandbox knows has a clock that can be moved. */
const isSandbox = (config: WorkerConfig): boolean =>
  config.ZAPIS_ENV !== 'production' && config.BOT_TOKEN === sandboxBot.token;

async function followClock(
  config: WorkerConfig,
  mongo: { readonly db: Db; readonly ready: Promise<void>; readonly time: SandboxTime },
  temporal: TemporalClient,
  { log, stopping }: RoleParts,
): Promise<void> {
  await mongo.ready;
  // A real bot on data that the sandbox was played with: nobody may go on living in its future.
  if (!isSandbox(config)) return dropClockOffset(mongo.db);
  const clock = {
    read: () => readSandboxClock(config.TELEGRAM_API_ROOT),
    async keep(offset: number) {
      await setClockOffset(mongo.db, offset);
      mongo.time.forget();
    },
    tell: (offset: number) => tellOpenBookings(temporal.client, offset),
  };
  await followSandboxClock(clock, log, stopping);
}
