import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../testing.ts';
import { download } from './download.ts';
import { gaveUpToday, rememberGivingUp } from './give-up.ts';

/** `patienceMs`: short where what is waited for never comes; else no pause of this machine is to be taken for a host’s. */
async function serve(listener: RequestListener, patienceMs = 60_000) {
  const cache = tempFolder(onTestFinished);
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const options = {
    cache,
    signal: new AbortController().signal,
    say: () => {},
    firstByteMs: patienceMs,
    stallMs: patienceMs,
  };
  const file = join(cache, 'file');
  return {
    get: () => download(`http://127.0.0.1:${port}/x`, file, options),
    file,
    requests: () => requests,
    port,
  };
}

test('a download arrives whole', async () => {
  const { get, file } = await serve((_request, response) => response.end('content'));
  expect(await get()).toEqual({ ok: true });
  expect(readFileSync(file, 'utf8')).toBe('content');
});

test('a host that gives no byte in time is given up and not asked again that day', async () => {
  const { get, requests, port } = await serve(() => {}, 150);
  expect(await get()).toEqual({ ok: false, why: `127.0.0.1:${port} gave no byte in 5 s` });
  const asked = requests();
  expect(await get()).toMatchObject({ ok: false, why: expect.stringContaining('until tomorrow') as string });
  expect(requests()).toBe(asked);
});

test('headers without a body are no byte', async () => {
  const { get } = await serve((_request, response) => response.flushHeaders(), 150);
  expect(await get()).toMatchObject({ ok: false, why: expect.stringContaining('no byte') as string });
});

test('a download that breaks off half way is a failure, and worth another try the same day', async () => {
  const { get, requests } = await serve((_request, response) => {
    response.setHeader('content-length', 100);
    response.write('half', () => response.destroy());
  });
  expect(await get()).toMatchObject({ ok: false, why: expect.stringContaining('broke off') as string });
  await get();
  expect(requests()).toBe(2);
});

test('a full disk is said, not taken for a broken network', async () => {
  const { port } = await serve((_request, response) => response.end('content'));
  const cache = tempFolder(onTestFinished);
  const options = { cache, signal: new AbortController().signal, say: () => {} };
  await expect(download(`http://127.0.0.1:${port}/x`, '/dev/full', options)).rejects.toMatchObject({
    code: 'ENOSPC',
  });
});

test('giving up is forgotten the next day', () => {
  const cache = tempFolder(onTestFinished);
  rememberGivingUp(cache, 'host', new Date('2026-03-01T10:00:00Z'));
  expect(gaveUpToday(cache, 'host', new Date('2026-03-01T23:00:00Z'))).toBe(true);
  expect(gaveUpToday(cache, 'host', new Date('2026-03-02T01:00:00Z'))).toBe(false);
});
