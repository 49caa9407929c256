import { describe, expect, test } from 'vitest';
import type { Identity } from '../../contracts/api/identity.ts';
import { bookingButton, requestButton } from '../../contracts/callback-data.ts';
import { type BotUpdate, botCommands } from '../../contracts/events/bot-update.ts';
import { event, otherEvent, person, tapOn, update } from '../testing.ts';
import type { Decision } from './decision.ts';
import { decide } from './index.ts';

const command = (name: (typeof botCommands)[number]): BotUpdate['what'] => ({
  kind: 'command',
  command: name,
  payload: null,
});
const decided = (what: BotUpdate['what'], who: Identity | null = person(), more: Partial<BotUpdate> = {}) =>
  decide({ update: update(what, more), person: who }, true);
/** What was decided, in one word. */
function word(decision: Decision): string {
  if (decision.do !== 'hand') return decision.do;
  const { order } = decision;
  if (order.to === 'conversation') return 'said';
  return order.to === 'booking' ? `→ ${order.tap.press.kind}` : order.request.request.kind;
}
const booked = person({ events: [{ event_id: event, open: false, active_booking: true }] });
const several = person({
  events: [event, otherEvent].map((event_id) => ({ event_id, open: true, active_booking: true })),
});
const nothing = person({ events: [] });

describe('each command, with one booked event, several, and none', () => {
  test.each([
    ['start', 'welcome', 'welcome', 'welcome'],
    ['slots', 'no_event', 'choose_event', 'no_event'],
    ['mybooking', '→ show', 'choose_event', 'no_event'],
    ['reschedule', '→ move', 'choose_event', 'no_event'],
    ['cancel', '→ cancel', 'choose_event', 'no_event'],
    ['contact', 'contact', 'choose_event', 'no_event'],
    ['calendar', '→ calendar', 'choose_event', 'no_event'],
    ['help', 'help', 'help', 'help'],
    ['language', 'language', 'language', 'language'],
    ['privacy', 'privacy', 'privacy', 'privacy'],
    ['stop', 'stop', 'stop', 'stop'],
  ] as const)('/%s: %s, %s, %s', (name, one, many, none) => {
    const what = command(name);
    expect([booked, several, nothing].map((who) => word(decided(what, who)))).toEqual([one, many, none]);
  });

  test('no command is without a row', () => {
    for (const name of botCommands) expect(word(decided(command(name)))).not.toBe('');
  });

  test('/slots and /contact find an open event that nothing is booked in', () => {
    expect(['slots', 'contact'].map((name) => word(decided(command(name as 'slots'))))).toEqual([
      '→ sign_up',
      'contact',
    ]);
  });
});

test('a button signals its press with its menu, the query to answer and the message to edit', () => {
  const decision = decided(tapOn(bookingButton(event, { kind: 'confirm' }, 'ab1')));
  expect(decision).toMatchObject({
    order: {
      to: 'booking',
      event_id: event,
      user_id: person().user_id,
      tap: {
        update_id: 1,
        trace_id: 't',
        query_id: 'q',
        message_id: 5,
        menu: 'ab1',
        press: { kind: 'confirm' },
      },
    },
  });
});

test('buttons of no booking are requests; only those that replace a screen edit it', () => {
  const requestOf = (data: string) => {
    const decision = decided(tapOn(data));
    if (decision.do !== 'hand' || decision.order.to !== 'request') throw new Error('no request');
    return decision.order.request;
  };
  expect(requestOf(requestButton({ kind: 'language', lang: 'en' }))).toMatchObject({
    message_id: 5,
    query_id: 'q',
  });
  expect(requestOf(requestButton({ kind: 'erase', sure: true }))).toMatchObject({ message_id: 5 });
  expect(requestOf(requestButton({ kind: 'contact', event_id: event }))).not.toHaveProperty('message_id');
  expect(requestOf('x')).not.toHaveProperty('message_id');
  expect(requestOf('x').request).toEqual({ kind: 'outdated' });
});

