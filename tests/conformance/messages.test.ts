import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type FakeClock,
  fakeClock,
  type SandboxPerson,
  type StartedSandbox,
} from '../../sandbox/driver/index.ts';
import { rawClient, start, username } from './support.ts';

let clock: FakeClock;
let started: StartedSandbox;
let call: ReturnType<typeof rawClient>;
let ann: SandboxPerson;

beforeEach(async () => {
  clock = fakeClock();
  started = await start({ clock, ceilings: false, validate: false });
  call = rawClient(started.url);
  ann = await started.sandbox.person('Ann', { username: 'ann' });
  await ann.sends('/start');
});
afterEach(() => started.close());

const send = async (params: Record<string, unknown> = {}) => {
  const answer = await call('sendMessage', { chat_id: ann.id, text: 'Hello', ...params });
  expect(answer.description).toBeUndefined();
  return (answer.result as { message_id: number }).message_id;
};
const refusal = async (method: string, params: Record<string, unknown> = {}) =>
  (await call(method, { chat_id: ann.id, ...params })).description;
const inline = (...buttons: unknown[]) => ({ inline_keyboard: [buttons] });

test.each([
  [{ text: '' }, 'Bad Request: message text is empty'],
  [{ text: ' \n ' }, 'Bad Request: text must be non-empty'],
  [{ text: 'x'.repeat(4097) }, 'Bad Request: message is too long'],
  [{ text: 'x'.repeat(32_769) }, 'Bad Request: text is too long'],
  [{ text: 'x', chat_id: '' }, 'Bad Request: chat_id is empty'],
  [{ text: 'x', chat_id: 12_345 }, 'Bad Request: chat not found'],
  [{ text: 'x', chat_id: '@nobody' }, 'Bad Request: chat not found'],
  [{ text: 'x', reply_parameters: { message_id: 999 } }, 'Bad Request: message to be replied not found'],
  [{ text: 'x', message_thread_id: 5 }, 'Bad Request: message thread not found'],
])('sendMessage refuses %j', async (params, description) => {
  expect(await refusal('sendMessage', params)).toBe(description);
});

test('4096 signs are counted after the tags are gone', async () => {
  await send({ text: `<b>${'x'.repeat(4096)}</b>`, parse_mode: 'HTML' });
});

test('a reply that may be missing is sent without it', async () => {
  await send({ reply_parameters: { message_id: 999, allow_sending_without_reply: true } });
  expect((await ann.chat().last()).reply_to_message).toBeUndefined();
});

