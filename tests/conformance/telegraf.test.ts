import { Telegraf, TelegramError } from 'telegraf';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SandboxPerson, StartedSandbox } from '../../sandbox/driver/index.ts';
import { calendar, dot, listen, start, token, username } from './support.ts';

let started: StartedSandbox;
let bot: Telegraf;
let ann: SandboxPerson;
let running: Promise<void> | undefined;

beforeEach(async () => {
  started = await start();
  bot = new Telegraf(token, { telegram: { apiRoot: started.url } });
  ann = await started.sandbox.person('Ann', { username: 'ann' });
});

afterEach(async () => {
  if (running) bot.stop();
  await running;
  running = undefined;
  await started.close();
});

const launch = () => {
  running = bot.launch();
};

test('telegraf polls, takes a deep link’s payload and replies', async () => {
  bot.start((ctx) => ctx.reply(`Welcome, ${ctx.payload}`));
  launch();
  await ann.opens(`https://t.me/${username}?start=i_abc`);
  await ann.chat().waitForText('Welcome, i_abc');
});

test('telegraf answers a tap with an alert and edits the same message', async () => {
  bot.start((ctx) =>
    ctx.reply('Sign up?', {
      reply_markup: { inline_keyboard: [[{ text: 'Sign Up', callback_data: 'signup' }]] },
    }),
  );
  bot.action('signup', async (ctx) => {
    await ctx.answerCbQuery('Sorry, taken', { show_alert: true });
    await ctx.editMessageText('Fresh slots');
  });
  launch();
  await ann.sends('/start');
  const asked = await ann.chat().waitForText('Sign up?');
  const tapped = await ann.tap('Sign Up');
  expect(await tapped.answer()).toMatchObject({ text: 'Sorry, taken', alert: true });
  const edited = await ann.chat().waitForText('Fresh slots');
  expect(edited.message_id).toBe(asked.message_id);
  expect(edited.reply_markup).toBeUndefined();
});

test('telegraf gets updates by webhook, and may answer one in its HTTP response', async () => {
  bot.start((ctx) => ctx.sendChatAction('typing'));
  bot.on('text', (ctx) => ctx.reply('By webhook'));
  const callback = bot.webhookCallback('/hook', { secretToken: 'telegraf-secret' });
  const hook = await listen((request, response) => void callback(request, response));
  try {
    bot.botInfo = await bot.telegram.getMe();
    await bot.telegram.setWebhook(`${hook.url}/hook`, { secret_token: 'telegraf-secret' });
    await ann.sends('/start');
    await started.sandbox.waitFor(async () => (await started.sandbox.calls('sendChatAction')).length > 0);
    await ann.sends('hello');
    await ann.chat().waitForText('By webhook');
    // The reply is there before the update that it answers was acknowledged.
    await started.sandbox.waitFor(
      async () => (await bot.telegram.getWebhookInfo()).pending_update_count === 0,
    );
    await bot.telegram.deleteWebhook();
    expect(await bot.telegram.getWebhookInfo()).toMatchObject({ url: '', pending_update_count: 0 });
  } finally {
    await hook.close();
  }
});

test('telegraf sends a calendar file, a place, and copies a message', async () => {
  await ann.sends('/start');
  const sent = await bot.telegram.sendDocument(ann.id, { source: calendar, filename: 'interview.ics' });
  expect(sent.document.file_name).toBe('interview.ics');
  const link = await bot.telegram.getFileLink(sent.document.file_id);
  expect(await (await fetch(link)).text()).toContain('VCALENDAR');
  const venue = await bot.telegram.sendVenue(ann.id, 55.75, 37.61, 'Office A', 'Red Square 1');
  expect(venue.venue).toMatchObject({ title: 'Office A', address: 'Red Square 1' });
  const copy = await bot.telegram.copyMessage(ann.id, ann.id, venue.message_id);
  expect(copy.message_id).toBeGreaterThan(venue.message_id);
});

test('telegraf sees refusals as TelegramError with Telegram’s words', async () => {
  await expect(bot.telegram.sendMessage(ann.id, 'x')).rejects.toThrow(TelegramError);
  await expect(bot.telegram.sendMessage(ann.id, 'x')).rejects.toMatchObject({
    code: 403,
    description: "Forbidden: bot can't initiate conversation with a user",
  });
  await ann.sends('/start');
  await expect(bot.telegram.deleteMessage(ann.id, 999)).rejects.toMatchObject({
    description: 'Bad Request: message to delete not found',
  });
});

test('telegraf keeps a group’s topics, pins there and posts in a channel', async () => {
  const group = await started.sandbox.newChat({
    kind: 'supergroup',
    title: 'Staff',
    is_forum: true,
    people: [{ id: ann.id, status: 'creator' }],
    bots: [{ bot: username }],
  });
  const topic = await bot.telegram.createForumTopic(group, 'Interviews', {});
  const said = await bot.telegram.sendMessage(group, 'In the topic', {
    message_thread_id: topic.message_thread_id,
  });
  expect(said).toMatchObject({ message_thread_id: topic.message_thread_id, is_topic_message: true });
  await bot.telegram.pinChatMessage(group, said.message_id);
  expect(await bot.telegram.getChat(group)).toMatchObject({
    title: 'Staff',
    is_forum: true,
    pinned_message: { message_id: said.message_id },
  });
  const channel = await started.sandbox.newChat({
    kind: 'channel',
    title: 'News',
    username: 'news',
    bots: [{ bot: username }],
  });
  const post = await bot.telegram.sendMessage('@news', 'Sign up', {
    reply_markup: { inline_keyboard: [[{ text: 'Sign Up', url: `https://t.me/${username}?start=e_1` }]] },
  });
  expect(post).toMatchObject({ chat: { id: channel, type: 'channel' }, sender_chat: { id: channel } });
  expect(await bot.telegram.getChatMember(group, ann.id)).toMatchObject({ status: 'creator' });
});

test('telegraf sends voice, location and contact, and edits and moves a caption', async () => {
  await ann.sends('/start');
  const voice = await bot.telegram.sendVoice(ann.id, { source: dot, filename: 'note.ogg' }, { duration: 3 });
  expect(voice.voice).toMatchObject({ duration: 3, mime_type: 'audio/ogg' });
  const photo = await bot.telegram.sendPhoto(
    ann.id,
    { source: dot, filename: 'a.png' },
    { caption: 'Before' },
  );
  const edited = await bot.telegram.editMessageCaption(ann.id, photo.message_id, undefined, 'After');
  expect(edited).toMatchObject({ caption: 'After' });
  started.telegram.kit.ceilings.forget();
  expect(await bot.telegram.sendLocation(ann.id, 55.75, 37.61)).toMatchObject({
    location: { latitude: 55.75 },
  });
  expect(await bot.telegram.sendContact(ann.id, '+79001112233', 'Office')).toMatchObject({
    contact: { first_name: 'Office' },
  });
  const copy = await bot.telegram.copyMessage(ann.id, ann.id, photo.message_id, { caption: 'Copied' });
  expect((await ann.chat().last()).message_id).toBe(copy.message_id);
  expect((await ann.chat().last()).caption).toBe('Copied');
});