test('authority is the tapper’s own: nothing in a button makes anybody allowed', () => {
  const data = bookingButton(event, { kind: 'sign_up' });
  const offTheList = person({ allowed: false });
  const specialist = person({ allowed: false, roles: ['candidate', 'specialist'] });
  for (const who of [null, offTheList, specialist]) expect(word(decided(tapOn(data), who))).toBe('denied');
  expect(word(decided(command('help'), specialist))).toBe('help');
  expect(word(decided(command('help'), offTheList))).toBe('denied');
  expect(word(decided({ kind: 'text', text: 'x' }, offTheList))).toBe('denied');
  expect(word(decided(tapOn('x'), null))).toBe('denied');
});

test('a text is the reason only while one is waited for, and only of somebody allowed', () => {
  const text: BotUpdate['what'] = { kind: 'text', text: 'I am ill' };
  const waiting = { waits_for_reason: { event_id: event } };
  expect(decided(text, person(waiting))).toEqual({ do: 'store_text', event_id: event, text: 'I am ill' });
  expect(word(decided(text))).toBe('help');
  expect(word(decided({ kind: 'text', text: '  ' }, person(waiting)))).toBe('help');
  expect(word(decided(text, person({ ...waiting, allowed: false })))).toBe('denied');
});

const voice: BotUpdate['what'] = {
  kind: 'file',
  file: { kind: 'voice', file_id: 'v1', name: null, type: 'audio/ogg', size: 10_485_760 },
  text: '',
  message_id: 5,
};

test('what is no command and no reason is for the coordinators, with its file; theirs is whom they look for', () => {
  const words: BotUpdate['what'] = { kind: 'text', text: 'Is there parking?', message_id: 4 };
  const said = { edited: false, text: 'Is there parking?', file: null, message_id: 4 };
  expect(decided(words)).toEqual({ do: 'store_said', said });
  const specialist = person({ roles: ['specialist'] });
  expect(decided(words, specialist)).toEqual({ do: 'store_said', said });
  expect(decided(voice)).toMatchObject({
    do: 'store_said',
    said: { file: { file_id: 'v1' }, message_id: 5 },
  });
  expect(decided({ kind: 'edited', text: 'Is there a garage?', message_id: 4 })).toEqual({
    do: 'store_said',
    said: { edited: true, text: 'Is there a garage?', file: null, message_id: 4 },
  });
  expect(decided({ ...voice, kind: 'edited' })).toMatchObject({
    said: { edited: true, file: { file_id: 'v1' }, message_id: 5 },
  });
  const admin = person({ roles: ['admin'] });
  expect(word(decided(words, admin))).toBe('store_text');
  expect(word(decided(voice, admin))).toBe('help');
});

test('a text of nothing is not passed on; one of 4,096 characters is, whole', () => {
  for (const text of ['', '  ', '\n\u00a0'])
    expect(word(decided({ kind: 'text', text, message_id: 4 }))).toBe('help');
  const text = '😀'.repeat(2_048);
  expect(decided({ kind: 'text', text, message_id: 4 })).toMatchObject({ do: 'store_said', said: { text } });
});

test('words and files of a stranger, and of somebody taken off the list, are refused', () => {
  const words: BotUpdate['what'] = { kind: 'text', text: 'Hello', message_id: 4 };
  for (const what of [words, voice])
    for (const who of [null, person({ allowed: false })]) expect(word(decided(what, who))).toBe('denied');
});

test('an invite is open to strangers until they guess too much, and then looks like any refusal', () => {
  const invite: BotUpdate['what'] = {
    kind: 'command',
    command: 'start',
    payload: { kind: 'invite', token_hash: 'a'.repeat(64) },
  };
  expect(word(decided(invite, null))).toBe('invite');
  expect(word(decide({ update: update(invite), person: null }, false))).toBe('denied');
});

test('a shared message leads into the private chat and is never edited', () => {
  const shared = { chat: 'shared', chat_id: -5 } as const;
  const signUp = tapOn(bookingButton(event, { kind: 'sign_up' }));
  expect(decided(signUp, null, shared)).toEqual({ do: 'open_private_chat', query_id: 'q', event_id: event });
  const other = decided(tapOn(bookingButton(event, { kind: 'confirm' }, 'ab1')), person(), shared);
  expect(other).toMatchObject({ order: { request: { chat_id: 7, request: { kind: 'outdated' } } } });
  expect(JSON.stringify(other)).not.toMatch(/message_id|-5/);
});
