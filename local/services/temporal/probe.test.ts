import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { probeTemporal } from './probe.ts';

const tlsHandshake = 0x16;

/** What a client says first, and then nothing more is answered. */
async function firstByteOf(env: NodeJS.ProcessEnv): Promise<number | undefined> {
  const heard: (number | undefined)[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (chunk) => {
      heard.push(chunk[0]);
      socket.destroy();
    });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // A machine that stands still for as long as it is asked has said nothing yet.
  do {
    const answer = await probeTemporal(`127.0.0.1:${port}`, { timeoutMs: 500, env });
    expect(answer.ok).toBe(false);
  } while (heard.length === 0);
  return heard[0];
}

test('a configured Temporal is asked over TLS when there is an API key, and in the clear without one', async () => {
  expect(await firstByteOf({})).toBe('P'.charCodeAt(0));
  expect(await firstByteOf({ TEMPORAL_API_KEY: 'key' })).toBe(tlsHandshake);
});

test('settings that cannot be used are a fault, not a crash', async () => {
  const env = { TEMPORAL_TLS_CERT: 'half of a pair' };
  expect(await probeTemporal('127.0.0.1:1', { timeoutMs: 500, env })).toMatchObject({ ok: false });
});
