import { readSettings } from './read.ts';
import type { SettingName } from './settings.ts';

const common = ['ZAPIS_ENV', 'LOG_LEVEL', 'BIND_ADDRESS'] as const;
const temporal = [
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'TEMPORAL_API_KEY',
  'TEMPORAL_TLS_CA',
  'TEMPORAL_TLS_CERT',
  'TEMPORAL_TLS_KEY',
  'PAYLOAD_KEYS',
] as const;
const mongo = ['MONGODB_URL', 'MONGODB_DATABASE'] as const;
const rabbit = ['AMQP_URL', 'AMQP_PREFIX'] as const;
const redis = ['REDIS_URL', 'REDIS_PREFIX'] as const;
const telegram = ['BOT_TOKEN', 'TELEGRAM_API_ROOT'] as const;
/** What browsers need to subscribe; who sends needs more. */
const push = ['VAPID_PUBLIC_KEY', 'PUSH_HOSTS'] as const;
const incoming = ['PUBLIC_URL', 'WEBHOOK_SECRET'] as const;
/** The admin service’s API. */
const api = ['API_URL', 'API_TOKEN'] as const;

/** What each role reads: a role never sees a secret it has no use for. */
export const settingsOf = {
  bot: [...common, 'BOT_PORT', ...temporal, ...rabbit, ...redis, ...telegram, ...incoming, ...api],
  worker: [
    ...common,
    'WORKER_PORT',
    'TEMPORAL_METRICS',
    ...temporal,
    ...mongo,
    ...rabbit,
    ...redis,
    ...telegram,
    ...api,
    'BULK_SENDERS',
    'DEFAULT_CHAT',
    'API_URL',
    'CONVERSATION_WORKER',
    'CONVERSATION_WORKER_AGENT',
    'CONVERSATION_WORKER_CAPABILITIES',
    'CONVERSATION_WORKER_ENV',
    'PANEL_URL',
    'PUBLIC_URL',
    ...push,
    'VAPID_PRIVATE_KEY',
    'VAPID_EMAIL',
  ],
  admin: [
    ...common,
    'ADMIN_PORT',
    'API_TOKEN',
    'TEMPORAL_UI_URL',
    'PANEL_URL',
    'PUBLIC_URL',
    ...temporal,
    ...mongo,
    ...rabbit,
    ...redis,
    // To fetch what people sent.
    ...telegram,
    ...push,
  ],
} as const satisfies Record<string, readonly SettingName[]>;

export type RoleName = keyof typeof settingsOf;
export const roleNames = Object.keys(settingsOf) as RoleName[];

type Env = Readonly<Record<string, string | undefined>>;

export const loadBotConfig = (env: Env) => readSettings(env, settingsOf.bot);
export const loadWorkerConfig = (env: Env) => readSettings(env, settingsOf.worker);
export const loadAdminConfig = (env: Env) => readSettings(env, settingsOf.admin);

export const loadRabbitConfig = (env: Env) => readSettings(env, rabbit);
export const loadTemporalConfig = (env: Env) => readSettings(env, temporal);
/** What the verbs read that create events, slots and people. */
export const loadDeskConfig = (env: Env) =>
  readSettings(env, ['ZAPIS_ENV', 'API_URL', ...mongo, ...redis, ...telegram]);

export type DeskConfig = ReturnType<typeof loadDeskConfig>;
export type BotConfig = ReturnType<typeof loadBotConfig>;
export type WorkerConfig = ReturnType<typeof loadWorkerConfig>;
export type AdminConfig = ReturnType<typeof loadAdminConfig>;
