import { originOf } from '../../acts/person.ts';
import { post, wire } from '../../acts/post.ts';
import type { Dialog, StoredMessage } from '../../state/types.ts';
import type { Content, Json } from '../../state/wire.ts';
import { chatFor, messageFor, topicFor } from '../access.ts';
import type { Context, Methods } from '../context.ts';
import { badRequest } from '../errors.ts';
import { forwardedMarkup } from '../markup.ts';
import { readCaption, send, senderOf, underCeilings } from '../send.ts';
import { readMessageIds } from './deleting.ts';

function copyOf(context: Context, original: StoredMessage): Content {
  const content = structuredClone(original.content);
  if (!context.params.has('caption')) return content;
  const { caption: _, caption_entities: __, ...rest } = content;
  return { ...rest, ...readCaption(context) };
}

function withoutCaption(content: Content): Content {
  const { caption: _, caption_entities: __, ...rest } = content;
  return rest;
}

function source(context: Context, what: string): { dialog: Dialog; message: StoredMessage } {
  context.params.required('from_chat_id');
  return messageFor(context, 'read', what, { chat: 'from_chat_id' });
}

/** What of a row of messages may be carried over; those that are gone or protected are passed over. */
function several(context: Context): { from: Dialog; to: Dialog; originals: StoredMessage[] } {
  context.params.required('from_chat_id');
  const ids = readMessageIds(context.params);
  const to = chatFor(context, 'write');
  const from = chatFor(context, 'read', 'from_chat_id');
  const originals = ids
    .flatMap((id) => context.kit.world.message(from.key, id) ?? [])
    .filter((message) => !message.service && !message.protected);
  if (originals.length === 0) throw badRequest('there are no messages to forward');
  underCeilings(context, to, originals.length);
  return { from, to, originals };
}

function carry(context: Context, to: Dialog, input: Pick<StoredMessage, 'content' | 'forward' | 'markup'>) {
  const { params, kit } = context;
  return post(kit, to, {
    sender: senderOf(context, to),
    threadId: topicFor(context, to),
    ...input,
    ...(params.flag('protect_content') && { protected: true }),
    ...(params.flag('disable_notification') && { silent: true }),
  });
}

export const copying: Methods = {
  copymessage(context): Json {
    const { message } = source(context, 'message to copy');
    if (message.service || message.protected) throw badRequest("message can't be copied");
    return { message_id: send(context, () => copyOf(context, message)).id };
  },
  forwardmessage(context) {
    const { dialog, message } = source(context, 'message to forward');
    if (message.service || message.protected) throw badRequest("message can't be forwarded");
    const sent = send(context, () => structuredClone(message.content), {
      forward: originOf(context.kit.world, message, dialog),
      markup: forwardedMarkup(message.markup),
    });
    return wire(context.kit, sent);
  },
  copymessages(context) {
    const { to, originals } = several(context);
    const strip = context.params.flag('remove_caption');
    return originals.map((message) => {
      const content = structuredClone(message.content);
      return { message_id: carry(context, to, { content: strip ? withoutCaption(content) : content }).id };
    });
  },
  forwardmessages(context) {
    const { from, to, originals } = several(context);
    return originals.map((message) => ({
      message_id: carry(context, to, {
        content: structuredClone(message.content),
        forward: originOf(context.kit.world, message, from),
        markup: forwardedMarkup(message.markup),
      }).id,
    }));
  },
};
