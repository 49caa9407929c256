import { createApiClient } from '../adapters/api-client/index.ts';
import { createBotQueues } from '../adapters/rabbit/bot-queues.ts';
import type { Rabbit } from '../adapters/rabbit/connect.ts';
import { createGatewayMemory } from '../adapters/redis/gateway/index.ts';
import { openIncoming } from '../adapters/telegram/incoming.ts';
import { createHandover } from '../adapters/temporal/handover.ts';
import { useRabbit, useRedis, useReplica, useTelegram, useTemporal } from '../adapters/use.ts';
import type { BotConfig } from '../config/load.ts';
import { broadcastCommands, pendingUpdates, waitingUpdates } from '../contracts/events/topology.ts';
import type { ReplicaUpdates } from '../contracts/replica.ts';
import { notFound } from '../runtime/http.ts';
import type { Log } from '../runtime/log.ts';
import { untilDone } from '../runtime/retry.ts';
import { defineRole, type Role, type RoleParts } from '../runtime/role.ts';
import { registerCommands } from './commands.ts';
import { createBroadcastReader } from './consumers/broadcast-command.ts';
import { createGateway, type Gateway } from './gateway/index.ts';
import { createPolling } from './gateway/polling.ts';
import { wantedUpdates } from './gateway/read-update.ts';
import { createWebhookHandler, registerWebhook, removeWebhook } from './gateway/webhook.ts';
import type { Memory, TelegramIn } from './ports.ts';

/** Longer than a long poll with its grace. */
const deafAfterMs = 60_000;

/** Introduces the bot role to its neighbours; MongoDB is not among them, and never will be. */
export const createBot = (config: BotConfig, log: Log): Role =>
  defineRole('bot', log, async (parts) => {
    const redis = useRedis(parts, config);
    const rabbit = await useRabbit(parts, config);
    const temporal = useTemporal(parts, config);
    const outgoing = useTelegram(parts, config, redis);
    // Without a token there is no Telegram to listen to: the role shows its health, and that is all.
    const { BOT_TOKEN: token } = config;
    if (token === undefined || !outgoing) {
      useReplica(parts, redis, 'bot');
      return parts.serve(notFound, config.BOT_PORT, config.BIND_ADDRESS);
    }

    const telegram = openIncoming(outgoing.call, token, wantedUpdates);
    const { botId } = telegram;
    const api = createApiClient({ url: config.API_URL, token: config.API_TOKEN }, botId);
    // Without it updates are kept, and come to no harm.
    parts.board.add('api', api.health, { needed: false });
    const memory = createGatewayMemory(redis, botId);
    const handover = createHandover(temporal, botId);
    const queues = createBotQueues(rabbit, botId, parts.log);
    const mode = config.PUBLIC_URL === undefined ? 'polling' : 'webhook';
    const updates: ReplicaUpdates = { mode, last_at: null };
    useReplica(parts, redis, 'bot', () => ({ updates }));
    const gateway = noting(createGateway({ telegram, memory, queues, api, handover }, parts), updates);
    await consume(rabbit, gateway, createBroadcastReader(api, handover));
    await gateway.watchBacklog();
    parts.beside(untilTelegramTakes(parts, () => registerCommands(telegram), 'commands'));
    if (config.PUBLIC_URL !== undefined) return listenByWebhook(parts, config, telegram, memory, gateway);
    listenByPolling(parts, telegram, gateway);
    await parts.serve(notFound, config.BOT_PORT, config.BIND_ADDRESS);
  });

/** When Telegram last said anything: operators ask that first. */
const noting = (gateway: Gateway, updates: ReplicaUpdates): Gateway => ({
  ...gateway,
  take(raw) {
    updates.last_at = Date.now();
    return gateway.take(raw);
  },
});

async function consume(
  rabbit: Rabbit,
  gateway: Gateway,
  readCommand: ReturnType<typeof createBroadcastReader>,
): Promise<void> {
  const held = { prefetch: 64, ordered: true };
  await rabbit.consume({ queue: pendingUpdates, handle: gateway.readPending, ...held });
  await rabbit.consume({ queue: waitingUpdates, handle: gateway.readWaiting, ...held });
  await rabbit.consume({ queue: broadcastCommands, handle: readCommand, prefetch: 5 });
}

/** Done once Telegram answers; until then and afterwards everything else goes on. */
function untilTelegramTakes(parts: RoleParts, work: () => Promise<void>, what: string): Promise<void> {
  const failed = (error: unknown, attempt: number) => {
    if (attempt === 0) parts.log.warn({ err: error }, `Telegram does not take the ${what} yet: trying again`);
  };
  return untilDone(work, { signal: parts.stopping, mostMs: 30_000, failed });
}

function listenByPolling(parts: RoleParts, telegram: TelegramIn, gateway: Gateway): void {
  const polling = createPolling({ telegram, take: gateway.take, log: parts.log });
  const since = Date.now();
  parts.board.add(
    'updates',
    async () => {
      const silentMs = Date.now() - Math.max(polling.lastHeard(), since);
      return silentMs < deafAfterMs
        ? { ok: true, detail: 'long polling' }
        : { ok: false, detail: `Telegram gave no answer for ${Math.round(silentMs / 1_000)} s` };
    },
    { needed: false },
  );
  const listen = async () => {
    // Polling beside a webhook is refused: first the one, then the other.
    await untilTelegramTakes(parts, () => removeWebhook(telegram, parts.log), 'end of the webhook');
    await polling.run(parts.stopping);
  };
  parts.beside(listen());
}

async function listenByWebhook(
  parts: RoleParts,
  {
    PUBLIC_URL: publicUrl = '',
    WEBHOOK_SECRET: secretText = '',
    BOT_PORT: port,
    BIND_ADDRESS: address,
  }: BotConfig,
  telegram: TelegramIn,
  memory: Memory,
  gateway: Gateway,
): Promise<void> {
  const secrets = secretText.split(',');
  const [current = ''] = secrets;
  // First the door, then the invitation.
  await parts.serve(
    createWebhookHandler({ secrets, take: gateway.take, otherwise: notFound }),
    port,
    address,
  );
  const register = () => registerWebhook(telegram, memory, publicUrl, current, parts.log);
  parts.beside(untilTelegramTakes(parts, register, 'webhook'));
}
