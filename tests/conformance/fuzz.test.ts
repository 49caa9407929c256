import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StartedSandbox } from '../../sandbox/driver/index.ts';
import { seeded } from '../../sandbox/random.ts';
import { methodNames } from '../../sandbox/schema/methods.ts';
import { prove } from '../support/prove.ts';
import { rawClient, start, token } from './support.ts';

// FUZZ_SECONDS runs as long as wanted (the long suite: 600); without it a fixed number of requests.
// FUZZ_SEED repeats a run; `npm run test:long` sets both.
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_126);
const seconds = Number(process.env['FUZZ_SECONDS'] ?? 0);
const shortRun = 1500;

let started: StartedSandbox;
const thrown: unknown[] = [];
const random = seeded(seed);
const below = (limit: number) => Math.floor(random() * limit);
const pick = <T>(some: readonly T[]): T => some[below(some.length)] as T;

beforeAll(async () => {
  started = await start({ ceilings: false, validate: false, report: (error) => thrown.push(error) });
  const ann = await started.sandbox.person('Ann', { id: 7 });
  await ann.sends('/start');
});
afterAll(() => started.close());

const fields = [
  'chat_id',
  'message_id',
  'text',
  'parse_mode',
  'entities',
  'reply_markup',
  'reply_parameters',
  'caption',
  'document',
  'photo',
  'voice',
  'offset',
  'limit',
  'timeout',
  'allowed_updates',
  'callback_query_id',
  'commands',
  'scope',
  'language_code',
  'menu_button',
  'url',
  'secret_token',
  'from_chat_id',
  'message_ids',
  'user_id',
  'latitude',
  'longitude',
  'title',
  'address',
  'name',
  'icon_color',
  'file_id',
  'link_preview_options',
  'message_thread_id',
  'caption_entities',
  'show_alert',
  '__proto__',
  'constructor',
  '',
];
const texts = [
  '',
  ' ',
  '0',
  '-1',
  '7',
  '@x',
  '1e99',
  'NaN',
  'null',
  'true',
  '[]',
  '{}',
  '[[',
  '{"a":',
  '<b>',
  '</b>',
  '<a href="',
  '&#0;',
  '&#xffffffff;',
  '*',
  '||',
  '>',
  '`',
  '![',
  '\\',
  '[a](',
  'HTML',
  'MarkdownV2',
  'Markdown',
  '\u0000',
  '\ud83d',
  '👍',
  '\u202e',
  'x'.repeat(5000),
  'x'.repeat(40_000),
  'attach://',
  'attach://x',
  'http://',
  'https://a.b',
  'tg://user?id=',
  '999999999999999999999999',
  '%00',
  '../../etc/passwd',
  '{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}',
  '{"keyboard":[[1]]}',
  '{"type":"chat"}',
  '{"message_id":{}}',
  '[{"type":"bold","offset":-1,"length":99999999}]',
  '[1,-1,"x"]',
];

function value(depth = 0): unknown {
  const kind = below(depth > 3 ? 5 : 8);
  if (kind < 2) return pick(texts);
  if (kind === 2) return pick([0, -1, 7, 1.5, 2 ** 31, -(2 ** 53), 1e300]);
  if (kind === 3) return random() < 0.5;
  if (kind === 4) return null;
  if (kind === 5) return Array.from({ length: below(4) }, () => value(depth + 1));
  const names = [
    'type',
    'text',
    'callback_data',
    'inline_keyboard',
    'offset',
    'length',
    'url',
    'command',
    ...fields,
  ];
  return Object.fromEntries(Array.from({ length: below(4) }, () => [pick(names), value(depth + 1)]));
}

const parameters = () =>
  Object.fromEntries(Array.from({ length: below(7) }, () => [pick(fields), random() < 0.3 ? 7 : value()]));

/** Calls that would wait or close the way to later calls are made harmless, not left out. */
const tame = (given: Record<string, unknown>) => ({
  ...given,
  timeout: 0,
  url: given['url'] === undefined ? '' : '::',
});

