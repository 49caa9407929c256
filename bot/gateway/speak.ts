import type { BotUpdate } from '../../contracts/events/bot-update.ts';
import { type Lang, langOf } from '../../core/i18n/lang.ts';
import { impossibleText, oneMomentText } from '../../core/messages/gateway.ts';
import type { Memory, TelegramIn } from '../ports.ts';
import type { Patience } from './patience.ts';

/** Nobody waits for a word: neither where Telegram tells of a membership, nor among coordinators in their group. */
const isUnasked = ({ what }: BotUpdate): boolean => what.kind === 'membership' || what.kind === 'group';

/** What is said while nothing can be done: a toast on a tap, else a short message. */
export class Speak {
  readonly #memory: Pick<Memory, 'identity' | 'mayTellToWait'>;
  readonly #telegram: Pick<TelegramIn, 'answer' | 'say'>;
  readonly #patience: Patience;

  constructor(
    memory: Pick<Memory, 'identity' | 'mayTellToWait'>,
    telegram: Pick<TelegramIn, 'answer' | 'say'>,
    patience: Patience,
  ) {
    this.#memory = memory;
    this.#telegram = telegram;
    this.#patience = patience;
  }

  async oneMoment(update: BotUpdate): Promise<void> {
    if (isUnasked(update)) return;
    if (update.what.kind !== 'tap' && !(await this.#memory.mayTellToWait(update.telegram_id))) return;
    await this.#tell(update, oneMomentText, false);
  }

  async impossible(update: BotUpdate): Promise<void> {
    if (!isUnasked(update)) await this.#tell(update, impossibleText, true);
  }

  async #tell(update: BotUpdate, textIn: (lang: Lang) => string, alert: boolean): Promise<void> {
    const known = await this.#memory.identity(update.telegram_id);
    const text = textIn(langOf(known?.lang, update.language_code));
    if (update.what.kind !== 'tap') return this.#telegram.say(update.chat_id, text);
    this.#patience.disarm(update);
    return this.#telegram.answer(update.what.query_id, { text, alert });
  }
}
