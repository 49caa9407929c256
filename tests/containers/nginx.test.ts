import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, service } from './compose.ts';

const config = readFileSync(join(root, 'deploy/nginx/nginx.conf'), 'utf8');
const found = spawnSync('nginx', ['-v']).status === 0;

test('the proxy sends people to the ports the roles listen on', () => {
  expect(config).toContain(`http://bot:${service('bot').environment?.['BOT_PORT']};`);
  expect(config).toContain(`http://admin:${service('admin').environment?.['ADMIN_PORT']};`);
});

test('health and metrics are closed to the outside', () => {
  const [, pattern = ''] = /location ~ (\S+) \{\s+return 404;/.exec(config) ?? [];
  for (const path of ['/healthz', '/readyz', '/metrics', '/metrics/x'])
    expect(path).toMatch(new RegExp(pattern));
  expect('/slots').not.toMatch(new RegExp(pattern));
});

test('nginx takes its configuration', ({ skip }) => {
  skip(!found, 'needs nginx on PATH');
  const folder = mkdtempSync(join(tmpdir(), 'zapis-nginx-'));
  try {
    const at = (name: string) => join(folder, name);
    const flags = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=zapis.test'];
    execFileSync('openssl', ['req', ...flags, '-keyout', at('tls_key'), '-out', at('tls_certificate')], {
      stdio: 'ignore',
    });
    writeFileSync(
      at('nginx.conf'),
      config
        .replaceAll(' /tmp/', ` ${folder}/`)
        .replaceAll('/run/secrets', folder)
        .replaceAll('/dev/stdout', at('access.log')),
    );
    const result = spawnSync('nginx', ['-t', '-p', folder, '-c', at('nginx.conf')], { encoding: 'utf8' });
    expect(result.stderr).toContain('test is successful');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
