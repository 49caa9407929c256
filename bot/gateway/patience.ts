import type { BotUpdate } from '../../contracts/events/bot-update.ts';
import { langOf } from '../../core/i18n/lang.ts';
import { workingText } from '../../core/messages/gateway.ts';
import type { Memory, TelegramIn } from '../ports.ts';

const armedForMs = 1_500;

/** Nobody stares at a spinner: what the worker has not answered within 1.5 s is answered here with "Working on it". */
export class Patience {
  readonly #memory: Pick<Memory, 'answered' | 'identity'>;
  readonly #telegram: Pick<TelegramIn, 'answer'>;
  readonly #armed = new Map<string, NodeJS.Timeout>();
  readonly #afterMs: number;

  constructor(
    memory: Pick<Memory, 'answered' | 'identity'>,
    telegram: Pick<TelegramIn, 'answer'>,
    afterMs = armedForMs,
  ) {
    this.#memory = memory;
    this.#telegram = telegram;
    this.#afterMs = afterMs;
  }

  arm(update: BotUpdate): void {
    if (update.what.kind !== 'tap') return;
    const { query_id: queryId } = update.what;
    if (this.#armed.has(queryId)) return;
    const timer = setTimeout(() => {
      this.#armed.delete(queryId);
      void this.#speak(update, queryId);
    }, this.#afterMs);
    this.#armed.set(queryId, timer);
  }

  /** Answered otherwise. */
  disarm(update: BotUpdate): void {
    if (update.what.kind !== 'tap') return;
    clearTimeout(this.#armed.get(update.what.query_id));
    this.#armed.delete(update.what.query_id);
  }

  stop(): void {
    for (const timer of this.#armed.values()) clearTimeout(timer);
    this.#armed.clear();
  }

  async #speak(update: BotUpdate, queryId: string): Promise<void> {
    if (await this.#memory.answered(queryId)) return;
    const known = await this.#memory.identity(update.telegram_id);
    await this.#telegram.answer(queryId, { text: workingText(langOf(known?.lang, update.language_code)) });
  }
}
