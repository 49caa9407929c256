import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quickReply } from '../../activities/person/quick.ts';
import { rendered } from '../../activities/rendering/render.ts';
import { createQuickCalls } from '../../adapters/api-client/quick.ts';
import { decide } from '../../bot/handlers/index.ts';
import { person, update } from '../../bot/testing.ts';
import { quickRoute } from '../../contracts/api/quick.ts';
import { withoutTags } from '../i18n/html.ts';
import { langs } from '../i18n/lang.ts';
import { commandsOf } from '../messages/commands.ts';
import { everyone } from '../people/roles.ts';
import { mostLines } from './command.ts';
import type { QuickName } from './index.ts';
import { isQuick, mayAskQuick, quickCommands } from './index.ts';
import { quickSamples } from './samples.ts';

// Takes the table as it is: a new entry is proven by being there.
const names = Object.keys(quickCommands) as QuickName[];
const token = 'the-api-token-of-the-tests-0123456789';
const user_id = person().user_id;

/** Plays the API: each route answers what its description gives as an example. */
const asked: { path: string; query: Record<string, string>; authorization: string | undefined }[] = [];
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://api');
  const { authorization } = request.headers;
  asked.push({ path: pathname, query: Object.fromEntries(searchParams), authorization });
  const route = names.map(quickRoute).find(({ path }) => path === pathname);
  response.end(JSON.stringify(route?.example.answer));
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

const command = (name: QuickName) => update({ kind: 'command', command: name, payload: null });

describe.each(names)('/%s', (name) => {
  const { roles } = quickCommands[name];

  test.each(everyone)('is in the menu of its roles and refused to all others: %s', (role) => {
    const isTheirs = roles.some((one) => one === role);
    for (const lang of langs) {
      const shown = commandsOf([role], lang).filter((line) => line.command === name);
      expect(shown).toHaveLength(isTheirs ? 1 : 0);
      // Telegram's own limits.
      for (const line of shown) {
        expect(line.command).toMatch(/^[a-z0-9_]{1,32}$/);
        expect(line.description).toMatch(/^.{3,256}$/);
      }
    }
    const who = person({ roles: [role], allowed: role === 'candidate' });
    const decision = decide({ update: command(name), person: who }, true);
    const request = decision.do === 'hand' && decision.order.to === 'request' && decision.order.request;
    expect(request && request.request).toEqual(
      isTheirs ? { kind: 'quick', command: name } : { kind: 'denied' },
    );
    expect(mayAskQuick(name, { roles: [role] })).toBe(isTheirs);
  });

  test.each(langs)(
    'makes its one call, which its route takes, and says the answer in one message: %s',
    async (lang) => {
      asked.length = 0;
      const deps = { answer: createQuickCalls({ url, token }), triedForMs: () => 0 };
      const asker = { user_id, roles, now: Date.parse('2026-11-20T09:00:00Z') };
      const reply = await quickReply(deps, name, asker, lang);
      const route = quickRoute(name);
      expect(asked).toEqual([
        { path: route.path, query: expect.any(Object), authorization: `Bearer ${token}` },
      ]);
      expect(route.query.safeParse(asked[0]?.query)).toMatchObject({ success: true });
      expect(route.method).toBe('get');
      if (!('message' in reply)) throw new Error('no message');
      expect(reply.said).toBe(`quick_${name}`);
      expect(rendered(reply.message).text).toMatch(/\S/);
    },
  );

  test('says in each language what cannot be told, and which command to try again', () => {
    const said = langs.map((lang) => quickCommands[name].away(lang).html);
    for (const text of said) expect(text).toContain(`/${name}`);
    expect(new Set(said).size).toBe(langs.length);
  });

  test('is shown on the page of all messages', () => {
    expect(Object.keys(quickSamples)).toEqual(expect.arrayContaining([`/${name}`]));
  });
});

test('the call says who asks: what they may see is the API’s to decide', () => {
  const asker = { user_id, roles: everyone, now: 0 };
  for (const name of names) expect(quickCommands[name].call.query(asker)).toMatchObject({ user_id });
});

test('every answer fits one message of Telegram, with the longest names there can be', () => {
  const long = '<&>'.repeat(100);
  const asker = { user_id, roles: ['admin'] as const, now: 0 };
  const booking = {
    number: 'K7M2Q',
    status: 'booked' as const,
    starts_at: '2026-11-26T11:00:00Z',
    location: long,
    audience: long,
  };
  const many = <T>(one: T, count: number) => Array.from({ length: count }, () => one);
  const project = { title: long, status: 'open' as const, booking };
  const named = { ...booking, event: long, name: long };
  const bookings = { choosing: 1, ahead: 20, over: 0, items: many(named, 20) };
  const broadcast = { event: long, status: 'sending', settled: 1, total: 2 };
  const queue = { queue: `bot.update.${'x'.repeat(60)}`, waiting: 1, dead: 1 };
  for (const lang of langs) {
    const all = [
      quickCommands.projects.say({ items: many(project, mostLines), next_cursor: 'x' }, asker, lang),
      ...(['admin', 'candidate'] as const).map((role) =>
        quickCommands.tasks.say(
          { bookings, broadcasts: { total: 20, items: many(broadcast, 20) } },
          { ...asker, roles: [role] },
          lang,
        ),
      ),
      quickCommands.servers.say({ ok: false, services: [], roles: [], queues: many(queue, 30) }, asker, lang),
    ];
    for (const { text } of all) expect(withoutTags(text).length).toBeLessThan(4_096);
  }
});

test('a candidate never reads here how their interview was judged, and sees a time that has passed as passed', () => {
  const now = Date.parse('2026-11-26T12:00:00Z');
  const asker = { user_id, roles: ['candidate'] as const, now };
  const said = (['booked', 'done', 'no_show'] as const).map((status) => {
    const booking = {
      number: 'K7',
      status,
      starts_at: '2026-11-26T11:00:00Z',
      location: null,
      audience: null,
    };
    const items = [{ title: 'Support', status: 'open' as const, booking }];
    return quickCommands.projects.say({ items, next_cursor: null }, asker, 'en').text.html;
  });
  expect(new Set(said).size).toBe(1);
  expect(said[0]).toContain('The time has passed');
});

test('what is broken stands out: the state of each service, roles with nobody in them, queues that hold something', () => {
  const text = quickSamples['/servers, not everything works']?.('en').text.html ?? '';
  for (const line of [
    '❌ RabbitMQ: down since',
    '❌ bot: none to be seen',
    '❌ worker: 1 of 2 ready',
    '❌ notify.p2p',
  ])
    expect(text).toContain(line);
  expect(text).not.toContain('notify.broadcast');
  expect(isQuick('servers') && !isQuick('help') && !isQuick('toString')).toBe(true);
});
