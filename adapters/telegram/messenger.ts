import type { Done, Lane, Limit, Made, Messenger, NotDone } from '../../activities/messaging/ports.ts';
import type { Rendered, RenderedButton } from '../../activities/rendering/render.ts';
import type { Answer } from './answer.ts';
import { type InlineButton, UploadFile } from './api.ts';
import type { Call } from './gateway.ts';

export const noToken: NotDone = { kind: 'unreached', description: 'BOT_TOKEN is not set' };

/** The gateway in the words of the messaging verbs. Without a token nothing can be sent, and every call says so. */
export const createMessenger = (call: Call | undefined): Messenger => ({
  async send(chat, message, lane, limit) {
    if (!call) return noToken;
    return made(await call('sendMessage', { chat_id: chat, ...textOf(message) }, { lane, ...limit }));
  },
  async sendFile(chat, file, lane, limit) {
    if (!call) return noToken;
    const document = new UploadFile(file.name, file.type, file.content);
    const payload = { chat_id: chat, document, caption: file.caption };
    return made(await call('sendDocument', payload, { lane, ...limit }));
  },
  async edit(chat, messageId, message, limit) {
    if (!call) return noToken;
    const payload = { chat_id: chat, message_id: messageId, ...textOf(message) };
    return done(await call('editMessageText', payload, forPerson(limit)));
  },
  async retire(chat, messageId, limit) {
    if (!call) return noToken;
    const payload = { chat_id: chat, message_id: messageId };
    return done(await call('editMessageReplyMarkup', payload, forPerson(limit)));
  },
  async delete(chat, messageId, limit) {
    if (!call) return noToken;
    return done(await call('deleteMessage', { chat_id: chat, message_id: messageId }, forPerson(limit)));
  },
  async commands(chat, commands, limit) {
    if (!call) return noToken;
    const scope = { type: 'chat', chat_id: chat };
    return done(await call('setMyCommands', { commands, scope }, forPerson(limit)));
  },
  async answer(queryId, text, alert, limit) {
    if (!call) return noToken;
    const told = text === undefined ? {} : { text, show_alert: alert };
    return done(await call('answerCallbackQuery', { callback_query_id: queryId, ...told }, forPerson(limit)));
  },
});

const forPerson = (limit: Limit): Limit & { lane: Lane } => ({ lane: 'person', ...limit });

export const made = (answer: Answer<{ readonly message_id: number }>): Made =>
  answer.kind === 'ok' ? { kind: 'ok', message_id: answer.result.message_id } : answer;

export const done = (answer: Answer<unknown>): Done => (answer.kind === 'ok' ? { kind: 'ok' } : answer);

export const textOf = ({ text, keyboard, menu }: Rendered) => ({
  text,
  parse_mode: 'HTML' as const,
  link_preview_options: { is_disabled: true },
  ...(menu !== undefined && { reply_markup: menuOf(menu) }),
  ...(keyboard.length > 0 && { reply_markup: { inline_keyboard: keyboard.map((row) => row.map(inline)) } }),
});

const menuOf = (menu: NonNullable<Rendered['menu']> | null) =>
  menu === null
    ? { remove_keyboard: true as const }
    : {
        keyboard: menu.map((row) => row.map((text) => ({ text }))),
        resize_keyboard: true as const,
        is_persistent: true as const,
      };

function inline(button: RenderedButton): InlineButton {
  const look = { text: button.label, ...(button.style && { style: button.style }) };
  return 'url' in button ? { ...look, url: button.url } : { ...look, callback_data: button.data };
}
