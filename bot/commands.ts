import type { Lang } from '../core/i18n/lang.ts';
import { type CommandLine, commandsOf } from '../core/messages/commands.ts';
import type { TelegramIn } from './ports.ts';

/** '' is for everybody whose language has no list of its own. */
const lists: readonly (readonly [language: string, Lang])[] = [
  ['', 'en'],
  ['ru', 'ru'],
  ['en', 'en'],
];

/**
 * What Telegram shows under "/" in a private chat. Only what differs is set: every gateway does this at each start. Staff
 * get a list of their own, per chat, when they have commands.
 */
export async function registerCommands(
  telegram: Pick<TelegramIn, 'commands' | 'setCommands'>,
): Promise<void> {
  for (const [language, lang] of lists) {
    const wanted = commandsOf(['candidate'], lang);
    const shown = await telegram.commands(language);
    if (JSON.stringify(shown.map(plain)) !== JSON.stringify(wanted))
      await telegram.setCommands(language, wanted);
  }
}

const plain = ({ command, description }: CommandLine): CommandLine => ({ command, description });
