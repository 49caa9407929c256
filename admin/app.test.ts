import { afterEach, expect, test } from 'vitest';
import { problemSchema } from '../contracts/api/problem.ts';
import type { InitiatedBy } from '../core/booking/words.ts';
import { passwordLimits } from '../core/staff/sign-in.ts';
import { createLog } from '../runtime/log.ts';
import { type Caller, callerOf, codeOf } from '../tests/support/api-caller.ts';
import { handlersDouble } from '../tests/support/handlers-double.ts';
import { MeDouble } from '../tests/support/me-double.ts';
import { PanelDouble } from '../tests/support/panel-double.ts';
import { createApp } from './app.ts';
import { createCallers, tokenHash } from './security/callers.ts';

const own = 'the-system-itself-0123456789-0123456789';
const reader = 'zapis_may-only-read-slots';
const seen: { initiated_by: InitiatedBy; operation: string | undefined; trace_id: string }[] = [];
const written: string[] = [];
let fault: unknown;

const handlers = handlersDouble({
  allowedUsers: async () => ({ body: [1, 2] }),
  async users() {
    if (fault) throw fault;
    return { body: { user: null } };
  },
  availableSlots: async () => ({ body: [] }),
  async confirmBooking(asked) {
    seen.push(asked);
    return { problem: 'slot_taken', more: { slots: [] } };
  },
  inboundText: async () => ({ body: { id: 'kept' } }),
  reachability: async () => ({ body: { changed: true } }),
  broadcastCommand: async () => ({ problem: 'other_content' }),
});

