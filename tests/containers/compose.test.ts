import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { type RoleName, roleNames, settingsOf } from '../../config/load.ts';
import { readSettings } from '../../config/read.ts';
import { type Setting, type SettingName, settings } from '../../config/settings.ts';
import { compose, filledIn, readYaml, root, secretNames, service, services } from './compose.ts';
import { readDockerfile } from './dockerfile.ts';

// The linter's package carries the schema that Compose itself checks with.
const schemaFile = new URL('schemas/compose.schema.json', import.meta.resolve('dclint/package.json'));
const { $schema: _draft, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<
  string,
  unknown
>;
const validate = new Ajv({
  strict: false,
  allErrors: true,
  formats: { duration: /^(\d+(ms|s|m|h))+$/ },
}).compile(schema);

const oneShots = services.filter(([, one]) => one.restart?.startsWith('on-failure')).map(([name]) => name);

describe.each(['docker-compose.yml', 'docker-compose.services.yml'])('%s', (file) => {
  test('is what the Compose Specification’s schema allows', () => {
    validate(readYaml(file));
    expect(validate.errors ?? []).toEqual([]);
  });
});

test('the schema that is used refuses a service with a misspelt key', () => {
  expect(validate({ services: { one: { image: 'a:1', read_onyl: true } } })).toBe(false);
});

describe.each(services)('service %s', (name, one) => {
  test('has a pinned image', () => {
    const image = filledIn(one.image ?? '');
    expect(image).toMatch(/^[\w./-]+:\d+\.\d+\.\d+[\w.-]*$|^postgres:\d+\.\d+-\w+$/);
    if (one.build) expect(image).toBe(`zapis-${one.build.target}:${packageVersion()}`);
  });

  test('has a health check, or ends by itself and is waited for', () => {
    if (!oneShots.includes(name)) return expect(one.healthcheck?.test[0]).toBe('CMD');
    const waiting = services.filter(
      ([, other]) => other.depends_on?.[name]?.condition === 'service_completed_successfully',
    );
    expect(waiting.length).toBeGreaterThan(0);
  });

  test('may do little: no root, nothing writable but what is listed, no capabilities, within limits', () => {
    const user = one.user ?? (one.build ? '65534:65534' : 'root');
    expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(one).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(Object.keys(one.deploy?.resources?.limits ?? {}).sort()).toEqual(['cpus', 'memory', 'pids']);
  });

  test('mentions nothing that is not there', () => {
    for (const secret of secretNames(one)) expect(compose.secrets).toHaveProperty(secret);
    for (const network of one.networks ?? []) expect(compose.networks).toHaveProperty(network);
    for (const other of Object.keys(one.depends_on ?? {})) expect(compose.services).toHaveProperty(other);
    for (const volume of one.volumes ?? []) {
      const [source = ''] = volume.split(':');
      if (source.startsWith('./')) expect(existsSync(join(root, source)), source).toBe(true);
      else expect(compose.volumes).toHaveProperty([source]);
    }
    for (const value of Object.values(one.environment ?? {})) {
      const [, secret] = /^\/run\/secrets\/(.+)$/.exec(value) ?? [];
      if (secret) expect(secretNames(one)).toContain(secret);
    }
  });

  test('waits only for what can become healthy or end', () => {
    for (const [other, { condition }] of Object.entries(one.depends_on ?? {}))
      expect(condition).toBe(oneShots.includes(other) ? 'service_completed_successfully' : 'service_healthy');
  });

  test('is given no password in its environment', () => {
    for (const [key, value] of Object.entries(one.environment ?? {}))
      if (/PASSWORD|PWD|TOKEN|SECRET|KEY/.test(key)) expect(value).toMatch(/^\/run\/secrets\//);
  });
});

const packageVersion = () =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

describe.each(roleNames)('role %s', (role: RoleName) => {
  const environment = service(role).environment ?? {};
  const nameOf = (key: string) => key.replace(/_FILE$/, '') as SettingName;

  test('is set only what it reads, and by file only what is secret', () => {
    for (const key of Object.keys(environment)) {
      expect(settingsOf[role], key).toContain(nameOf(key));
      const setting: Setting = settings[nameOf(key)];
      expect(key.endsWith('_FILE'), key).toBe(setting.secret ?? false);
    }
  });

  test('is set all that it needs, each to something its schema takes', () => {
    const secrets: Record<string, string> = {
      MONGODB_URL: 'mongodb://u:p@mongo/',
      AMQP_URL: 'amqp://u:p@rabbitmq',
      REDIS_URL: 'redis://u:p@redis',
      BOT_TOKEN: '1:abcdefghijklmnopqrstuvwxyz',
      API_TOKEN: 'a-token-that-nobody-guesses-0123456789',
      WEBHOOK_SECRET: 'a-secret-of-the-webhook',
    };
    const env = Object.fromEntries(
      Object.entries(environment).map(([key, value]) =>
        key.endsWith('_FILE') ? [nameOf(key), secrets[nameOf(key)]] : [key, filledIn(value)],
      ),
    );
    expect(readSettings(env, settingsOf[role])).toMatchObject({
      ZAPIS_ENV: 'production',
      BIND_ADDRESS: '0.0.0.0',
    });
  });

  test('is built from a target that exists, and has longer to stop than it takes', () => {
    const one = service(role);
    expect(readDockerfile(root).map((stage) => stage.name)).toContain(one.build?.target);
    expect(Number.parseInt(one.stop_grace_period ?? '', 10)).toBeGreaterThan(30);
    expect(one.init).toBe(true);
    expect(one.ports).toBeUndefined();
  });
});

test('the bot has no way to MongoDB’s password', () => {
  expect(secretNames(service('bot'))).not.toContain('mongodb_url');
});

test('from outside only the proxy is reached; the Temporal UI only from this machine', () => {
  const published = services.filter(([, one]) => one.ports).map(([name]) => name);
  expect(published).toEqual(['proxy', 'temporal-ui']);
  for (const port of service('temporal-ui').ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  for (const network of ['front', 'data', 'cluster']) expect(compose.networks[network]?.internal).toBe(true);
});

test('for development the services have ports of this machine only, and no role starts', () => {
  const development = readYaml('docker-compose.services.yml') as typeof compose;
  for (const [name, one] of Object.entries(development.services)) {
    expect(compose.services).toHaveProperty(name);
    for (const port of one.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  }
  for (const role of [...roleNames, 'proxy'])
    expect(development.services[role]?.profiles, role).toEqual(['roles']);
});

test('the scripts the services run can be read by anybody', () => {
  for (const [, one] of services)
    for (const volume of one.volumes ?? []) {
      const [source = ''] = volume.split(':');
      if (source.startsWith('./')) expect(statSync(join(root, source)).mode & 0o444, source).toBe(0o444);
    }
});

test('Temporal’s task processors are told to look more often than the default', () => {
  const dynamic = readYaml('deploy/temporal/dynamic-config.yaml') as Record<string, { value: number }[]>;
  for (const key of ['history.transferProcessorMaxPollRPS', 'history.timerProcessorMaxPollRPS'])
    expect(dynamic[key]?.[0]?.value).toBe(1000);
});
