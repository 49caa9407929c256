import type { BotCommand } from '../contracts/events/bot-update.ts';
import type { CommandLine, TelegramIn } from './ports.ts';
import type { Lang } from './words.ts';

/** What Telegram shows under "/" in a private chat. Staff get a list of their own, per chat, when they have commands. */
const described: readonly (readonly [BotCommand, Record<Lang, string>])[] = [
  ['slots', { ru: 'Свободное время для записи', en: 'Free times to book' }],
  ['mybooking', { ru: 'Моя запись', en: 'My booking' }],
  ['reschedule', { ru: 'Перенести на другое время', en: 'Move to another time' }],
  ['cancel', { ru: 'Отменить запись', en: 'Cancel my booking' }],
  ['calendar', { ru: 'Добавить в календарь', en: 'Add to my calendar' }],
  ['contact', { ru: 'Связаться с организатором', en: 'Contact the organiser' }],
  ['language', { ru: 'Язык / Language', en: 'Language / Язык' }],
  ['help', { ru: 'Что умеет бот', en: 'What this bot can do' }],
  ['privacy', { ru: 'Мои данные', en: 'My data' }],
  ['stop', { ru: 'Не присылать объявления', en: 'No more announcements' }],
];

const commandLines = (lang: Lang): readonly CommandLine[] =>
  described.map(([command, text]) => ({ command, description: text[lang] }));

/** '' is for everybody whose language has no list of its own. */
const lists: readonly (readonly [language: string, Lang])[] = [
  ['', 'en'],
  ['ru', 'ru'],
  ['en', 'en'],
];

/** Only what differs is set: every gateway does this at each start. */
export async function registerCommands(
  telegram: Pick<TelegramIn, 'commands' | 'setCommands'>,
): Promise<void> {
  for (const [language, lang] of lists) {
    const wanted = commandLines(lang);
    const shown = await telegram.commands(language);
    if (JSON.stringify(shown.map(plain)) !== JSON.stringify(wanted))
      await telegram.setCommands(language, wanted);
  }
}

const plain = ({ command, description }: CommandLine): CommandLine => ({ command, description });
