import type { Telegram } from '../../../sandbox/telegram.ts';
import type { Barrier } from '../barrier-wire.ts';

type Shown = {
  readonly chat?: { readonly id: number };
  readonly text?: string;
  readonly from?: { readonly is_bot?: boolean };
};

/** Writes down every new message of the bot as it was when it was sent: later it may be edited or hidden. */
export class HeardChats {
  readonly #messages: { readonly chat: number; readonly text: string }[] = [];
  readonly #stop: () => void;

  constructor(telegram: Telegram) {
    this.#stop = telegram.onEvent((event) => {
      if (event.type !== 'message') return;
      const { chat, text = '', from } = event.message as Shown;
      if (chat && from?.is_bot) this.#messages.push({ chat: chat.id, text });
    });
  }

  inChat(chat: number): readonly string[] {
    return this.#messages.filter((one) => one.chat === chat).map(({ text }) => text);
  }

  stop(): void {
    this.#stop();
  }
}

/** As Telegram hears of the nth of something: nobody knows what of it comes back. */
export function asTelegramHears(
  telegram: Telegram,
  type: 'message' | 'update' | 'tapped',
  nth: number,
): Barrier {
  const reached = Promise.withResolvers<void>();
  let left = nth;
  const off = telegram.onEvent((event) => {
    if (event.type !== type) return;
    left -= 1;
    if (left === 0) reached.resolve();
  });
  return { reached: reached.promise, letGo: off };
}
