import type { Key } from '../i18n/catalogue.ts';
import type { Html } from '../i18n/html.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Message } from '../messages/message.ts';
import type { Role } from '../people/roles.ts';
import type { UserId } from '../shared/ids.ts';

/** A line of Telegram’s menu. */
export type MenuKey = Extract<Key, `command.${string}`>;

/** Who asks, as they are when it is answered. */
export type Asker = { readonly user_id: UserId; readonly roles: readonly Role[]; readonly now: number };

/** One call of the API by the name of its route in contracts/api/, which takes no body. */
type QuickCall<Route extends string> = {
  readonly route: Route;
  readonly query: (asker: Asker) => Readonly<Record<string, string>>;
};

/** A question with a known answer: one call, one message, nobody has to think about it. */
export type QuickCommand<Route extends string, Answer> = {
  readonly roles: readonly Role[];
  /** What Telegram's menu says of it. */
  readonly does: MenuKey;
  readonly call: QuickCall<Route>;
  readonly say: (answer: Answer, asker: Asker, lang: Lang) => Message;
  /** When the API does not answer. */
  readonly away: (lang: Lang) => Html;
};

/** Of longer lists so many stand in the message: it has to fit Telegram, and a screen. */
export const mostLines = 10;
