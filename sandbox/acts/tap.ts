import { isObject, requiredString } from '../api/fields.ts';
import { addCallback } from '../state/callbacks.ts';
import { chatOf } from '../state/dialogs.ts';
import { personUser } from '../state/people.ts';
import type { Bot, Callback, Dialog, Person, StoredMessage } from '../state/types.ts';
import { callbackLifeMs } from '../state/updates.ts';
import { wireMessage } from '../state/view.ts';
import type { InlineButton, ReplyButton } from '../state/wire.ts';
import { ActError, type Kit } from './kit.ts';
import { openLink, type SendOptions, sendLocation, sendText, shareContact } from './person.ts';

/** A button by its label, or by raw data as a forged client would send it. */
export type Press = { button?: string | undefined; data?: string | undefined };

export type TapResult =
  | { kind: 'callback'; callback: Callback }
  | { kind: 'url'; url: string; message?: StoredMessage | undefined }
  | { kind: 'copy'; text: string };

export function tap(
  kit: Kit,
  person: Person,
  dialog: Dialog,
  message: StoredMessage,
  press: Press,
): TapResult {
  if (press.data !== undefined) return callBack(kit, person, dialog, message, press.data);
  const button = findButton(message, press.button ?? '');
  if (button['disabled'] !== undefined) throw new ActError(400, `the button "${button.text}" is disabled`);
  const { callback_data: data, url, copy_text: copy } = button;
  if (typeof data === 'string') return callBack(kit, person, dialog, message, data);
  if (typeof url === 'string') {
    const isDeepLink = /^https?:\/\/t\.me\/\w+\?start=/.test(url);
    return { kind: 'url', url, ...(isDeepLink && { message: openLink(kit, person, url) }) };
  }
  if (isObject(copy)) return { kind: 'copy', text: requiredString(copy, 'text') };
  throw new ActError(400, `the sandbox cannot press a button of this kind: "${button.text}"`);
}

function buttonsOf(message: StoredMessage): InlineButton[] {
  return message.markup?.kind === 'inline' ? message.markup.markup.inline_keyboard.flat() : [];
}

function findButton(message: StoredMessage, label: string): InlineButton {
  const buttons = buttonsOf(message);
  const found =
    buttons.find((button) => button.text === label) ??
    only(buttons.filter((one) => one.text.includes(label)));
  if (found) return found;
  const shown = buttons.map((button) => `[${button.text}]`).join(' ') || 'none';
  throw new ActError(404, `no button "${label}"; its buttons: ${shown}`);
}

const only = <T>(some: T[]): T | undefined => (some.length === 1 ? some[0] : undefined);

function botOf(kit: Kit, dialog: Dialog, message: StoredMessage): Bot {
  const id =
    message.sender.kind === 'bot'
      ? message.sender.id
      : message.sender.kind === 'channel'
        ? message.sender.botId
        : dialog.botId;
  const bot = id === undefined ? undefined : kit.world.bots.get(id);
  if (!bot) throw new ActError(400, 'no bot listens to this button');
  return bot;
}

function callBack(kit: Kit, person: Person, dialog: Dialog, message: StoredMessage, data: string): TapResult {
  const { world } = kit;
  const bot = botOf(kit, dialog, message);
  const callback = addCallback(world, {
    botId: bot.id,
    personId: person.id,
    dialog,
    messageId: message.id,
    data,
  });
  const gone = world.message(dialog.key, message.id) === undefined;
  kit.delivery.push(
    bot,
    {
      callback_query: {
        id: callback.id,
        from: personUser(person),
        message: gone
          ? { chat: chatOf(world, dialog), message_id: message.id, date: 0 }
          : wireMessage(world, message),
        chat_instance: dialog.instance,
        data,
      },
    },
    { lifeMs: callbackLifeMs, queue: `user:${person.id}` },
    dialog.chatId,
  );
  return { kind: 'callback', callback };
}

/** The reply keyboard that stands below the chat now. */
export function currentKeyboard(kit: Kit, dialog: Dialog): ReplyButton[][] | null {
  const messages = [...kit.world.messagesOf(dialog.key).values()].toReversed();
  for (const { markup } of messages) {
    if (markup?.kind === 'reply') return markup.markup.keyboard;
    if (markup?.kind === 'remove') return null;
  }
  return null;
}

export function pressKey(
  kit: Kit,
  person: Person,
  dialog: Dialog,
  label: string,
  place: SendOptions,
): StoredMessage {
  const keys = (currentKeyboard(kit, dialog) ?? []).flat();
  const key = keys.find((one) => one.text === label) ?? only(keys.filter((one) => one.text.includes(label)));
  if (!key)
    throw new ActError(
      404,
      `no key "${label}"; its keys: ${keys.map((one) => `[${one.text}]`).join(' ') || 'none'}`,
    );
  if (key['request_contact'] === true) return shareContact(kit, person, place);
  if (key['request_location'] === true)
    return sendLocation(kit, person, { ...place, latitude: 55.7558, longitude: 37.6173 });
  return sendText(kit, person, key.text, place);
}
