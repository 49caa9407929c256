import { isDeepStrictEqual } from 'node:util';
import { announceEdit, wire } from '../../acts/post.ts';
import { seconds } from '../../clock.ts';
import { isAdmin, memberStatus } from '../../state/dialogs.ts';
import type { Dialog, StoredMessage } from '../../state/types.ts';
import type { Content, Json, Markup } from '../../state/wire.ts';
import { messageFor } from '../access.ts';
import type { Context, Methods } from '../context.ts';
import { badRequest, notModified } from '../errors.ts';
import { readMarkup } from '../markup.ts';
import { readCaption, readLinkPreview, readText } from '../send.ts';

type Change = (message: StoredMessage) => Content;

const captionable = (content: Content) => content.document ?? content.photo ?? content.voice;

function mayEdit({ bot }: Context, dialog: Dialog, message: StoredMessage): boolean {
  if (message.forward || message.service) return false;
  if (message.markup && message.markup.kind !== 'inline') return false;
  if (dialog.kind === 'channel')
    return message.sender.kind === 'channel' && isAdmin(memberStatus(dialog, bot.id));
  return message.sender.kind === 'bot' && message.sender.id === bot.id;
}

function edit(context: Context, change: Change): Json {
  const { kit, params } = context;
  if (params.text('chat_id') === '' && params.messageId() === 0) {
    if (params.text('inline_message_id') === '') throw badRequest('Message identifier is not specified');
    throw badRequest('MESSAGE_ID_INVALID');
  }
  const { dialog, message } = messageFor(context, 'edit', 'message to edit');
  if (!mayEdit(context, dialog, message)) throw badRequest("Message can't be edited");
  const content = change(message);
  const markup = inlineOnly(readMarkup(params, dialog.kind));
  if (isDeepStrictEqual(plain(content), plain(message.content)) && sameMarkup(markup, message.markup))
    throw notModified();
  const { markup: _, ...rest } = message;
  const edited: StoredMessage = {
    ...rest,
    content,
    ...(markup && { markup }),
    editDate: seconds(kit.world.clock.now()),
  };
  kit.world.messagesOf(dialog.key).set(message.id, edited);
  announceEdit(kit, dialog, edited);
  return wire(kit, edited);
}

function inlineOnly(markup: Markup | undefined): Markup | undefined {
  if (markup && markup.kind !== 'inline') throw badRequest('Inline keyboard expected');
  return markup;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const sameMarkup = (a: Markup | undefined, b: Markup | undefined) =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export const editing: Methods = {
  editmessagetext(context) {
    // The text is read before the message is looked for, as Telegram does.
    const fresh = { ...readText(context), ...readLinkPreview(context) };
    return edit(context, ({ content }) => {
      if (content.text === undefined) throw badRequest('There is no text in the message to edit');
      return fresh;
    });
  },
  editmessagecaption(context) {
    const fresh = readCaption(context);
    return edit(context, ({ content }) => {
      if (!captionable(content)) throw badRequest('There is no caption in the message to edit');
      const { caption: _, caption_entities: __, ...rest } = content;
      return { ...rest, ...fresh };
    });
  },
  editmessagereplymarkup: (context) => edit(context, ({ content }) => content),
};
