import type { AddressInfo } from 'node:net';
import { Bot, InlineKeyboardBuilder, InputFile, TelegramApiError } from 'node-telegram-bot-api';
import { createWebhookServer } from 'node-telegram-bot-api/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SandboxPerson, StartedSandbox } from '../../sandbox/driver/index.ts';
import { calendar, start, token, username } from './support.ts';

let started: StartedSandbox;
let bot: Bot;
let ann: SandboxPerson;
let polling: Promise<void> | undefined;

beforeEach(async () => {
  started = await start();
  bot = new Bot(token, { apiRoot: started.url, maxRetries: 0 });
  ann = await started.sandbox.person('Ann', { username: 'ann', language_code: 'ru' });
});

afterEach(async () => {
  bot.stop();
  await polling;
  polling = undefined;
  await started.close();
});

const poll = () => {
  polling = bot.startPolling(undefined, { timeout: 5 });
};

test('node-telegram-bot-api polls and replies to a command', async () => {
  bot.command('start', (ctx) => ctx.reply('Hi! Send me anything.'));
  poll();
  await ann.sends('/start');
  await ann.chat().waitForText('Hi! Send me anything.');
  expect(await bot.api.getMe()).toMatchObject({ username });
});

test('node-telegram-bot-api answers a tap and edits the keyboard away', async () => {
  bot.command('start', (ctx) =>
    ctx.reply('Pick one:', { reply_markup: new InlineKeyboardBuilder().text('👍', 'up').build() }),
  );
  bot.on('callback_query', async (ctx) => {
    const query = ctx.callbackQuery;
    if (!query?.message) return;
    await bot.api.answerCallbackQuery({ callback_query_id: query.id, text: `You tapped ${query.data}` });
    await bot.api.editMessageReplyMarkup({
      chat_id: query.message.chat.id,
      message_id: query.message.message_id,
    });
  });
  poll();
  await ann.sends('/start');
  await ann.chat().waitForText('Pick one:');
  const tapped = await ann.tap('👍');
  expect(await tapped.answer()).toEqual(expect.objectContaining({ text: 'You tapped up', alert: false }));
  await ann.chat().waitFor((messages) => messages.at(-1)?.edit_date !== undefined);
  expect(await ann.chat().transcript()).not.toContain('[👍]');
});

test('node-telegram-bot-api gets updates by its own webhook server', async () => {
  bot.on('message', (ctx) => ctx.reply('By webhook'));
  const server = createWebhookServer(bot, { path: '/telegram', secretToken: 'ntba-secret' });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    const { port } = server.address() as AddressInfo;
    await bot.api.setWebhook({ url: `http://127.0.0.1:${port}/telegram`, secret_token: 'ntba-secret' });
    await ann.sends('hello');
    await ann.chat().waitForText('By webhook');
  } finally {
    server.closeAllConnections();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  }
});

test('node-telegram-bot-api streams a file up and names it again by id', async () => {
  await ann.sends('/start');
  const upload = new InputFile(calendar, { filename: 'interview.ics', contentType: 'text/calendar' });
  const sent = await bot.api.sendDocument({ chat_id: ann.id, document: upload, caption: 'Календарь' });
  expect(sent.document).toMatchObject({ file_name: 'interview.ics', mime_type: 'text/calendar' });
  const file = await bot.api.getFile({ file_id: sent.document?.file_id ?? '' });
  const bytes = await fetch(`${started.url}/file/bot${token}/${file.file_path}`);
  expect(Buffer.from(await bytes.arrayBuffer())).toEqual(calendar);
});

test('node-telegram-bot-api sees refusals with code, words and retry_after', async () => {
  await ann.sends('/start');
  await expect(
    bot.api.sendMessage({ chat_id: ann.id, text: '<b>x', parse_mode: 'HTML' }),
  ).rejects.toMatchObject({
    errorCode: 400,
    description: `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`,
  });
  await started.sandbox.fault({ kind: 'too_many_requests', method: 'sendMessage', retry_after: 7, count: 1 });
  const refused = bot.api.sendMessage({ chat_id: ann.id, text: 'x' });
  await expect(refused).rejects.toThrow(TelegramApiError);
  await expect(refused).rejects.toMatchObject({ errorCode: 429, retryAfter: 7 });
});

test('node-telegram-bot-api sets commands per language and reads them back', async () => {
  const commands = [{ command: 'slots', description: 'Свободное время' }];
  await bot.api.setMyCommands({ commands, scope: { type: 'all_private_chats' }, language_code: 'ru' });
  expect(await bot.api.getMyCommands({ scope: { type: 'all_private_chats' }, language_code: 'ru' })).toEqual(
    commands,
  );
  expect(await bot.api.getMyCommands()).toEqual([]);
});
