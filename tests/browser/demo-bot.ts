import { setTimeout as pause } from 'node:timers/promises';
import { type Context, Telegraf, TelegramError } from 'telegraf';

type Button = Record<string, unknown> & { text: string };

const slots = ['Tue 24 Nov, 11:00', 'Tue 24 Nov, 14:00', 'Wed 25 Nov, 10:30'];

const inline = (...rows: Button[][]) => ({ reply_markup: { inline_keyboard: rows } }) as never;
const keys = (markup: unknown) => ({ reply_markup: markup }) as never;

const choice = () =>
  inline(
    ...slots.map((text, index) => [{ text, callback_data: `slot:${index}` }]),
    [
      { text: 'What is this?', callback_data: 'what' },
      { text: 'Fully booked', disabled: {} },
    ],
    [
      { text: 'How to get there', url: 'https://example.org/way' },
      { text: 'Copy the address', copy_text: { text: 'Main street 7, 3rd floor' } },
    ],
  );

const decision = (index: number) =>
  inline(
    [{ text: 'Confirm', callback_data: `yes:${index}`, style: 'success' }],
    [
      { text: 'Another time', callback_data: 'back', style: 'primary' },
      { text: 'Cancel', callback_data: 'no', style: 'danger' },
    ],
  );

const greeting = (name: string) =>
  `<b>Hello, ${name}!</b> You are invited to an <i>interview</i>.\n` +
  'It takes <u>30 minutes</u>; bring <code>your questions</code>.\n' +
  '<blockquote>Choose a time below. You can move it later.</blockquote>' +
  'It begins <tg-time unix="1795507200" format="wDt">on Tuesday</tg-time>. ' +
  '<tg-spoiler>There will be tea.</tg-spoiler> <a href="https://t.me/second_bot?start=from-here">Our other bot</a>';

const cut = (text: string | undefined) => Number(text?.split(':')[1] ?? 0);

function replies(bot: Telegraf): void {
  bot.start(async (ctx) => {
    if (ctx.payload !== '') await ctx.reply(`You came by the invitation ${ctx.payload}`);
    await ctx.replyWithHTML(greeting(ctx.from.first_name), choice());
  });
  bot.command('menu', (ctx) =>
    ctx.reply(
      'What would you like?',
      keys({
        keyboard: [
          [{ text: 'My booking' }, { text: 'Help' }],
          [{ text: 'Share my number', request_contact: true }],
        ],
        resize_keyboard: true,
        input_field_placeholder: 'Or ask us something',
      }),
    ),
  );
  bot.command('files', async (ctx) => {
    await ctx.replyWithDocument({
      source: Buffer.from('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'),
      filename: 'interview.ics',
    });
    await ctx.replyWithVenue(55.7558, 37.6173, 'The office', 'Main street 7');
    await ctx.replyWithPhoto({ source: plan() }, { caption: 'The way from the underground' });
  });
  bot.command('slow', async (ctx) => {
    await ctx.sendChatAction('typing');
  });
  bot.command('pin', async (ctx) => {
    const { message_id: id } = await ctx.reply('Room 3, third floor');
    await ctx.pinChatMessage(id);
  });
  bot.on('contact', (ctx) => ctx.reply(`Thank you, ${ctx.message.contact.phone_number}`));
  bot.on('text', (ctx) => ctx.reply(`You said: ${ctx.message.text}`));
}

function presses(bot: Telegraf): void {
  bot.action(/^slot:/, async (ctx) => {
    await ctx.answerCbQuery();
    const index = cut(ctx.match.input);
    await ctx.editMessageText(`Shall we say ${slots[index]}?`, decision(index));
  });
  bot.action(/^yes:/, async (ctx) => {
    await ctx.answerCbQuery('Booked');
    await ctx.editMessageText(`See you on ${slots[cut(ctx.match.input)]}.`);
  });
  bot.action('what', (ctx) => ctx.answerCbQuery('An interview lasts half an hour.', { show_alert: true }));
  bot.action('no', (ctx) => ctx.answerCbQuery('Nothing was booked'));
  bot.action('back', async (ctx) => {
    await ctx.answerCbQuery();
    await ctx.editMessageText('Choose a time.', choice());
  });
}

/** The sandbox keeps Telegram's ceilings: whoever sends more waits as long as it is told to. */
function obeyCeilings({ telegram }: Context): void {
  const callOnce = telegram.callApi.bind(telegram);
  telegram.callApi = async (...call) => {
    for (;;)
      try {
        return await callOnce(...call);
      } catch (error) {
        const wait = error instanceof TelegramError ? error.parameters?.retry_after : undefined;
        if (wait === undefined) throw error;
        await pause(wait * 1000);
      }
  };
}

/** A bot as anybody would write one, with something of everything a chat can show. */
export async function startDemoBot(apiRoot: string, token: string): Promise<() => void> {
  const bot = new Telegraf(token, { telegram: { apiRoot } });
  bot.catch(() => undefined);
  bot.use((ctx, next) => {
    obeyCeilings(ctx);
    return next();
  });
  replies(bot);
  presses(bot);
  await bot.telegram.setMyCommands([
    { command: 'start', description: 'Choose a time' },
    { command: 'menu', description: 'What can be done here' },
    { command: 'files', description: 'Calendar entry and the way' },
  ]);
  bot.launch().catch(() => undefined);
  return () => bot.stop();
}

/** A picture made of numbers: a PNG of one colour band above another would need a library, a GIF does not. */
function plan(): Buffer {
  const width = 96;
  const height = 54;
  const head = Buffer.from('GIF89a', 'latin1');
  const screen = Buffer.from([width, 0, height, 0, 0x91, 0, 0]);
  const colours = Buffer.from([0xdc, 0xe8, 0xdf, 0x0f, 0x6b, 0x62, 0xf2, 0xc1, 0x4e, 0xff, 0xff, 0xff]);
  const image = Buffer.from([0x2c, 0, 0, 0, 0, width, 0, height, 0, 0, 2]);
  const bits: number[] = [];
  const put = (code: number) => bits.push(code & 1, (code >> 1) & 1, (code >> 2) & 1);
  for (let at = 0; at < width * height; at += 1) {
    // A clear code before every second sign keeps all codes three bits long.
    if (at % 2 === 0) put(4);
    put(colourAt(at % width, Math.floor(at / width)));
  }
  put(5);
  const bytes = Array.from({ length: Math.ceil(bits.length / 8) }, (_none, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((sum, bit, place) => sum | (bit << place), 0),
  );
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const part = bytes.slice(at, at + 255);
    blocks.push(Buffer.from([part.length, ...part]));
  }
  return Buffer.concat([head, screen, colours, image, ...blocks, Buffer.from([0, 0x3b])]);
}

function colourAt(x: number, y: number): number {
  if ((x - 78) ** 2 + (y - 14) ** 2 < 30) return 2;
  const onRoad = Math.abs(y - 40 + x / 4) < 3 || Math.abs(x - 40) < 3;
  return onRoad ? 3 : x % 22 < 15 && y % 18 < 11 ? 1 : 0;
}
