import { post, wire } from '../acts/post.ts';
import { chatOf } from '../state/dialogs.ts';
import { userById } from '../state/people.ts';
import type { Dialog, Sender, StoredMessage } from '../state/types.ts';
import type { Content, Entity, Json, Markup } from '../state/wire.ts';
import { chatFor, chatNamed, topicFor } from './access.ts';
import type { Context } from './context.ts';
import { badRequest, tooMany } from './errors.ts';
import { isObject, optionalBool, optionalString, requiredInt } from './fields.ts';
import { readMarkup } from './markup.ts';
import { parseJson } from './params.ts';
import { formattedText, type KnownUser } from './text/formatted.ts';

const knownUser =
  ({ kit }: Context): KnownUser =>
  (id) => {
    const user = userById(kit.world, id);
    return user && !user.is_bot ? user : undefined;
  };

const entitiesField = ({ params }: Context, name: string): Json | undefined => parseJson(params.text(name));

export function readText(context: Context): { text: string; entities?: Entity[] } {
  const { params } = context;
  if (params.text('text') === '') throw badRequest('Message text is empty');
  const { text, entities } = formattedText(
    params.text('text'),
    params.text('parse_mode'),
    entitiesField(context, 'entities'),
    knownUser(context),
  );
  if (text === '') throw badRequest('Text must be non-empty');
  if (text.length > 4096) throw badRequest('Message is too long');
  return { text, ...(entities.length > 0 && { entities }) };
}

export function readCaption(context: Context): { caption?: string; caption_entities?: Entity[] } {
  const { params } = context;
  const { text, entities } = formattedText(
    params.text('caption'),
    params.text('parse_mode'),
    entitiesField(context, 'caption_entities'),
    knownUser(context),
  );
  if (text.length > 1024) throw badRequest('Message caption is too long');
  if (text === '') return {};
  return { caption: text, ...(entities.length > 0 && { caption_entities: entities }) };
}

export function readLinkPreview({ params }: Context): Content {
  const value = params.json('link_preview_options', "Can't parse link preview options JSON object");
  if (value === undefined) return {};
  if (!isObject(value)) throw badRequest('Object expected as link preview options');
  const flags = ['is_disabled', 'prefer_small_media', 'prefer_large_media', 'show_above_text'];
  const set = flags.filter((name) => optionalBool(value, name)).map((name) => [name, true] as const);
  const url = optionalString(value, 'url');
  const options = { ...Object.fromEntries(set), ...(url && { url }) };
  return Object.keys(options).length > 0 ? { link_preview_options: options } : {};
}

type Reply = { replyTo?: number | undefined; quote?: string | undefined };

function readReply(context: Context, dialog: Dialog): Reply {
  const { params, kit } = context;
  let wanted = params.messageId('reply_to_message_id');
  let lenient = params.flag('allow_sending_without_reply');
  let quote = '';
  let place = dialog;
  if (wanted === 0) {
    const value = params.json('reply_parameters', "Can't parse reply parameters JSON object");
    if (value === undefined) return {};
    if (!isObject(value)) throw badRequest('Object expected as reply parameters');
    if (Object.keys(value).length === 0) return {};
    wanted = Math.max(0, requiredInt(value, 'message_id'));
    lenient = optionalBool(value, 'allow_sending_without_reply');
    quote = optionalString(value, 'quote');
    const chat = optionalString(value, 'chat_id');
    if (chat !== '') place = chatNamed(context, chat, 'read');
  }
  if (wanted === 0) return {};
  const target = kit.world.message(place.key, wanted);
  if (!target && !lenient) throw badRequest('message to be replied not found');
  if (!target || place.key !== dialog.key) return {};
  if (quote !== '' && !(target.content.text ?? target.content.caption ?? '').includes(quote))
    throw badRequest('QUOTE_TEXT_INVALID');
  return { replyTo: wanted, ...(quote && { quote }) };
}

export const senderOf = ({ bot }: Context, dialog: Dialog): Sender =>
  dialog.kind === 'channel' ? { kind: 'channel', botId: bot.id } : { kind: 'bot', id: bot.id };

/** Refuses with 429 above the ceilings; call it last, when nothing else can refuse. */
export function underCeilings({ kit, bot, params }: Context, dialog: Dialog, count: number): void {
  if (params.flag('allow_paid_broadcast') && dialog.kind === 'private') return;
  const wait = kit.ceilings.take(bot.id, dialog, count);
  if (wait > 0) throw tooMany(wait);
}

/** The way every new message of a bot takes. Content is read first, as Telegram does. */
export function send(
  context: Context,
  read: () => Content,
  extra: { forward?: StoredMessage['forward']; markup?: Markup | undefined } = {},
): StoredMessage {
  const { params } = context;
  const content = read();
  // Whether a button may be used depends on the chat's kind, so the chat comes before the buttons.
  const dialog = chatFor(context, 'write');
  const markup = readMarkup(params, dialog.kind);
  const threadId = topicFor(context, dialog);
  const reply = readReply(context, dialog);
  const effectId = params.text('message_effect_id');
  if (effectId !== '' && dialog.kind !== 'private') throw badRequest('EFFECT_ID_INVALID');
  underCeilings(context, dialog, 1);
  return post(context.kit, dialog, {
    sender: senderOf(context, dialog),
    content,
    markup: markup ?? extra.markup,
    threadId,
    ...reply,
    forward: extra.forward,
    ...(params.flag('protect_content') && { protected: true }),
    ...(params.flag('disable_notification') && { silent: true }),
    ...(effectId && { effectId }),
  });
}

export const sendAndTell = (context: Context, read: () => Content): Json =>
  wire(context.kit, send(context, read));

export const chatWire = (context: Context, dialog: Dialog) => chatOf(context.kit.world, dialog);
