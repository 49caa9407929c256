import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadAdminConfig, loadBotConfig, loadWorkerConfig } from './load.ts';
import { ConfigFaults, unknownSettings } from './read.ts';
import { sandboxBot } from './sandbox-bot.ts';

const good = {
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  MONGODB_URL: 'mongodb://127.0.0.1:27017',
  AMQP_URL: 'amqp://127.0.0.1:5672',
  REDIS_URL: 'redis://127.0.0.1:6379',
};
const token = '123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigFaults) return error.faults;
    throw error;
  }
  return [];
}

const secretFile = (content: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'zapis-secret-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'secret');
  writeFileSync(path, content);
  return path;
};

test('what is not given takes its default', () => {
  expect(loadAdminConfig(good)).toMatchObject({
    ADMIN_PORT: 8080,
    MONGODB_DATABASE: 'zapis',
    ZAPIS_ENV: 'development',
  });
});

test('an empty variable counts as not given', () => {
  expect(loadAdminConfig({ ...good, ADMIN_PORT: '' }).ADMIN_PORT).toBe(8080);
});

test('all faults are told at once, each with what to do', () => {
  const faults = faultsOf(() =>
    loadAdminConfig({ TEMPORAL_ADDRESS: 'http://x:1', ADMIN_PORT: '99999', REDIS_URL: 'nonsense' }),
  );
  const named = new Set(faults.map((fault) => fault.split(/[ :]/)[0]));
  expect(named).toEqual(new Set(['ADMIN_PORT', 'AMQP_URL', 'MONGODB_URL', 'REDIS_URL', 'TEMPORAL_ADDRESS']));
  expect(faults.join('\n')).toContain('host:port, without a scheme');
  expect(faults.join('\n')).toContain('For example amqp://127.0.0.1:5672');
});

test.each([
  ['REDIS_URL', 'redis://:sec%zzret@127.0.0.1:6379', 'write a % of the password as %25'],
  ['TEMPORAL_ADDRESS', '127.0.0.1:99999', 'a port up to 65535'],
  ['ADMIN_PORT', 'http', '"http" must be a port number, 0 to 65535'],
  ['ADMIN_PORT', '1.5', '"1.5" must be a port number, 0 to 65535'],
])('%s=%s is told in words, once, without a secret', (name, value, said) => {
  const faults = faultsOf(() => loadAdminConfig({ ...good, [name]: value }));
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(said);
  expect(faults[0]).not.toContain('sec%');
});

test('a secret is read from its file, without the last line break', () => {
  const path = secretFile('mongodb://user:pass@db:27017\n');
  const { MONGODB_URL: _, ...rest } = good;
  expect(loadAdminConfig({ ...rest, MONGODB_URL_FILE: path }).MONGODB_URL).toBe(
    'mongodb://user:pass@db:27017',
  );
});

test('a secret given twice, or by a file that is not there, is a fault', () => {
  expect(faultsOf(() => loadAdminConfig({ ...good, MONGODB_URL_FILE: secretFile('x') }))[0]).toContain(
    'keep one',
  );
  const { AMQP_URL: _, ...rest } = good;
  expect(faultsOf(() => loadAdminConfig({ ...rest, AMQP_URL_FILE: '/nowhere/at/all' }))[0]).toContain(
    'ENOENT',
  );
});

test('a secret never stands in a fault', () => {
  const faults = faultsOf(() =>
    loadBotConfig({ ...good, BOT_TOKEN: 'hunter2-is-my-token', AMQP_URL: 'htp://user:hunter2@x' }),
  );
  expect(faults).toHaveLength(2);
  expect(faults.join()).not.toContain('hunter2');
});

const apiToken = 'a-token-of-the-tests-0123456789abcdef';

test('production without a bot token is refused: the sandbox is never on there', () => {
  const production = { ...good, ZAPIS_ENV: 'production', API_TOKEN: apiToken };
  expect(faultsOf(() => loadBotConfig(production))[0]).toContain('BOT_TOKEN');
  expect(faultsOf(() => loadBotConfig({ ...production, BOT_TOKEN: token }))).toEqual([]);
});

test('production without an API token is refused, for those who show it and the admin that takes it', () => {
  const production = { ...good, ZAPIS_ENV: 'production', BOT_TOKEN: token };
  for (const load of [loadBotConfig, loadWorkerConfig, loadAdminConfig]) {
    expect(faultsOf(() => load(production))[0]).toContain('API_TOKEN');
    expect(faultsOf(() => load({ ...production, API_TOKEN: apiToken }))).toEqual([]);
  }
});

test('a webhook without a secret is refused; one may be on its way out', () => {
  const webhook = { ...good, PUBLIC_URL: 'https://zapis.example.org' };
  expect(faultsOf(() => loadBotConfig(webhook))[0]).toContain('WEBHOOK_SECRET');
  for (const secret of ['0123456789abcdef', '0123456789abcdef,fedcba9876543210'])
    expect(faultsOf(() => loadBotConfig({ ...webhook, WEBHOOK_SECRET: secret }))).toEqual([]);
  for (const secret of ['short', '0123456789abcdef,', 'with spaces in it, and more of it'])
    expect(faultsOf(() => loadBotConfig({ ...webhook, WEBHOOK_SECRET: secret }))[0]).toContain(
      'WEBHOOK_SECRET',
    );
});

test('production refuses the sandbox’s token, but not a Bot API server on loopback', () => {
  const production = {
    ...good,
    ZAPIS_ENV: 'production',
    API_TOKEN: apiToken,
    TELEGRAM_API_ROOT: 'http://127.0.0.1:8081',
  };
  expect(faultsOf(() => loadBotConfig({ ...production, BOT_TOKEN: token }))).toEqual([]);
  const faults = faultsOf(() => loadBotConfig({ ...production, BOT_TOKEN: sandboxBot.token }));
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain('the token of the sandbox');
  expect(faultsOf(() => loadBotConfig({ ...good, BOT_TOKEN: sandboxBot.token }))).toEqual([]);
});

test('half a client certificate is a fault', () => {
  expect(faultsOf(() => loadAdminConfig({ ...good, TEMPORAL_TLS_CERT: 'pem' }))[0]).toContain(
    'give both or neither',
  );
});

test('the bot is not given the database', () => {
  expect(Object.keys(loadBotConfig(good))).not.toContain('MONGODB_URL');
});

test('a setting that nobody reads is noticed', () => {
  expect(unknownSettings({ ...good, MONGODB_URI: 'x', PATH: '/bin', REDIS_URL_FILE: 'x' })).toEqual([
    'MONGODB_URI',
  ]);
});

test.each(['0.0.0.0:9464', '127.0.0.1:0', '[::1]:9464'])('metrics are served at %s', (TEMPORAL_METRICS) => {
  expect(loadWorkerConfig({ ...good, TEMPORAL_METRICS })).toMatchObject({ TEMPORAL_METRICS });
});

test.each(['localhost:9464', 'worker:9464', '127.0.0.1', '127.0.0.1:99999', '::1:9464', ':9464'])(
  'metrics at %s are refused by a sentence: the SDK would throw',
  (TEMPORAL_METRICS) => {
    const faults = faultsOf(() => loadWorkerConfig({ ...good, TEMPORAL_METRICS }));
    expect(faults.join()).toContain('must be ip:port');
  },
);
