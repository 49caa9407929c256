import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SandboxPerson, StartedSandbox } from '../../sandbox/driver/index.ts';
import { calendar, rawClient, start, token } from './support.ts';

let started: StartedSandbox;
let ann: SandboxPerson;

beforeAll(async () => {
  started = await start({ ceilings: false, validate: false });
  ann = await started.sandbox.person('Ann');
  await ann.sends('/start');
});
afterAll(() => started.close());

const at = (path: string, init: RequestInit = {}) => fetch(`${started.url}${path}`, init);
const post = async (method: string, body: string | FormData | URLSearchParams, type?: string) => {
  const init = { method: 'POST', body, ...(type && { headers: { 'content-type': type } }) };
  const response = await at(`/bot${token}/${method}`, init);
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
};

test('the same call by query, form, multipart and JSON is the same message', async () => {
  const fields = { chat_id: String(ann.id), text: 'привет', parse_mode: 'HTML' };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const query = new URLSearchParams(fields).toString();
  const answers = [
    await (await at(`/bot${token}/sendMessage?${query}`)).json(),
    await post('sendMessage', new URLSearchParams(fields)),
    await post('sendMessage', form),
    await post('sendMessage', JSON.stringify(fields), 'application/json'),
    await post('SENDMESSAGE', JSON.stringify(fields), 'application/json; charset=utf-8'),
    await (await at(`/bot${token}/test/sendMessage?${query}`)).json(),
  ];
  for (const answer of answers) expect(answer).toMatchObject({ ok: true, result: { text: 'привет' } });
});

test('a file comes in under its own name, or by attach://', async () => {
  for (const field of ['document', 'elsewhere']) {
    const form = new FormData();
    form.set('chat_id', String(ann.id));
    if (field === 'elsewhere') form.set('document', 'attach://elsewhere');
    form.set(field, new Blob([calendar]), 'встреча.ics');
    expect(await post('sendDocument', form)).toMatchObject({
      result: { document: { file_name: 'встреча.ics', file_size: calendar.length } },
    });
  }
});

test.each([
  ['/bot1001:wrong/getMe', 401, 'Unauthorized'],
  ['/bot0/getMe', 401, 'Unauthorized: invalid token specified'],
  ['/botabc/getMe', 401, 'Unauthorized: invalid token specified'],
  ['/botabc:def/getMe', 421, 'Misdirected Request: unallowed token specified'],
  [`/bot${token}/fly`, 404, 'Not Found: method not found'],
  [`/bot${token}/constructor`, 404, 'Not Found: method not found'],
  [`/bot${token}`, 404, 'Not Found'],
  [`/file/bot${token}/documents/none`, 404, 'Not Found'],
])('%s answers %i %s', async (path, status, description) => {
  const response = await at(path);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ ok: false, error_code: status, description });
});

test.each([
  ['{"a":', 'application/json', 400],
  ['[1]', 'application/json', 400],
  ['null', 'application/json', 400],
  ['no boundary', 'multipart/form-data', 400],
  ['--x\r\nnothing', 'multipart/form-data; boundary=x', 400],
  ['--x\r\nContent-Type: a/b\r\n\r\nz\r\n--x--', 'multipart/form-data; boundary=x', 400],
])('the body %s of type %s is refused in Telegram’s shape', async (body, type, status) => {
  expect(await post('sendMessage', body, type)).toMatchObject({ status, ok: false, error_code: status });
});

test('a body over 50 MB is refused with 413', async () => {
  const form = new FormData();
  form.set('document', new Blob([Buffer.alloc(52 * 1024 * 1024)]), 'big');
  expect(await post('sendDocument', form)).toMatchObject({
    status: 413,
    description: 'Request Entity Too Large',
  });
});

test('a text with half a surrogate pair is refused', async () => {
  const body = '{"chat_id":1,"text":"\\ud800"}';
  expect(await post('sendMessage', body, 'application/json')).toMatchObject({
    description: 'Bad Request: strings must be encoded in UTF-8',
  });
});

const byHand = (path: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    request(`${started.url}${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

test('other web pages reach neither the Bot API nor the controls', async () => {
  for (const path of [`/bot${token}/getMe`, '/_sandbox/state', '/']) {
    expect(await byHand(path, {})).toBe(200);
    expect(await byHand(path, { origin: started.url })).toBe(200);
    expect(await byHand(path, { origin: 'https://evil.example' })).toBe(403);
    expect(await byHand(path, { origin: 'null' })).toBe(403);
    expect(await byHand(path, { host: 'evil.example' })).toBe(403);
    expect(await byHand(path, { 'sec-fetch-site': 'cross-site' })).toBe(403);
    // Another port of this machine is the same site: its links may lead here, its scripts may not.
    expect(await byHand(path, { 'sec-fetch-site': 'same-site' })).toBe(path === '/' ? 200 : 403);
  }
});

test('a body nested too deep is refused', async () => {
  const body = `{"chat_id":1,"text":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  expect(await post('sendMessage', body, 'application/json')).toMatchObject({ error_code: 400 });
});

test('the page comes with a strict policy, and no path leads out of its folder', async () => {
  const page = await at('/');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await byHand('/../../package.json', {})).toBe(404);
  expect(await byHand('/%2e%2e/%2e%2e/package.json', {})).toBe(404);
});

test('an unknown bot is taken in at its first call when the sandbox is told to', async () => {
  const open = await start({ registerUnknownBots: true, bots: [] });
  const me = await rawClient(open.url, '5:new')('getMe');
  expect(me.result).toMatchObject({ id: 5, is_bot: true });
  expect((await rawClient(open.url, '5:other')('getMe')).status).toBe(401);
  await open.close();
});

test('a revoked token is unauthorized', async () => {
  await started.sandbox.bot('77:x', { username: 'revoked_bot' });
  await started.sandbox.call('PATCH', '/bots/revoked_bot', { revoked: true });
  expect(await rawClient(started.url, '77:x')('getMe')).toMatchObject({
    status: 401,
    description: 'Unauthorized',
  });
});
