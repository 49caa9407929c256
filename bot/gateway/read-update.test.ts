import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { botUpdateSchema } from '../../contracts/events/bot-update.ts';
import { rawTap } from '../testing.ts';
import { readUpdate } from './read-update.ts';

const said = (text: string | undefined, more: object = {}) => ({
  update_id: 1,
  message: {
    message_id: 2,
    date: 1,
    from: { id: 7, is_bot: false, first_name: 'Ann <b>', last_name: 'X', username: 'ann' },
    chat: { id: 7, type: 'private' },
    text,
    ...more,
  },
});
const whatOf = (raw: unknown) => {
  const read = readUpdate(raw, 't');
  return 'update' in read ? read.update.what : read.ignored;
};

test('whatever arrives is read or ignored, and never throws', () => {
  const anything = fc.anything({ withNullPrototype: true });
  fc.assert(
    fc.property(anything, anything, anything, (one, two, three) => {
      for (const raw of [one, { update_id: 1, message: two }, { update_id: 2, callback_query: three }])
        expect(() => readUpdate(raw, 't')).not.toThrow();
    }),
  );
  const member = { from: { id: 1 }, chat: { id: 1, type: 'private' }, new_chat_member: { status: 'kicked' } };
  for (const date of [-1, 0.5, 9e12, Number.MAX_VALUE])
    expect(whatOf({ update_id: 3, my_chat_member: { ...member, date } })).toBe('malformed');
});

test('what is kept of an update can be written into a queue and read again, and holds no name', () => {
  for (const raw of [rawTap(1, 'x'), said('/start e_x'), said('hello'), said(undefined)]) {
    const read = readUpdate(raw, 't');
    if (!('update' in read)) throw new Error(read.ignored);
    const text = JSON.stringify(read.update);
    expect(botUpdateSchema.parse(JSON.parse(text))).toEqual(read.update);
    expect(text).not.toMatch(/Ann|ann/);
  }
});

test('commands are read however they are written, unknown ones are nobody’s', () => {
  expect(whatOf(said('/SLOTS@zapis_bot now'))).toEqual({ kind: 'command', command: 'slots', payload: null });
  expect(whatOf(said('/constructor'))).toEqual({ kind: 'other' });
  expect(whatOf(said('/'))).toEqual({ kind: 'other' });
  expect(whatOf(said('/start nonsense'))).toEqual({ kind: 'command', command: 'start', payload: null });
  expect(whatOf(said(' /slots'))).toEqual({ kind: 'text', text: ' /slots', message_id: 2 });
});

test('an invite’s token is forgotten at the door: only its hash goes on', () => {
  const read = readUpdate(said('/start i_abcdefghijklmnop'), 't');
  expect(JSON.stringify(read)).not.toContain('abcdefghijklmnop');
  expect(whatOf(said('/start i_abcdefghijklmnop'))).toMatchObject({
    payload: { kind: 'invite', token_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
  });
});

test('a button of a message that is gone has no message to edit', () => {
  const tap = rawTap(1, 'x');
  const gone = {
    ...tap,
    callback_query: { ...tap.callback_query, message: { ...tap.callback_query.message, date: 0 } },
  };
  expect(whatOf(gone)).toMatchObject({ kind: 'tap', message_id: null });
});

test('what is said in groups, by bots or by channels is not for us', () => {
  expect(whatOf(said('/slots', { chat: { id: -5, type: 'group' } }))).toBe('said in a group');
  expect(whatOf(said('/slots', { from: { id: 9, is_bot: true } }))).toBe('from a bot');
  expect(whatOf(said('/slots', { from: undefined }))).toBe('from nobody');
});

test('a pinned message and other notices of Telegram are no question', () => {
  const notice = { text: undefined, pinned_message: { message_id: 1, date: 0, chat: { id: 7 } } };
  expect(whatOf(said('', notice))).toBe('a notice, nothing was said');
  expect(whatOf(said('', { text: undefined, sticker: {} }))).toEqual({ kind: 'other' });
});

test('a photo, a file, a voice message are read by reference, of a photo the largest; an edit says what stands now', () => {
  const photo = [{ file_id: 'small' }, { file_id: 'large', file_size: 90_000 }];
  expect(whatOf(said(undefined, { photo, caption: 'My pass' }))).toEqual({
    kind: 'file',
    file: { kind: 'photo', file_id: 'large', name: null, type: null, size: 90_000 },
    text: 'My pass',
    message_id: 2,
  });
  const document = { file_id: 'd1', file_name: 'cv.pdf', mime_type: 'application/pdf', file_size: 10 };
  expect(whatOf(said(undefined, { document }))).toMatchObject({ file: { kind: 'document', name: 'cv.pdf' } });
  const voice = { file_id: 'v1', mime_type: 'audio/ogg', file_size: 10_485_760 };
  expect(whatOf(said(undefined, { voice }))).toMatchObject({ file: { kind: 'voice', size: 10_485_760 } });
  expect(whatOf(said(undefined, { sticker: { file_id: 's1' } }))).toEqual({ kind: 'other' });
  const { message: edited_message, update_id } = said('Is there a garage?');
  expect(whatOf({ update_id, edited_message })).toEqual({
    kind: 'edited',
    text: 'Is there a garage?',
    message_id: 2,
  });
  const other = { file_id: 'd2', file_unique_id: 'u2', file_name: 'CV.pdf' };
  const swapped = said(undefined, { document: other, caption: 'My CV' }).message;
  expect(whatOf({ update_id, edited_message: swapped })).toEqual({
    kind: 'edited',
    text: 'My CV',
    file: { kind: 'document', file_id: 'd2', unique_id: 'u2', name: 'CV.pdf', type: null, size: null },
    message_id: 2,
  });
  expect(whatOf({ update_id, edited_message: { ...edited_message, chat: { id: -7, type: 'group' } } })).toBe(
    'said in a group',
  );
});
