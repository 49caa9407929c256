import { forwardedMarkup } from '../api/markup.ts';
import { findEntities } from '../api/text/auto-entities.ts';
import { seconds } from '../clock.ts';
import { chatOf, emitDialog } from '../state/dialogs.ts';
import { userById } from '../state/people.ts';
import type { Bot, Dialog, Person, Sender, StoredMessage } from '../state/types.ts';
import type { Content, ForwardOrigin } from '../state/wire.ts';
import type { World } from '../state/world.ts';
import { imageSize } from './image-size.ts';
import { ActError, type Kit } from './kit.ts';
import { unblock } from './membership.ts';
import { type Place, writablePlace } from './places.ts';
import { announceEdit, post } from './post.ts';
import { mayWriteInTopic } from './topics.ts';

export type SendOptions = Place & {
  reply_to?: number | undefined;
  thread?: number | undefined;
};

const senderIn = (dialog: Dialog, person: Person): Sender =>
  dialog.kind === 'channel' ? { kind: 'channel', signedBy: person.id } : { kind: 'person', id: person.id };

function say(kit: Kit, person: Person, options: SendOptions, content: Content): StoredMessage {
  const { dialog, bot } = writablePlace(kit, person, options);
  if (bot) openChat(kit, person, dialog, bot);
  if (!mayWriteInTopic(dialog, person.id, options.thread)) throw new ActError(400, 'this topic is closed');
  if (
    dialog.isForum &&
    options.thread !== undefined &&
    !dialog.topics.some(({ id }) => id === options.thread)
  )
    throw new ActError(404, 'no such topic');
  return post(kit, dialog, {
    sender: senderIn(dialog, person),
    content,
    replyTo: options.reply_to,
    threadId: options.thread,
  });
}

function openChat(kit: Kit, person: Person, dialog: Dialog, bot: Bot): void {
  unblock(kit, bot, person, dialog);
  if (dialog.started) return;
  dialog.started = true;
  emitDialog(kit.world, dialog);
}

export function sendText(kit: Kit, person: Person, text: string, options: SendOptions): StoredMessage {
  const body = text.trim();
  if (body === '' || body.length > 4096) throw new ActError(400, 'a text has 1 to 4096 signs');
  const entities = findEntities(body, []);
  return say(kit, person, options, { text: body, ...(entities.length > 0 && { entities }) });
}

/** `https://t.me/bot?start=payload`: what pressing Start in that chat sends. */
export function openLink(kit: Kit, person: Person, link: string): StoredMessage {
  const found = /(?:t\.me\/|resolve\?domain=)(\w+)(?:[?&](?:start)=([\w-]{0,64}))?/.exec(link);
  if (!found) throw new ActError(400, 'not a link to a bot: https://t.me/<bot>?start=<payload>');
  const payload = found[2] ?? '';
  return sendText(kit, person, payload === '' ? '/start' : `/start ${payload}`, { bot: found[1] });
}

export function shareContact(
  kit: Kit,
  person: Person,
  options: SendOptions & { of?: Person | undefined },
): StoredMessage {
  const shown = options.of ?? person;
  return say(kit, person, options, {
    contact: {
      phone_number: shown.phone,
      first_name: shown.first_name,
      ...(shown.last_name && { last_name: shown.last_name }),
      user_id: shown.id,
    },
  });
}

export function sendLocation(
  kit: Kit,
  person: Person,
  options: SendOptions & { latitude: number; longitude: number },
): StoredMessage {
  const { latitude, longitude } = options;
  return say(kit, person, options, { location: { latitude, longitude } });
}

export function sendFile(
  kit: Kit,
  person: Person,
  file: { name: string; mime: string; bytes: Buffer },
  options: SendOptions & { as?: 'photo' | 'voice' | 'document' | undefined; caption?: string | undefined },
): StoredMessage {
  const saved = kit.files.save(file);
  const ids = { file_id: saved.id, file_unique_id: saved.uniqueId, file_size: saved.size };
  const caption = options.caption ? { caption: options.caption } : {};
  const size = options.as === 'photo' ? imageSize(file.bytes) : null;
  if (size) return say(kit, person, options, { photo: [{ ...ids, ...size }], ...caption });
  if (options.as === 'voice')
    return say(kit, person, options, {
      voice: { ...ids, duration: 1, mime_type: file.mime },
      ...caption,
    });
  return say(kit, person, options, {
    document: { ...ids, file_name: file.name, mime_type: file.mime },
    ...caption,
  });
}

export function originOf(world: World, message: StoredMessage, dialog: Dialog): ForwardOrigin {
  if (message.forward) return message.forward;
  const { date, sender } = message;
  if (sender.kind === 'channel')
    return { type: 'channel', date, chat: chatOf(world, dialog), message_id: message.id };
  const user = userById(world, sender.id) ?? { id: sender.id, is_bot: false, first_name: 'Deleted' };
  return { type: 'user', date, sender_user: user };
}

export function forward(
  kit: Kit,
  person: Person,
  from: { dialog: Dialog; messageId: number },
  options: SendOptions,
): StoredMessage {
  const original = kit.world.message(from.dialog.key, from.messageId);
  if (!original || original.service) throw new ActError(404, 'no such message to forward');
  if (original.protected) throw new ActError(400, 'this message is protected from forwarding');
  const { dialog, bot } = writablePlace(kit, person, options);
  if (bot) openChat(kit, person, dialog, bot);
  return post(kit, dialog, {
    sender: senderIn(dialog, person),
    content: structuredClone(original.content),
    forward: originOf(kit.world, original, from.dialog),
    markup: forwardedMarkup(original.markup),
    threadId: options.thread,
  });
}

export function editText(
  kit: Kit,
  person: Person,
  from: { dialog: Dialog; messageId: number },
  text: string,
): StoredMessage {
  const message = kit.world.message(from.dialog.key, from.messageId);
  const { sender } = message ?? { sender: null };
  const own =
    (sender?.kind === 'person' && sender.id === person.id) ||
    (sender?.kind === 'channel' && sender.signedBy === person.id);
  if (!message || !own || message.content.text === undefined)
    throw new ActError(400, 'only own texts can be edited');
  const entities = findEntities(text, []);
  message.content = { text, ...(entities.length > 0 && { entities }) };
  message.editDate = seconds(kit.world.clock.now());
  announceEdit(kit, from.dialog, message);
  return message;
}
