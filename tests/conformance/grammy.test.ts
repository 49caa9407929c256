import { Bot, GrammyError, HttpError, InlineKeyboard, InputFile, Keyboard, webhookCallback } from 'grammy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SandboxPerson, StartedSandbox } from '../../sandbox/driver/index.ts';
import { calendar, dot, listen, start, token, username } from './support.ts';

let started: StartedSandbox;
let bot: Bot;
let ann: SandboxPerson;
let polling: Promise<void> | undefined;

beforeEach(async () => {
  started = await start();
  bot = new Bot(token, { client: { apiRoot: started.url } });
  ann = await started.sandbox.person('Ann', { username: 'ann', language_code: 'en' });
});

afterEach(async () => {
  await bot.stop();
  await polling;
  polling = undefined;
  await started.close();
});

const poll = () => {
  polling = bot.start({ timeout: 5 });
};

test('grammY learns who it is', async () => {
  const me = await bot.api.getMe();
  expect(me).toMatchObject({ id: 1001, is_bot: true, username });
});

test('grammY polls: a command, its payload and a reply', async () => {
  bot.command('start', (ctx) => ctx.reply(`Hello ${ctx.from?.first_name}, you said "${ctx.match}"`));
  poll();
  await ann.opens(`https://t.me/${username}?start=e_42`);
  await ann.chat().waitForText('Hello Ann, you said "e_42"');
});

test('grammY edits the message whose button was pressed and answers the tap', async () => {
  bot.command('start', (ctx) =>
    ctx.reply('Choose', { reply_markup: new InlineKeyboard().text('Thu 14:00', 's:1').text('Back', 'b') }),
  );
  bot.callbackQuery('s:1', async (ctx) => {
    await ctx.answerCallbackQuery({ text: 'Held', show_alert: true });
    await ctx.editMessageText('Confirm <b>Thu 14:00</b>?', {
      parse_mode: 'HTML',
      reply_markup: new InlineKeyboard().text('Confirm', 'c'),
    });
  });
  poll();
  await ann.sends('/start');
  await ann.chat().waitForText('Choose');
  const tapped = await ann.tap('Thu 14:00');
  expect(await tapped.answer()).toMatchObject({ text: 'Held', alert: true });
  const edited = await ann.chat().waitForText('Confirm Thu 14:00?');
  expect(edited.edit_date).toBeDefined();
  expect(edited.entities).toEqual([{ type: 'bold', offset: 8, length: 9 }]);
  expect(await ann.chat().transcript()).toContain('[Confirm]');
});

test('grammY gets updates by a webhook with its secret', async () => {
  bot.command('start', (ctx) => ctx.reply('By webhook'));
  const handle = webhookCallback(bot, 'http', { secretToken: 'grammy-secret' });
  const hook = await listen((request, response) => void handle(request, response));
  try {
    await bot.init();
    await bot.api.setWebhook(hook.url, { secret_token: 'grammy-secret' });
    await ann.sends('/start');
    await ann.chat().waitForText('By webhook');
    // The reply is there before the update that it answers was acknowledged.
    const info = await started.sandbox.waitFor(async () => {
      const found = await bot.api.getWebhookInfo();
      return found.pending_update_count === 0 && found;
    });
    expect(info).toMatchObject({ url: hook.url, pending_update_count: 0 });
    expect(info.last_error_message).toBeUndefined();
  } finally {
    await hook.close();
  }
});

test('grammY sends files and fetches them back', async () => {
  await ann.sends('/start');
  const sent = await bot.api.sendDocument(ann.id, new InputFile(calendar, 'interview.ics'), {
    caption: 'Your *calendar*',
    parse_mode: 'MarkdownV2',
  });
  expect(sent.document).toMatchObject({ file_name: 'interview.ics', file_size: calendar.length });
  expect(sent.caption_entities).toEqual([{ type: 'bold', offset: 5, length: 8 }]);
  const file = await bot.api.getFile(sent.document.file_id);
  const bytes = await fetch(`${started.url}/file/bot${token}/${file.file_path}`);
  expect(Buffer.from(await bytes.arrayBuffer())).toEqual(calendar);
  const again = await bot.api.sendDocument(ann.id, sent.document.file_id);
  expect(again.document.file_unique_id).toBe(sent.document.file_unique_id);
  const photo = await bot.api.sendPhoto(ann.id, new InputFile(dot, 'dot.png'));
  expect(photo.photo[0]).toMatchObject({ width: 1, height: 1 });
});

