import type { Telegram } from '../../../../sandbox/telegram.ts';
import { HeardChats } from '../../../support/kills/heard.ts';
import type { PushBrowser, PushService } from '../../../support/push-service.ts';

/** What the bot says, and what comes to browsers. */
export class Heard extends HeardChats {
  readonly #pushes: PushService;

  constructor(telegram: Telegram, pushes: PushService) {
    super(telegram);
    this.#pushes = pushes;
  }

  inBrowser(path: string, browser: PushBrowser): readonly string[] {
    return this.#pushes.taken
      .filter((one) => one.path === path)
      .map(({ body }) => (browser.read(body) as { readonly body: string }).body);
  }
}