test.each([
  [
    inline({ text: 'x' }),
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [inline({ text: 'x', callback_data: `${'я'.repeat(32)}x` }), 'BUTTON_DATA_INVALID'],
  [
    inline({ text: 'x', url: 'http://localhost:8080/' }),
    "inline keyboard button URL 'http://localhost:8080/' is invalid: Wrong HTTP URL",
  ],
  [
    inline({ text: 'x', url: 'ftp://a.b' }),
    "inline keyboard button URL 'ftp://a.b' is invalid: Unsupported URL protocol",
  ],
  [inline({ callback_data: 'x' }), `can't parse inline keyboard button: Can't find field "text"`],
  [inline('x'), "can't parse inline keyboard button: InlineKeyboardButton must be an Object"],
  [
    { inline_keyboard: ['x'] },
    'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
  ],
  [{ keyboard: ['x'] }, 'field "keyboard" must be an Array of Arrays'],
  [[], 'object expected as reply markup'],
  ['{', "can't parse reply keyboard markup JSON object"],
  [
    {
      inline_keyboard: Array.from({ length: 26 }, () =>
        Array.from({ length: 4 }, () => ({ text: 'x', callback_data: 'x' })),
      ),
    },
    'reply markup is too long',
  ],
  [
    inline({ text: 'x', callback_data: 'x', style: 'pink' }),
    "can't parse inline keyboard button: Invalid button style specified",
  ],
])('the keyboard %j is refused', async (reply_markup, reason) => {
  expect(await refusal('sendMessage', { text: 'x', reply_markup })).toBe(`Bad Request: ${reason}`);
});

test('64 bytes of callback data fit, and the thirteenth button of a row silently falls away', async () => {
  const row = Array.from({ length: 13 }, (_, i) => ({ text: String(i), callback_data: 'я'.repeat(32) }));
  await send({ reply_markup: { inline_keyboard: [row] } });
  const shown = await ann.chat().last();
  expect(shown.reply_markup?.inline_keyboard[0]).toHaveLength(12);
});

test('colours, disabled and copying buttons arrive as they were sent; a disabled one cannot be pressed', async () => {
  const buttons = [
    { text: 'Confirm', callback_data: 'c', style: 'success' },
    { text: 'Booking…', disabled: {} },
    { text: 'Copy', copy_text: { text: 'B-42' } },
  ];
  await send({ reply_markup: inline(...buttons) });
  expect((await ann.chat().last()).reply_markup?.inline_keyboard[0]).toEqual(buttons);
  await expect(ann.tap('Booking…')).rejects.toThrow('the button "Booking…" is disabled');
  expect(await ann.tap('Copy')).toMatchObject({ kind: 'copy', text: 'B-42' });
});

test('an edit must change something; the same text with another keyboard does', async () => {
  const id = await send({ reply_markup: inline({ text: 'A', callback_data: 'a' }) });
  const same = { message_id: id, text: 'Hello', reply_markup: inline({ text: 'A', callback_data: 'a' }) };
  const words =
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
  expect(await refusal('editMessageText', same)).toBe(words);
  expect(await refusal('editMessageReplyMarkup', same)).toBe(words);
  expect(
    await refusal('editMessageText', { ...same, text: '<b>Hello</b>', parse_mode: 'HTML' }),
  ).toBeUndefined();
  expect(
    await refusal('editMessageText', { ...same, reply_markup: inline({ text: 'B', callback_data: 'b' }) }),
  ).toBeUndefined();
});

test('an edit without a keyboard takes the keyboard away', async () => {
  const id = await send({ reply_markup: inline({ text: 'A', callback_data: 'a' }) });
  expect(await refusal('editMessageText', { message_id: id, text: 'Hello' })).toBeUndefined();
  expect((await ann.chat().last()).reply_markup).toBeUndefined();
  expect(await refusal('editMessageText', { message_id: id, text: 'Hello' })).toContain(
    'message is not modified',
  );
});

test('what cannot be edited is refused in Telegram’s words', async () => {
  const theirs = (await ann.sends('mine')).message_id;
  const withKeys = await send({ reply_markup: { keyboard: [['x']] } });
  const venue = await call('sendVenue', {
    chat_id: ann.id,
    latitude: 1,
    longitude: 1,
    title: 'A',
    address: 'B',
  });
  const venueId = (venue.result as { message_id: number }).message_id;
  const edit = (message_id: number | string) => refusal('editMessageText', { message_id, text: 'x' });
  expect(await edit(9999)).toBe('Bad Request: message to edit not found');
  expect(await edit(-1)).toBe('Bad Request: message to edit not found');
  expect(await edit(theirs)).toBe("Bad Request: message can't be edited");
  expect(await edit(withKeys)).toBe("Bad Request: message can't be edited");
  expect(await edit(venueId)).toBe('Bad Request: there is no text in the message to edit');
  const text = await send();
  expect(await refusal('editMessageCaption', { message_id: text, caption: 'x' })).toBe(
    'Bad Request: there is no caption in the message to edit',
  );
  expect((await call('editMessageText', { text: 'x' })).description).toBe(
    'Bad Request: message identifier is not specified',
  );
});

test('bots edit their own messages without a time limit, and delete them for 48 hours', async () => {
  const id = await send();
  clock.advance(47 * 3600 * 1000);
  const young = await send();
  clock.advance(3600 * 1000);
  expect(await refusal('editMessageText', { message_id: id, text: 'late' })).toBeUndefined();
  expect(await refusal('deleteMessage', { message_id: id })).toBe(
    "Bad Request: message can't be deleted for everyone",
  );
  expect(await refusal('deleteMessage', { message_id: young })).toBeUndefined();
  expect(await refusal('deleteMessage', { message_id: young })).toBe(
    'Bad Request: message to delete not found',
  );
});

test('several messages go in one call; those that are gone are passed over', async () => {
  const ids = [await send(), await send()];
  const answer = await call('deleteMessages', { chat_id: ann.id, message_ids: [...ids, 999] });
  expect(answer.result).toBe(true);
  expect(await refusal('deleteMessages', { message_ids: [] })).toBe(
    'Bad Request: message identifiers are not specified',
  );
  expect(await refusal('deleteMessages', { message_ids: 'x' })).toBe(
    "Bad Request: can't parse message_ids JSON object",
  );
});

test('a forwarded copy loses its buttons unless every one is a link, and cannot be edited', async () => {
  const other = await started.sandbox.person('Bob');
  await other.sends('/start');
  const withCallback = await send({
    reply_markup: inline({ text: 'Site', url: 'https://example.org/' }, { text: 'A', callback_data: 'a' }),
  });
  const withLinks = await send({ reply_markup: inline({ text: 'Site', url: 'https://example.org/' }) });
  const forward = async (message_id: number) =>
    (await call('forwardMessage', { chat_id: other.id, from_chat_id: ann.id, message_id })).result as {
      message_id: number;
      reply_markup?: unknown;
      forward_origin: unknown;
    };
  const stripped = await forward(withCallback);
  expect(stripped.reply_markup).toBeUndefined();
  expect(stripped.forward_origin).toMatchObject({ type: 'user', sender_user: { username } });
  expect((await forward(withLinks)).reply_markup).toBeDefined();
  const edit = await call('editMessageText', {
    chat_id: other.id,
    message_id: stripped.message_id,
    text: 'x',
  });
  expect(edit.description).toBe("Bad Request: message can't be edited");
  const byHand = await ann.forwards({ dialog: (await ann.chat().last()).dialog, message_id: withCallback });
  expect(byHand.reply_markup).toBeUndefined();
});

test('a protected message is neither forwarded nor copied', async () => {
  const id = await send({ protect_content: true });
  const from = { from_chat_id: ann.id, message_id: id };
  expect(await refusal('forwardMessage', from)).toBe("Bad Request: message can't be forwarded");
  expect(await refusal('copyMessage', from)).toBe("Bad Request: message can't be copied");
  expect(await refusal('copyMessage', { ...from, message_id: 999 })).toBe(
    'Bad Request: message to copy not found',
  );
  expect(await refusal('forwardMessage', { message_id: id })).toBe(
    'Bad Request: parameter "from_chat_id" is required',
  );
});

test('captions are limited to 1024 signs and photos must be pictures', async () => {
  const file = await ann.sendsFile({ name: 'a.txt', bytes: Buffer.from('a') });
  const document = file.document?.file_id;
  expect(await refusal('sendDocument', { document, caption: 'x'.repeat(1025) })).toBe(
    'Bad Request: message caption is too long',
  );
  expect(await refusal('sendPhoto', { photo: document })).toBe('Bad Request: IMAGE_PROCESS_FAILED');
  expect(await refusal('sendDocument', { document: 'bad' })).toBe(
    'Bad Request: wrong file identifier/HTTP URL specified',
  );
  expect(await refusal('sendDocument')).toBe('Bad Request: there is no document in the request');
  expect(await refusal('getFile', { file_id: 'bad' })).toBe('Bad Request: invalid file_id');
  expect(await refusal('getFile')).toBe('Bad Request: file_id not specified');
});

test('somebody who never wrote, who blocked or whose account is gone cannot be written to', async () => {
  const bob = await started.sandbox.person('Bob');
  const to = (chat_id: number) => call('sendMessage', { chat_id, text: 'x' });
  expect(await to(bob.id)).toMatchObject({
    status: 403,
    error_code: 403,
    description: "Forbidden: bot can't initiate conversation with a user",
  });
  await ann.blocks();
  expect((await to(ann.id)).description).toBe('Forbidden: bot was blocked by the user');
  await ann.sends('/start');
  expect((await to(ann.id)).status).toBe(200);
  await started.sandbox.call('PATCH', `/people/${ann.id}`, { deactivated: true });
  expect((await to(ann.id)).description).toBe('Forbidden: user is deactivated');
});

test('typing and the chat’s menu are shown; an unknown action is refused', async () => {
  expect(await refusal('sendChatAction', { action: 'typing' })).toBeUndefined();
  expect(await refusal('sendChatAction', { action: 'dance' })).toBe(
    'Bad Request: wrong parameter action in request',
  );
  await call('setChatMenuButton', { chat_id: ann.id, menu_button: { type: 'commands' } });
  expect((await call('getChatMenuButton', { chat_id: ann.id })).result).toEqual({ type: 'commands' });
});
