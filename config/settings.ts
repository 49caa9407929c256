import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';
import { knownPushHosts } from '../core/push/hosts.ts';
import { readChatTarget } from '../core/shared/chat-target.ts';

// Every setting Zapis knows, once: name, meaning, shape. `.env.example`, docs and the compose file are checked against this table.

export type Setting = {
  readonly doc: string;
  readonly shape: z.ZodType;
  /** May also be given as NAME_FILE, is never printed. */
  readonly secret?: true;
  /** What `.env.example` shows when there is no default. */
  readonly example?: string;
};

const portFault = 'must be a port number, 0 to 65535';
const port = z.coerce.number(portFault).int(portFault).min(0, portFault).max(65_535, portFault);
const isDecodable = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};
const url = (...schemes: string[]) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)), {
      error: `must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
      abort: true,
    })
    // Drivers decode the parts, and throw what tells a person nothing.
    .refine(isDecodable, 'has a % that begins no %XX: write a % of the password as %25');
const address = z
  .string()
  .regex(/^[^\s:/]+:\d{1,5}$/, { error: 'must be host:port, without a scheme', abort: true })
  .refine((text) => Number(text.split(':')[1]) <= 65_535, 'must be host:port with a port up to 65535');
/** The SDK binds it itself, and throws for a name. */
const ipAddress = z.string().refine(
  (text) => {
    const at = text.lastIndexOf(':');
    const host = text.slice(0, at).replace(/^\[(.*)\]$/, '$1');
    const bare = text.startsWith('[') ? isIPv6(host) : isIPv4(host);
    return bare && /^\d{1,5}$/.test(text.slice(at + 1)) && Number(text.slice(at + 1)) <= 65_535;
  },
  { error: 'must be ip:port, like 127.0.0.1:9464: a host name is not taken' },
);
const token = z
  .string()
  .regex(/^\d+:[A-Za-z0-9_-]{20,}$/, 'must look like 123456:ABC… as BotFather prints it');
const chat = z.string().transform((text, context) => {
  const read = readChatTarget(text);
  if (read !== undefined) return read;
  context.addIssue({ code: 'custom', message: 'must be a chat’s id or the @name of a channel' });
  return z.NEVER;
});
/** A list of words, with commas between. */
const words = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine((list) => list.every((one) => /^[\w.:-]{1,64}$/.test(one)), 'must be words with commas between');
const variables = z.string().transform((text, context) => {
  try {
    const read = z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.string()).safeParse(JSON.parse(text));
    if (read.success) return read.data;
  } catch {
    // Said below: what was given may be a secret.
  }
  context.addIssue({ code: 'custom', message: 'must be a JSON object of texts, like {"NAME": "value"}' });
  return z.NEVER;
});
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export const settings = {
  ZAPIS_ENV: {
    doc: 'What this is: development (a machine of one’s own), test, or production (refuses everything made for the sandbox).',
    shape: z.enum(['development', 'test', 'production']).default('development'),
  },
  LOG_LEVEL: { doc: 'How much is logged.', shape: z.enum(logLevels).default('info') },
  BIND_ADDRESS: {
    doc: 'Address the HTTP ports of the roles listen on; a container needs 0.0.0.0.',
    shape: z.string().default('127.0.0.1'),
  },
  ADMIN_PORT: { doc: 'HTTP port of the admin role (panel, API, health).', shape: port.default(8080) },
  BOT_PORT: { doc: 'HTTP port of the bot role (webhook, health).', shape: port.default(8081) },
  WORKER_PORT: { doc: 'HTTP port of the worker role (health).', shape: port.default(8082) },

  TEMPORAL_ADDRESS: { doc: 'Temporal frontend.', shape: address, example: '127.0.0.1:7233' },
  TEMPORAL_NAMESPACE: {
    doc: 'Temporal namespace; created when it does not exist.',
    shape: z.string().default('zapis'),
  },
  TEMPORAL_UI_URL: {
    doc: 'Where people open the Temporal UI of a configured Temporal; `npm start` shows the link.',
    shape: url('http', 'https').optional(),
    example: 'http://127.0.0.1:8233',
  },
  TEMPORAL_API_KEY: {
    doc: 'API key of the Temporal frontend; switches TLS on.',
    shape: z.string().optional(),
    secret: true,
  },
  TEMPORAL_TLS_CA: {
    doc: 'PEM of the authority that signed Temporal’s certificate; switches TLS on.',
    shape: z.string().optional(),
    secret: true,
  },
  TEMPORAL_TLS_CERT: {
    doc: 'PEM of our client certificate, for mutual TLS.',
    shape: z.string().optional(),
    secret: true,
  },
  TEMPORAL_TLS_KEY: {
    doc: 'PEM of our client key, for mutual TLS.',
    shape: z.string().optional(),
    secret: true,
  },
  TEMPORAL_METRICS: {
    doc: 'ip:port where the worker’s Temporal metrics are served for Prometheus; nothing is served without it.',
    shape: ipAddress.optional(),
    example: '127.0.0.1:9464',
  },
  PAYLOAD_KEYS: {
    doc: 'Keys that encrypt Temporal payloads: id:base64 of 32 bytes, comma-separated; the first one encrypts, all decrypt. Off without it.',
    shape: z
      .string()
      .regex(
        /^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/,
        'must be id:base64-of-32-bytes[,id:…]',
      )
      .optional(),
    secret: true,
  },

  MONGODB_URL: {
    doc: 'MongoDB; the user and password in it make the whole URL a secret.',
    shape: url('mongodb', 'mongodb+srv'),
    secret: true,
    example: 'mongodb://127.0.0.1:27017/?directConnection=true',
  },
  MONGODB_DATABASE: {
    doc: 'Database name.',
    shape: z
      .string()
      .regex(/^[\w-]{1,60}$/)
      .default('zapis'),
  },
  AMQP_URL: { doc: 'RabbitMQ.', shape: url('amqp', 'amqps'), secret: true, example: 'amqp://127.0.0.1:5672' },
  AMQP_PREFIX: {
    doc: 'Put before every exchange and queue name, so that several installations share one broker.',
    shape: z
      .string()
      .regex(/^[\w.-]{0,60}$/)
      .default(''),
  },
  REDIS_URL: {
    doc: 'Redis.',
    shape: url('redis', 'rediss'),
    secret: true,
    example: 'redis://127.0.0.1:6379',
  },
  REDIS_PREFIX: {
    doc: 'Put before every key, so that several installations share one Redis.',
    shape: z
      .string()
      .regex(/^[\w:.-]{0,60}$/)
      .default(''),
  },

  BOT_TOKEN: {
    doc: 'Token of the Telegram bot. Without it Zapis talks to the sandbox on this machine; production needs it.',
    shape: token.optional(),
    secret: true,
  },
  TELEGRAM_API_ROOT: {
    doc: 'Root of the Bot API: Telegram itself, a local Bot API server, or the sandbox.',
    shape: url('http', 'https').default('https://api.telegram.org'),
  },
  DEFAULT_CHAT: {
    doc: 'Chat id or @name of the channel that announcements go to when neither command nor event names one.',
    shape: chat.optional(),
    example: '@our_interviews',
  },
  PUBLIC_URL: {
    doc: 'Where Telegram reaches us: with it updates come by webhook to PUBLIC_URL/tg/webhook, without it by long polling.',
    shape: url('http', 'https').optional(),
    example: 'https://zapis.example.org',
  },
  PANEL_URL: {
    doc: 'Where staff open the panel: the bot sends them there. Without it PUBLIC_URL; without both the bot names the panel and no address.',
    shape: url('http', 'https').optional(),
    example: 'https://zapis.example.org',
  },
  WEBHOOK_SECRET: {
    doc: 'Proves that a webhook call comes from Telegram; needed with PUBLIC_URL. Two, comma-separated, while it is being changed: the first is registered, both are taken.',
    shape: z
      .string()
      .regex(
        /^[\w-]{16,256}(,[\w-]{16,256})?$/,
        'must be 16 to 256 letters, digits, _ or -, or two of these with a comma between',
      )
      .optional(),
    secret: true,
    example: 'what openssl rand -hex 32 prints',
  },

  API_URL: {
    doc: 'The admin service, as the bot and the worker reach it.',
    shape: url('http', 'https').default('http://127.0.0.1:8080'),
  },
  API_TOKEN: {
    doc: 'What the bot and the worker show the admin service, and the admin service takes as the system itself; `npm start` makes one. Production needs it.',
    shape: z
      .string()
      .regex(/^[\w-]{32,256}$/, 'must be 32 to 256 letters, digits, _ or -')
      .optional(),
    secret: true,
    example: 'what openssl rand -hex 32 prints',
  },

  VAPID_PUBLIC_KEY: {
    doc: 'With which browsers subscribe to messages: the public half of VAPID_PRIVATE_KEY. `npm start` makes a pair; without one nobody can subscribe.',
    shape: z
      .string()
      .regex(/^B[\w-]{86}$/, 'must be a public key of P-256 as base64url: 87 letters')
      .optional(),
    secret: true,
    example: 'what deploy/secrets/make.sh makes',
  },
  VAPID_PRIVATE_KEY: {
    doc: 'Signs what we send to browsers. A new pair ends every subscription.',
    shape: z
      .string()
      .regex(/^[\w-]{43}$/, 'must be a private key of P-256 as base64url: 43 letters')
      .optional(),
    secret: true,
    example: 'what deploy/secrets/make.sh makes',
  },
  VAPID_EMAIL: {
    doc: 'Where push services write when something is wrong with what we send; without it they are told PANEL_URL.',
    shape: z.email('must be an e-mail address').optional(),
    example: 'admin@example.org',
  },
  PUSH_HOSTS: {
    doc: 'Hosts of push services that browsers may name, comma-separated; `*.` stands for any name below.',
    shape: z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim().toLowerCase()))
      .refine(
        (hosts) => hosts.every((one) => /^(\*\.)?[a-z\d-]+(\.[a-z\d-]+)+$/.test(one)),
        'must be names of hosts with commas between',
      )
      .default([...knownPushHosts]),
    example: knownPushHosts.join(','),
  },

  CONVERSATION_WORKER: {
    doc: 'Who answers what people write: desk (the coordinators), or streams (a worker of yours on streams of Redis, docs/workers.md; coordinators see all of it and may take over).',
    shape: z.enum(['desk', 'streams']).default('desk'),
  },
  CONVERSATION_WORKER_AGENT: {
    doc: 'The agent that is asked for in worker:commands.',
    shape: z
      .string()
      .regex(/^[\w.:-]{1,64}$/, 'must be a word')
      .default('claude'),
  },
  CONVERSATION_WORKER_CAPABILITIES: {
    doc: 'What it is to be able to do, comma-separated.',
    shape: words.optional(),
    example: 'files,search',
  },
  CONVERSATION_WORKER_ENV: {
    doc: 'Environment it is given beside USER_ID and API_URL, as a JSON object of texts.',
    shape: variables.optional(),
    secret: true,
    example: '{"TONE": "calm"}',
  },

  BULK_SENDERS: {
    doc: 'How many worker processes send to Telegram: while Redis is away each takes this part of what Telegram allows.',
    shape: z.coerce.number().int().min(1).max(1_000).default(1),
  },
  SANDBOX_PORT: {
    doc: 'HTTP port of the sandbox, which `npm start` plays Telegram with while there is no BOT_TOKEN.',
    shape: port.default(8083),
  },

  ZAPIS_DATA_DIR: {
    doc: 'Where `npm start` keeps the data, logs and status of this checkout.',
    shape: z.string().optional(),
    example: '.zapis',
  },
  ZAPIS_CACHE_DIR: {
    doc: 'Where downloads and builds are kept for all checkouts of one user.',
    shape: z.string().optional(),
    example: '~/.cache/zapis',
  },
  ZAPIS_TEMPORAL_BACKEND: {
    doc: 'Forces one way to bring Temporal up locally.',
    shape: z.enum(['path', 'download', 'go-install']).optional(),
    example: 'go-install',
  },
  ZAPIS_MONGODB_BACKEND: {
    doc: 'Forces one way to bring MongoDB up locally.',
    shape: z.enum(['path', 'download', 'secantus', 'java-server']).optional(),
    example: 'secantus',
  },
  ZAPIS_RABBITMQ_BACKEND: {
    doc: 'Forces one way to bring RabbitMQ up locally.',
    shape: z.enum(['path', 'apt', 'unpacked', 'docker']).optional(),
    example: 'unpacked',
  },
  ZAPIS_REDIS_BACKEND: {
    doc: 'Forces one way to bring Redis up locally.',
    shape: z.enum(['path', 'apt', 'wheel', 'docker']).optional(),
    example: 'wheel',
  },
} satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
export const settingNames = Object.keys(settings) as SettingName[];
export type Values = { [Name in SettingName]: z.infer<(typeof settings)[Name]['shape']> };