const open: Caller[] = [];
async function caller(token?: string): Promise<Caller> {
  const log = createLog({
    level: 'info',
    destination: { write: (line: string) => written.push(line) } as unknown as NodeJS.WritableStream,
  });
  const app = createApp({
    me: new MeDouble().deps,
    panel: new PanelDouble().deps,
    failed: () => ({ away: fault instanceof RangeError }),
    api: {
      log,
      callerOf: createCallers(
        {
          find: async (hash) =>
            hash === tokenHash(reader)
              ? { id: 'r', company_id: 'default', scopes: ['slots:read', 'bookings:write'] }
              : undefined,
        },
        own,
      ),
      idempotency: {
        begin: async () => ({ state: 'begun' }),
        answer: async () => undefined,
        release: async () => undefined,
      },
      handlers,
    },
  });
  const made = await callerOf(app, token);
  open.push(made);
  return made;
}
afterEach(async () => {
  fault = undefined;
  written.length = 0;
  seen.length = 0;
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const slot_id = '0123456789abcdef01234567';

test('without a token, with a wrong one, and without the scope nothing is handled', async () => {
  const stranger = await (await caller()).get('/api/users?telegram_id=1');
  expect([stranger.status, codeOf(stranger)]).toEqual([401, 'no_token']);
  expect(stranger.headers.get('www-authenticate')).toBe('Bearer');
  const wrong = await (await caller(`${own}x`)).get('/api/users?telegram_id=1');
  expect([wrong.status, codeOf(wrong)]).toEqual([401, 'unknown_token']);
  const limited = await caller(reader);
  const refused = await limited.get('/api/users?telegram_id=1');
  expect([refused.status, codeOf(refused)]).toEqual([403, 'missing_scope']);
  expect((await limited.get('/api/available-slots')).status).toBe(200);
});

test('every refusal is problem JSON with a code and the trace id of the caller', async () => {
  const answered = await (await caller(own)).get('/api/users?telegram_id=me', {
    'x-trace-id': 'trace-of-mine-1',
  });
  expect(answered.headers.get('content-type')).toContain('application/problem+json');
  expect(problemSchema.parse(answered.body)).toMatchObject({
    status: 400,
    code: 'invalid_request',
    trace_id: 'trace-of-mine-1',
    errors: [{ path: 'query.telegram_id' }],
  });
});

test('queries and bodies that do not fit are refused by field, unknown fields too', async () => {
  const api = await caller(own);
  for (const path of [
    '/api/users?limit=0',
    '/api/users?limit=201',
    '/api/users?cursor=abc',
    '/api/users?telegram_id=1&role=admin',
    '/api/users?telegram_id[$ne]=1',
    '/api/users?telegram_id=1&telegram_id=2',
    '/api/users?telegram_id=1&more=1',
    '/api/allowed-users?all=1',
    '/api/available-slots?event_id=1',
  ])
    expect(codeOf(await api.get(path)), path).toBe('invalid_request');
  for (const body of [
    {},
    [],
    null,
    'text',
    { telegram_id: { $ne: null }, slot_id },
    { telegram_id: 1, slot_id, force: true },
  ])
    expect(codeOf(await api.post('/api/confirm-booking', body)), JSON.stringify(body)).toBe(
      typeof body === 'object' && body !== null ? 'invalid_request' : 'malformed_json',
    );
  expect(seen).toEqual([]);
});

test('a body of another type, no JSON, or too large is told apart', async () => {
  const api = await caller(own);
  const send = (body: string, type: string, coded: Record<string, string> = {}) =>
    api.raw('/api/inbound-texts', {
      method: 'POST',
      headers: { authorization: `Bearer ${own}`, 'content-type': type, ...coded },
      body,
    });
  expect(codeOf(await send('a=1', 'application/x-www-form-urlencoded'))).toBe('unsupported_type');
  expect(codeOf(await send('{}', 'application/json; charset=koi8-r'))).toBe('unsupported_type');
  expect(codeOf(await send('{"a":', 'application/json'))).toBe('malformed_json');
  for (const coding of ['gzip', 'br', 'deflate'])
    expect(codeOf(await send('no such thing', 'application/json', { 'content-encoding': coding }))).toBe(
      'malformed_json',
    );
  expect((await send(`{"text":"${'x'.repeat(70_000)}"}`, 'application/json')).status).toBe(413);
  expect((await send('', 'application/json')).status).toBe(400);
});

test('a broadcast takes a list as long as its schema says, and no longer body', async () => {
  const api = await caller(own);
  const people = Array.from({ length: 10_000 }, (_none, at) => at.toString(16).padStart(24, '0'));
  const list = { text: 'я'.repeat(4_096), audience: 'list', people };
  // The double handles nothing: what gets that far ends as a fault of ours.
  expect(codeOf(await api.post('/api/broadcasts', list))).toBe('internal');
  expect(codeOf(await api.post('/api/broadcasts', { ...list, text: 'x'.repeat(300_000) }))).toBe('too_large');
});

test('a caller without a token cannot make us read its body', async () => {
  const answered = await (await caller()).raw('/api/inbound-texts', {
    method: 'POST',
    body: 'x'.repeat(70_000),
  });
  expect(codeOf(answered)).toBe('no_token');
});

test('an unknown path and a wrong method are told apart', async () => {
  const api = await caller(own);
  expect(codeOf(await api.get('/api/nothing'))).toBe('not_found');
  const wrong = await api.get('/api/confirm-booking');
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
});

test('for whom a request is made is believed only with the scope for it', async () => {
  const claim = { 'x-initiated-by-role': 'admin', 'x-initiated-by-channel': 'panel', 'idempotency-key': 'k' };
  await (await caller(own)).post('/api/confirm-booking', { telegram_id: 1, slot_id }, claim);
  await (await caller(reader)).post('/api/confirm-booking', { telegram_id: 1, slot_id }, claim);
  expect(seen.map((asked) => asked.initiated_by.role)).toEqual(['admin', 'system']);
  expect(seen[0]?.operation).toMatch(/^[0-9a-f]{64}$/);
  expect(seen[0]?.operation).not.toBe(seen[1]?.operation);
});

test('a key that is none is refused', async () => {
  const api = await caller(own);
  const answered = await api.post(
    '/api/confirm-booking',
    { telegram_id: 1, slot_id },
    { 'idempotency-key': 'a b' },
  );
  expect(codeOf(answered)).toBe('invalid_request');
});

test('the list of the allowed is not sent again while it is the same', async () => {
  const api = await caller(own);
  const first = await api.get('/api/allowed-users');
  expect(first.body).toEqual([1, 2]);
  const again = await api.get('/api/allowed-users', { 'if-none-match': first.headers.get('etag') ?? '' });
  expect([again.status, again.body]).toEqual([304, '']);
});

test('a fault of ours says nothing of itself; a neighbour’s says when to come again', async () => {
  const api = await caller(own);
  fault = new Error('secret inside');
  const ours = await api.get('/api/users?telegram_id=1');
  expect([ours.status, codeOf(ours)]).toEqual([500, 'internal']);
  expect(JSON.stringify(ours.body)).not.toContain('secret');
  fault = new RangeError('mongodb is away');
  const away = await api.get('/api/users?telegram_id=1');
  expect([away.status, codeOf(away), away.headers.get('retry-after')]).toEqual([503, 'unavailable', '2']);
});

test('the log has who asked for which route, and nothing of what was sent or who it is about', async () => {
  const api = await caller(reader);
  await api.post(
    '/api/confirm-booking',
    { telegram_id: 7_777_777, slot_id },
    { 'x-trace-id': 'trace-of-mine-2' },
  );
  const line = written.find((one) => one.includes('"msg":"api"')) ?? '';
  expect(JSON.parse(line)).toMatchObject({
    route: 'confirmBooking',
    caller: 'r',
    status: 409,
    trace_id: 'trace-of-mine-2',
  });
  expect(written.join()).not.toContain('7777777');
  expect(written.join()).not.toContain(reader);
});

test('the description is there for everybody', async () => {
  expect((await (await caller()).get('/api/openapi.json')).body).toMatchObject({ openapi: '3.1.0' });
});

test('who tries to sign in is told apart by the address the proxy beside us gives, not by what they say themselves', async () => {
  const app = await caller();
  const tries = async (from: string) => {
    const answered = await app.raw('/sign-in/password', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': from },
      body: new URLSearchParams({ login: `l${Math.random()}`, password: 'x' }),
    });
    return answered.status;
  };
  const { most } = passwordLimits.address;
  // The proxy adds the last one; everything before it was typed by whoever came.
  for (let time = 0; time < most; time += 1) expect(await tries(`198.51.100.${time}, 203.0.113.7`)).toBe(422);
  expect(await tries('192.0.2.1, 203.0.113.7')).toBe(429);
  expect(await tries('203.0.113.8')).toBe(422);
});

test('the page for developers is there for everybody, with its style, and may run and load nothing else', async () => {
  const api = await caller();
  const page = await api.get('/api/docs');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
  const style = /<link rel="stylesheet" href="([^"]+)"/.exec(String(page.body))?.[1] ?? '';
  expect((await api.get(style)).headers.get('content-type')).toContain('text/css');
});
