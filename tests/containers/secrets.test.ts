import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSettings } from '../../config/read.ts';
import { compose, root } from './compose.ts';

const brought = ['bot_token', 'tls_certificate', 'tls_key'];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zapis-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const make = () =>
  execFileSync('sh', [join(root, 'deploy/secrets/make.sh'), folder], { stdio: ['ignore', 'pipe', 'pipe'] });
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

test('make.sh makes every secret that Compose mounts, but for those the operator brings', () => {
  make();
  for (const [name, { file }] of Object.entries(compose.secrets)) {
    expect(file).toBe(`./deploy/secrets/${name}`);
    if (!brought.includes(name)) expect(statSync(join(folder, basename(file))).size, name).toBeGreaterThan(0);
  }
});

test('every secret has a line in the README', () => {
  const readme = readFileSync(join(root, 'deploy/secrets/README.md'), 'utf8');
  for (const name of Object.keys(compose.secrets))
    expect(readme).toMatch(new RegExp(`^\\| \`${name}\` `, 'm'));
  for (const name of brought) expect(readme).toMatch(new RegExp(`^\\| \`${name}\` +\\| \\*\\*you`, 'm'));
});

test('a second run keeps what is there', () => {
  make();
  const before = Object.keys(compose.secrets)
    .filter((name) => !brought.includes(name))
    .map(read);
  make();
  const after = Object.keys(compose.secrets)
    .filter((name) => !brought.includes(name))
    .map(read);
  expect(after).toEqual(before);
});

test('a deleted password is made anew, and everything that follows from it', () => {
  make();
  const before = ['redis_url', 'redis_accounts', 'amqp_url'].map(read);
  rmSync(join(folder, 'redis_password'));
  make();
  const [url, accounts, amqp] = ['redis_url', 'redis_accounts', 'amqp_url'].map(read);
  expect(url).not.toBe(before[0]);
  expect(url).toContain(read('redis_password').trim());
  expect(accounts).not.toBe(before[1]);
  expect(amqp).toBe(before[2]);
});

test('the URLs are what config reads, with an account of their own', () => {
  make();
  const env = {
    MONGODB_URL_FILE: join(folder, 'mongodb_url'),
    AMQP_URL_FILE: join(folder, 'amqp_url'),
    REDIS_URL_FILE: join(folder, 'redis_url'),
  };
  for (const url of Object.values(readSettings(env, ['MONGODB_URL', 'AMQP_URL', 'REDIS_URL']))) {
    expect(new URL(url).username).toBe('zapis');
    expect(new URL(url).password).toMatch(/^[0-9a-f]{64}$/);
    expect(compose.services).toHaveProperty(new URL(url).hostname);
  }
});

test('the folder is closed to others', () => {
  make();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('git keeps the secrets out', () => {
  const ignored = execFileSync(
    'git',
    ['check-ignore', ...Object.values(compose.secrets).map((secret) => secret.file)],
    { cwd: root, encoding: 'utf8' },
  );
  expect(ignored.trim().split('\n').length).toBe(Object.keys(compose.secrets).length);
});
