// The rooms of the house: who may import whom, and where code that breaks the rule belongs.
// oxlint.config.ts turns this table into lint errors; scripts/house/check.ts checks that every file lives in a room.

export type Room = {
  /** What the room is for, in one line: printed by the error and by the docs test. */
  readonly purpose: string;
  /** Rooms whose files it may import. */
  readonly may: readonly string[];
  /** Rooms it may import only with `import type`. */
  readonly mayType?: readonly string[];
  /** npm packages and Node built-ins it may import; absent means any. */
  readonly packages?: readonly string[];
  /** Sub-folders that may use further packages. */
  readonly exceptions?: Readonly<Record<string, readonly string[]>>;
  /** Sub-folders of allowed rooms that are closed to this one, with the reason. */
  readonly closed?: Readonly<Record<string, string>>;
  /** What not even its main.ts may import: folders, or single names out of a file. */
  readonly closedToMain?: Readonly<
    Record<string, { readonly reason: string; readonly names?: readonly string[] }>
  >;
};

export const rooms: Readonly<Record<string, Room>> = {
  core: {
    purpose: 'what is true without a computer around it',
    may: [],
    packages: [],
    exceptions: {
      'core/time': ['luxon'],
      'core/i18n': ['intl-messageformat'],
      'core/messages': ['ical-generator'],
    },
  },
  contracts: {
    purpose: 'what two processes must agree on',
    may: ['core'],
    packages: ['zod', '@temporalio/workflow', '@temporalio/common'],
  },
  workflows: {
    purpose: 'deterministic wiring and waiting',
    may: ['core', 'contracts'],
    mayType: ['activities'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
    closed: {
      'core/time': 'zone tables change: let an activity hand over instants',
      'core/i18n': 'texts change: let an activity render them',
      'core/messages': 'texts change: let an activity render them',
    },
  },
  activities: {
    purpose: 'the verbs workflows may use, behind ports of their own',
    may: ['core', 'contracts'],
    packages: ['@temporalio/common', 'node:crypto'],
  },
  adapters: {
    purpose: 'the only room that opens a connection',
    may: ['core', 'contracts', 'runtime'],
    mayType: ['activities', 'bot', 'admin', 'workers', 'config'],
  },
  runtime: {
    purpose: 'what every process of ours needs around its work: log, health, stop',
    may: ['core'],
    packages: ['pino', 'pino-pretty', 'prom-client', 'node:*'],
  },
  bot: {
    purpose: 'Telegram in; asks through its own ports',
    may: ['core', 'contracts', 'runtime'],
    packages: ['telegraf', 'telegraf/types', 'zod', 'node:*'],
    closedToMain: {
      'adapters/mongo': { reason: 'the bot has no way to MongoDB: it asks workflows' },
      'adapters/use.ts': { reason: 'the bot has no way to MongoDB: it asks workflows', names: ['useMongo'] },
    },
  },
  admin: {
    purpose: 'HTTP in; asks through its own ports',
    may: ['core', 'contracts', 'runtime'],
    packages: ['express', 'preact', 'preact-render-to-string', 'zod', 'node:*'],
    exceptions: { 'admin/panel/import': ['@fastify/busboy', 'csv-parse'] },
  },
  workers: {
    purpose: 'Temporal workers and the consumers of notify.*',
    may: ['core', 'contracts', 'runtime'],
    packages: ['zod', 'node:*'],
  },
  config: {
    purpose: 'environment to typed configuration',
    may: ['core'],
    packages: ['zod', 'node:*'],
  },
  sandbox: {
    purpose: 'plays Telegram; knows nothing of the product',
    may: [],
  },
};

/** Rooms that may import anything: they introduce a port to its adapter, or look at the whole from outside. */
const openRooms = ['cli', 'local', 'tests', 'bench', 'scripts', 'examples'];

export const allRooms = [...Object.keys(rooms), ...openRooms];