function body(): { content: string | Uint8Array<ArrayBuffer>; type: string } {
  const given = tame(parameters());
  const strings = Object.entries(given).map(([name, one]): [string, string] => [
    name,
    typeof one === 'string' ? one : JSON.stringify(one),
  ]);
  switch (below(7)) {
    case 0:
      return { content: new URLSearchParams(strings).toString(), type: 'application/x-www-form-urlencoded' };
    case 1: {
      const parts = strings.map(
        ([name, one]) =>
          `--b\r\nContent-Disposition: form-data; name="${name}"${random() < 0.3 ? '; filename="f"' : ''}\r\n\r\n${one}\r\n`,
      );
      const whole = `${parts.join('')}--b--\r\n`;
      return {
        content: random() < 0.3 ? whole.slice(0, below(whole.length)) : whole,
        type: 'multipart/form-data; boundary=b',
      };
    }
    case 2: {
      const whole = JSON.stringify(given);
      return { content: whole.slice(0, below(whole.length)), type: 'application/json' };
    }
    case 3:
      return {
        content: Uint8Array.from({ length: below(200) }, () => below(256)),
        type: pick(['application/json', 'multipart/form-data', 'text/plain', '']),
      };
    default:
      return { content: JSON.stringify(given), type: 'application/json' };
  }
}

async function once(): Promise<void> {
  const as =
    random() < 0.9 ? token : pick(['', '0:a', 'x', '1:', `${token}x`, '%', '%2e%2e', '1'.repeat(99)]);
  const method =
    random() < 0.9
      ? pick(methodNames)
      : pick(['', 'x', '__proto__', 'toString', '%', '../getMe', 'getMe/x', '%00']);
  const { content, type } = body();
  const response = await fetch(`${started.url}/bot${as}/${method}`, {
    method: 'POST',
    body: typeof content === 'string' ? content : new Blob([content]),
    headers: { 'content-type': type },
  });
  const text = await response.text();
  const told = JSON.parse(text) as { ok: boolean; error_code?: number; description?: string };
  const context = `${method} ${type} ${String(content).slice(0, 300)} → ${text.slice(0, 300)}`;
  if (told.ok) expect(response.status, context).toBe(200);
  else {
    expect(response.status, context).toBe(told.error_code);
    expect(response.status, context).toBeGreaterThanOrEqual(400);
    expect(response.status, context).toBeLessThan(500);
    expect(told.description, context).toMatch(
      /^(Bad Request|Unauthorized|Forbidden|Not Found|Conflict|Misdirected Request|Too Many Requests|Request Entity Too Large)\b/,
    );
  }
}

test(
  `malformed calls get Telegram-shaped refusals and nothing breaks (seed ${seed})`,
  async () => {
    const until = Date.now() + seconds * 1000;
    let done = 0;
    while (seconds > 0 ? Date.now() < until : done < shortRun) {
      await once();
      done += 1;
      if (done % 500 === 0)
        await started.sandbox
          .call('POST', '/reset', {})
          .then(() => started.sandbox.person('Ann', { id: 7 }))
          .then((ann) => ann.sends('/start'));
    }
    expect(thrown).toEqual([]);
    expect((await rawClient(started.url)('getMe')).status).toBe(200);
    prove(
      `${done} malformed calls in ${seconds > 0 ? `${seconds} s` : 'a short run'}, each answered as Telegram would, none broke it`,
    );
  },
  Math.max(60_000, seconds * 1000 + 60_000),
);

test('bytes that are not HTTP end that connection only', async () => {
  const { hostname, port } = new URL(started.url);
  for (let i = 0; i < 50; i += 1) {
    const bytes = Buffer.from(Array.from({ length: 1 + below(300) }, () => below(256)));
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.end(bytes));
      socket.on('data', () => undefined);
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
    });
  }
  expect((await rawClient(started.url)('getMe')).status).toBe(200);
  expect(thrown).toEqual([]);
});

test('malformed controls are refused by name and break nothing', async () => {
  const routes = [
    '/people',
    '/people/7/send',
    '/people/7/tap',
    '/people/7/file',
    '/people/7/forward',
    '/chats',
    '/faults',
    '/clock',
    '/bots',
    '/messages?x',
    '/%',
    '/files/%',
  ];
  for (let i = 0; i < 300; i += 1) {
    const content = random() < 0.2 ? '{' : JSON.stringify(value());
    const response = await fetch(`${started.url}/_sandbox${pick(routes)}`, { method: 'POST', body: content });
    expect(response.status, content).toBeLessThan(500);
    await response.text();
  }
  await started.sandbox.clearFaults();
  expect(thrown).toEqual([]);
});
