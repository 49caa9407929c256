import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { controlRoutes } from '../../sandbox/control/control.ts';
import { Sandbox } from '../../sandbox/driver/index.ts';
import { callFaults, updateFaults } from '../../sandbox/state/faults.ts';
import { rawClient, start } from './support.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = await readFile(join(root, 'sandbox/README.md'), 'utf8');

test('the echo bot of the README works against the emulator as it stands there', async () => {
  const code = /```js\n([^]*?)```/.exec(readme)?.[1] ?? '';
  expect(code.trim().split('\n')).toHaveLength(5);
  const started = await start({ bots: [], registerUnknownBots: true });
  const bot = spawn(process.execPath, ['--input-type=module', '-'], {
    cwd: root,
    env: { ...process.env, TELEGRAM_API_ROOT: started.url },
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  try {
    bot.stdin.end(code);
    await started.sandbox.waitFor(async () => (await started.sandbox.calls('deleteWebhook')).length > 0, {
      what: 'the bot to start',
    });
    const ann = await started.sandbox.person('Ann');
    await ann.sends('hello');
    await ann.chat().waitForText('You said: hello');
  } finally {
    bot.kill();
    await once(bot, 'exit');
    await started.close();
  }
});

test('every row of the README’s table names a test that exists', async () => {
  const folders = ['tests/conformance', 'sandbox/api/text', 'sandbox/delivery', 'sandbox/state'];
  const files = new Map<string, string>();
  for (const folder of folders)
    for (const name of await readdir(join(root, folder)))
      if (name.endsWith('.test.ts')) {
        const subject = name.replace('.test.ts', '');
        const text = await readFile(join(root, folder, name), 'utf8');
        files.set(subject, (files.get(subject) ?? '') + text);
      }
  const table = readme.slice(readme.search(/\| behaviour +\|/), readme.indexOf('### Differs'));
  const rows = table
    .split('\n')
    .slice(2)
    .filter((line) => line.startsWith('|'));
  expect(rows.length).toBeGreaterThan(30);
  for (const row of rows) {
    const [, file = '', name = ''] = /\| ([\w-]+): ([^|]+?) +\|$/.exec(row) ?? [];
    expect(name !== '' && files.get(file)?.includes(name), row).toBe(true);
  }
});

test('the README names every control and every fault', () => {
  for (const { pattern } of controlRoutes) {
    const word = pattern.split('/').findLast((part) => part !== '' && !part.startsWith(':')) ?? '';
    expect(readme).toContain(word);
  }
  for (const kind of [...callFaults, ...updateFaults]) expect(readme).toContain(kind);
});

async function startMain(stateDir: string) {
  const child = spawn(process.execPath, ['sandbox/main.ts'], {
    cwd: root,
    env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_STATE_DIR: stateDir, SANDBOX_BOTS: '5:letters' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const part of child.stdout) {
    printed += String(part);
    const url = /http:\/\/[\d.:]+/.exec(printed)?.[0];
    if (url) return { child, url };
  }
  throw new Error(`the sandbox did not say where it is: ${printed}`);
}

test('as a process it says where it listens, stops when told to, and finds its chats again', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'sandbox-main-'));
  try {
    const first = await startMain(stateDir);
    const sandbox = new Sandbox(first.url);
    const ann = await sandbox.person('Ann');
    await ann.sends('/start');
    first.child.kill('SIGTERM');
    expect(await once(first.child, 'exit')).toEqual([0, null]);
    const second = await startMain(stateDir);
    expect(await new Sandbox(second.url).chat(`p:5:${ann.id}`).transcript()).toBe('#1 Ann: /start');
    expect((await rawClient(second.url, '9:new')('getMe')).status).toBe(200);
    second.child.kill('SIGINT');
    expect(await once(second.child, 'exit')).toEqual([0, null]);
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
});