test('grammY receives what people send: contacts, files, places', async () => {
  const seen: string[] = [];
  bot.on('message:contact', (ctx) => void seen.push(`contact ${ctx.message.contact.user_id}`));
  bot.on('message:document', (ctx) => void seen.push(`document ${ctx.message.document.file_name}`));
  bot.on('message:photo', (ctx) => void seen.push(`photo ${ctx.message.photo.length}`));
  bot.on('message:voice', () => void seen.push('voice'));
  bot.on('message:location', () => void seen.push('location'));
  poll();
  await ann.sharesContact();
  await ann.sendsFile({ name: 'cv.pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF') });
  await ann.sendsFile({ name: 'me.png', mime: 'image/png', bytes: dot, as: 'photo' });
  await ann.sendsFile({ name: 'note.ogg', mime: 'audio/ogg', bytes: dot, as: 'voice' });
  await ann.sendsLocation(55.75, 37.61);
  await started.sandbox.waitFor(() => seen.length === 5);
  expect(seen.toSorted()).toEqual(
    [`contact ${ann.id}`, 'document cv.pdf', 'location', 'photo 1', 'voice'].toSorted(),
  );
});

test('grammY shows a reply keyboard and gets the phone that its key shares', async () => {
  bot.command('start', (ctx) =>
    ctx.reply('Your phone?', { reply_markup: new Keyboard().requestContact('Share my phone').resized() }),
  );
  bot.on('message:contact', (ctx) =>
    ctx.reply(`Thank you, ${ctx.message.contact.phone_number}`, { reply_markup: { remove_keyboard: true } }),
  );
  poll();
  await ann.sends('/start');
  await ann.chat().waitForText('Your phone?');
  await ann.presses('Share my phone');
  await ann.chat().waitForText('Thank you, 7900');
  expect(await ann.chat().transcript()).toContain('{keyboard removed}');
});

test('grammY sees refusals as its own error type with Telegram’s words', async () => {
  await ann.sends('/start');
  const sent = await bot.api.sendMessage(ann.id, 'Same');
  const same = bot.api.editMessageText(ann.id, sent.message_id, 'Same');
  await expect(same).rejects.toThrow(GrammyError);
  await expect(same).rejects.toMatchObject({
    error_code: 400,
    description: expect.stringMatching(/^Bad Request: message is not modified/) as string,
  });
  await expect(bot.api.sendMessage(42, 'nobody')).rejects.toMatchObject({
    description: 'Bad Request: chat not found',
  });
  await ann.blocks();
  await expect(bot.api.sendMessage(ann.id, 'x')).rejects.toMatchObject({
    error_code: 403,
    description: 'Forbidden: bot was blocked by the user',
  });
});

test('grammY meets a broken answer as an HttpError', async () => {
  await ann.sends('/start');
  await started.sandbox.fault({ kind: 'drop_after', method: 'sendMessage', count: 1 });
  await expect(bot.api.sendMessage(ann.id, 'lost')).rejects.toThrow(HttpError);
  await ann.chat().waitForText('lost');
});

test('grammY hears of a block and of its end', async () => {
  const seen: string[] = [];
  bot.on('my_chat_member', (ctx) => {
    seen.push(`${ctx.myChatMember.old_chat_member.status} → ${ctx.myChatMember.new_chat_member.status}`);
  });
  await ann.sends('/start');
  poll();
  await ann.blocks();
  await ann.unblocks();
  await started.sandbox.waitFor(() => seen.length === 2);
  expect(seen).toEqual(['member → kicked', 'kicked → member']);
});
