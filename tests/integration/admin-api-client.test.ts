import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createApiClient } from '../../adapters/api-client/index.ts';
import { freePort } from '../support/free-port.ts';
import { identity } from '../support/gateway.ts';

async function clientOf(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createApiClient({ url, token: 'the-token' }, 1);
}
const json = (status: number, body: unknown) =>
  clientOf((_request, response) => response.writeHead(status).end(JSON.stringify(body)));

test('who somebody is, and that nobody knows them, are answers', async () => {
  const known = await json(200, { user: identity(7) });
  expect(await known.identity(7)).toMatchObject({ asked: 'ok', value: { telegram_id: 7, allowed: true } });
  const unknown = await json(200, { user: null });
  expect(await unknown.identity(7)).toEqual({ asked: 'ok', value: null });
});

test('the token is shown, and a refused one is a reason to wait, not to give updates up', async () => {
  let shown: string | undefined;
  const client = await clientOf((request, response) => {
    shown = request.headers.authorization;
    response.writeHead(401).end();
  });
  const answer = await client.identity(7);
  expect(answer).toMatchObject({ asked: 'away', reason: expect.stringContaining('API_TOKEN') as string });
  expect(shown).toBe('Bearer the-token');
  expect(JSON.stringify(answer)).not.toContain('the-token');
});

test.each([500, 502, 503, 404, 429])('%i is an API that is away', async (status) => {
  expect(await (await json(status, {})).identity(7)).toMatchObject({ asked: 'away' });
});

test.each([400, 409, 413, 422])('%i refuses this very request', async (status) => {
  const text = { update_id: 1, telegram_id: 7, event_id: identity(7).events[0]?.event_id, text: 'x' };
  const client = await json(status, {});
  expect(await client.storeText(text as Parameters<typeof client.storeText>[0])).toMatchObject({
    asked: 'refused',
  });
});

test('that nobody knows a person ends the news of them; that there is no such route does not', async () => {
  const change = { telegram_id: 7, reachable: 'blocked', at: '2026-11-26T11:00:00.000Z' } as const;
  const stranger = await json(404, { code: 'unknown_user', status: 404 });
  expect(await stranger.reachability(change)).toEqual({ asked: 'ok', value: undefined });
  const older = await json(404, { code: 'not_found', status: 404 });
  expect(await older.reachability(change)).toMatchObject({ asked: 'away' });
});

test('an answer nobody understands, none at all, and a redirection count as no answer', async () => {
  expect(await (await json(200, { user: { telegram_id: 'x' } })).identity(7)).toMatchObject({
    asked: 'away',
  });
  const silent = await clientOf(() => undefined);
  expect(await silent.identity(7)).toMatchObject({ asked: 'away' });
  const elsewhere = await clientOf((_request, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  );
  expect(await elsewhere.identity(7)).toMatchObject({ asked: 'away' });
  const nobody = createApiClient({ url: `http://127.0.0.1:${await freePort()}`, token: undefined }, 1);
  expect(await nobody.identity(7)).toMatchObject({
    asked: 'away',
    reason: expect.stringContaining('ECONNREFUSED') as string,
  });
});
