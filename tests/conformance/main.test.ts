import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { programEnv } from '../support/program-env.ts';

const main = new URL('../../sandbox/main.ts', import.meta.url).pathname;

function run(env: NodeJS.ProcessEnv): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [main], { env: { ...programEnv, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => (output += part.toString()));
  return { child, output: () => output };
}

test('a production configuration is refused with a sentence and exit code 78', async () => {
  for (const env of [{ ZAPIS_ENV: 'production' }, { NODE_ENV: 'production' }]) {
    const { child, output } = run({ ...env, SANDBOX_PORT: '0' });
    expect(await once(child, 'close')).toEqual([78, null]);
    expect(output()).toContain('does not start in production');
  }
});

test('a port that is taken is a sentence with the way out, not a stack', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const { child, output } = run({ SANDBOX_PORT: `${port}` });
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(output().trim()).toBe(`Port ${port} is taken by another program: SANDBOX_PORT=0 takes a free one.`);
});

test('a bot named in the settings is there with its name, and readiness says so', async () => {
  const { child, output } = run({ SANDBOX_PORT: '0', SANDBOX_BOTS: '1001:letters/my_bot/My bot' });
  await expect.poll(output, { timeout: 40_000 }).toContain('http://');
  const url = /http:\/\/[\d.]+:\d+/.exec(output())?.[0] ?? '';
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  const me = (await (await fetch(`${url}/bot1001:letters/getMe`)).json()) as { result: unknown };
  expect(me.result).toMatchObject({ username: 'my_bot', first_name: 'My bot' });
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
});
