import type { Telegram } from '../../../../sandbox/telegram.ts';
import type { PushBrowser, PushService } from '../../../support/push-service.ts';

/** A message as it was when it was sent: later it may be edited or hidden. */
export type HeardMessage = { readonly chat: number; readonly text: string };

type Shown = {
  readonly chat?: { readonly id: number };
  readonly text?: string;
  readonly from?: { readonly is_bot?: boolean };
};

/** Writes down every new message of the bot, and reads what came to browsers. */
export class Heard {
  readonly messages: HeardMessage[] = [];
  readonly #pushes: PushService;
  readonly #stop: () => void;

  constructor(telegram: Telegram, pushes: PushService) {
    this.#pushes = pushes;
    this.#stop = telegram.onEvent((event) => {
      if (event.type !== 'message') return;
      const { chat, text = '', from } = event.message as Shown;
      if (chat && from?.is_bot) this.messages.push({ chat: chat.id, text });
    });
  }

  inChat(chat: number): readonly string[] {
    return this.messages.filter((one) => one.chat === chat).map(({ text }) => text);
  }

  inBrowser(path: string, browser: PushBrowser): readonly string[] {
    return this.#pushes.taken
      .filter((one) => one.path === path)
      .map(({ body }) => (browser.read(body) as { readonly body: string }).body);
  }

  stop(): void {
    this.#stop();
  }
}
