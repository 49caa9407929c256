// The keyboard below a chat of staff, their commands under "/", and the lists they asked for. A booking's own message is none of these: it is never
// looked at here.
import type { Lang } from '../../core/i18n/lang.ts';
import { commandsOf, type Role } from '../../core/messages/commands.ts';
import { menuMessage, noMenuMessage } from '../../core/messages/staff/menu.ts';
import type { Duty } from '../../core/messages/staff/model.ts';
import type { Messenger } from '../person/ports.ts';
import { rendered } from '../rendering/render.ts';

/** `shows`: for which duty, in which language, with which commands under "/". `message_id`: null has commands and no keyboard. */
type MenuAnchor = { readonly message_id: number | null; readonly shows: string };

export type Menus = {
  read(chat: number): Promise<{ readonly anchor: MenuAnchor | null; readonly lists: readonly number[] }>;
  anchored(chat: number, anchor: MenuAnchor | null): Promise<void>;
  /** `lists`: those that stand in the chat now; `menu`: which of them was opened last. */
  listed(chat: number, lists: readonly number[], menu: string): Promise<void>;
};

type Deps = { readonly menus: Menus; readonly messenger: Pick<Messenger, 'send' | 'remove' | 'commands'> };
type Whose = {
  readonly chat: number;
  /** undefined: no staff any more. Who only looks on has commands of their own, and nothing to press. */
  readonly duty: Duty | 'viewer' | undefined;
  readonly roles: readonly Role[];
  readonly lang: Lang;
  readonly key: string;
};

/**
 * One message carries the keyboard, the newest. It is sent anew when it shows something else, and when somebody starts:
 * whoever has deleted it gets it back. The one before it goes.
 */
export async function keepMenu(
  { menus, messenger }: Deps,
  { chat, duty, roles, lang, key }: Whose,
  anew: boolean,
): Promise<void> {
  const { anchor } = await menus.read(chat);
  const lines = commandsOf(roles, lang);
  const names = lines.map(({ command }) => command).join(',');
  const shows = duty === undefined ? null : `${duty}:${lang}:${names}`;
  const keyboard = duty === 'viewer' ? undefined : duty;
  if (shows === null ? anchor === null : anchor?.shows === shows && !(anew && keyboard)) return;
  await messenger.commands(chat, lines);
  const stood = anchor?.message_id ?? null;
  if (keyboard === undefined && stood === null)
    return menus.anchored(chat, shows === null ? null : { message_id: null, shows });
  const message = keyboard === undefined ? noMenuMessage(lang) : menuMessage(keyboard, lang);
  await messenger.send(chat, rendered(message), `${key}:menu`, async (message_id) => {
    const stands = keyboard === undefined ? null : message_id;
    await menus.anchored(chat, shows === null ? null : { message_id: stands, shows });
    if (stood !== null && stood !== message_id) await messenger.remove(chat, stood);
  });
}

/** A list that was asked for takes the place of those before it. */
export async function keepList(
  { menus, messenger }: Deps,
  chat: number,
  message_id: number,
  menu: string,
): Promise<void> {
  const { lists } = await menus.read(chat);
  await menus.listed(chat, [message_id], menu);
  for (const older of lists) if (older !== message_id) await messenger.remove(chat, older);
}
