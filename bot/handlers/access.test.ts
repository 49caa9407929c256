import { describe, expect, test } from 'vitest';
import type { Identity } from '../../contracts/api/identity.ts';
import { bookingButton, eventPayload, requestButton } from '../../contracts/callback-data.ts';
import { createDeliver } from '../gateway/deliver.ts';
import { readUpdate } from '../gateway/read-update.ts';
import { event, FakeApi, FakeHandover, FakeMemory, FakeTelegram, person } from '../testing.ts';
import type { Decision } from './decision.ts';
import { decide } from './index.ts';

const from = { id: 7, is_bot: false, first_name: 'Ann', language_code: 'en' };
const chat = { id: 7, type: 'private' };
const group = { id: -100, type: 'supergroup' };
const message = (more: object) => ({ message: { from, chat, message_id: 4, date: 1, ...more } });
const edited = (more: object) => ({ edited_message: { from, chat, message_id: 4, date: 1, ...more } });
const tap = (data: string) => ({
  callback_query: { id: 'q', from, message: { chat, message_id: 5, date: 1 }, data, chat_instance: '1' },
});
const member = (where: object, status: string) => ({
  my_chat_member: { from, chat: where, date: 1, new_chat_member: { status } },
});
const file = { file_id: 'f', file_unique_id: 'u' };

const people: Readonly<Record<string, Identity | null>> = {
  stranger: null,
  'taken off the list': person({ allowed: false }),
  candidate: person(),
  specialist: person({ allowed: false, roles: ['specialist'] }),
  admin: person({ allowed: false, roles: ['admin'] }),
  viewer: person({ allowed: false, roles: ['viewer'] }),
};

/** What was decided, in one word. */
function word(decision: Decision): string {
  if (decision.do !== 'hand') return decision.do;
  const { order } = decision;
  if (order.to === 'booking') return `→ ${order.tap.press.kind}`;
  return order.to === 'request' ? order.request.request.kind : 'said';
}

function became(raw: object, who: Identity | null): string {
  const read = readUpdate({ update_id: 1, ...raw }, 't');
  return 'ignored' in read ? 'ignored' : word(decide({ update: read.update, person: who }, true));
}

const all = (what: string) => ({ candidate: what, specialist: what, admin: what, viewer: what });
const desk = { candidate: 'store_said', specialist: 'store_said', viewer: 'store_said' };

/** For whoever is not served every row is the same refusal, but for what nobody says or nobody asked of us. */
const rows: readonly (readonly [kind: string, raw: object, known: Record<string, string>])[] = [
  ['a text', message({ text: 'Is there parking?' }), { ...desk, admin: 'store_text' }],
  ['a photo', message({ photo: [file] }), { ...desk, admin: 'help' }],
  ['an album of photos', message({ photo: [file], media_group_id: '1' }), { ...desk, admin: 'help' }],
  ['a document', message({ document: file }), { ...desk, admin: 'help' }],
  ['a voice message', message({ voice: file }), { ...desk, admin: 'help' }],
  [
    'a forwarded text',
    message({ text: 'x', forward_origin: { type: 'user' } }),
    { ...desk, admin: 'store_text' },
  ],
  ['a sticker', message({ sticker: file }), all('help')],
  ['a location', message({ location: { latitude: 55, longitude: 37 } }), all('help')],
  ['a contact', message({ contact: { phone_number: '+7', first_name: 'Ann' } }), all('help')],
  ['a poll', message({ poll: { id: '1' } }), all('help')],
  ['a video note', message({ video_note: file }), all('help')],
  ['/start', message({ text: '/start' }), all('welcome')],
  ['/start of an event', message({ text: `/start ${eventPayload(event)}` }), all('→ sign_up')],
  ['/help', message({ text: '/help' }), all('help')],
  ['/projects', message({ text: '/projects' }), all('quick')],
  ['/tasks', message({ text: '/tasks' }), { ...all('denied'), candidate: 'quick', admin: 'quick' }],
  ['/servers', message({ text: '/servers' }), { ...all('denied'), admin: 'quick' }],
  ['/today', message({ text: '/today' }), { ...all('denied'), specialist: 'staff', admin: 'staff' }],
  ['/slots', message({ text: '/slots' }), { ...all('denied'), candidate: '→ sign_up' }],
  ['a command nobody knows', message({ text: '/nothing' }), all('help')],
  [
    'a button of a booking',
    tap(bookingButton(event, { kind: 'sign_up' })),
    { ...all('denied'), candidate: '→ sign_up' },
  ],
  ['another button', tap(requestButton({ kind: 'language', lang: 'en' })), all('language')],
  ['a button of nobody’s', tap('%$#'), all('outdated')],
];

describe.each(rows)('%s', (_kind, raw, known) => {
  test.each(Object.entries(people))('%s: served by the table, or refused', (who, identity) => {
    expect(became(raw, identity)).toBe(known[who] ?? 'denied');
  });
});

test.each([
  ['an edited text', edited({ text: 'Is there a garage?' })],
  ['a live location that moves', edited({ location: { latitude: 55, longitude: 37 }, edit_date: 2 })],
])('%s: carried over for whom we serve, no answer again and again for anybody else', (_kind, raw) => {
  const decided = Object.entries(people).map(([who, identity]) => [who, became(raw, identity)]);
  expect(Object.fromEntries(decided)).toEqual({
    stranger: 'nothing',
    'taken off the list': 'nothing',
    ...all('store_said'),
  });
});

test.each([
  ['an answer to a poll', { poll_answer: { poll_id: '1', user: from, option_ids: [0] } }],
  ['a reaction', { message_reaction: { chat, message_id: 4, user: from, date: 1 } }],
  ['an inline query', { inline_query: { id: '1', from, query: 'x', offset: '' } }],
  ['somebody else’s membership', { chat_member: { chat: group, from, date: 1 } }],
  ['membership in a group', member(group, 'member')],
  ['what is said in a group', message({ chat: group, text: '/projects' })],
  ['a post in a channel', { channel_post: { chat: { id: -5, type: 'channel' }, message_id: 1, text: 'x' } }],
  ['a message that was pinned', message({ pinned_message: { message_id: 1 } })],
])('%s is nothing said to us: nobody gets an answer', (_kind, raw) => {
  for (const identity of Object.values(people)) expect(became(raw, identity)).toBe('ignored');
});

test('that somebody blocks the bot or comes back is noted, and refused to nobody', () => {
  for (const identity of Object.values(people))
    for (const status of ['kicked', 'member'])
      expect(became(member(chat, status), identity)).toBe('tell_reachability');
});

test('an edit of a stranger is done with: nothing is handed over, nothing is said, nothing waits', async () => {
  const [handover, telegram] = [new FakeHandover(), new FakeTelegram()];
  const deliver = createDeliver({ memory: new FakeMemory(), api: new FakeApi(), handover, telegram });
  const read = readUpdate({ update_id: 1, ...edited({ text: 'let me in' }) }, 't');
  if ('ignored' in read) throw new Error(read.ignored);
  expect(await deliver(read.update, { mayWaitBehind: true })).toMatchObject({ became: 'done' });
  expect([handover.orders, telegram.said, telegram.answers]).toEqual([[], [], []]);
});
