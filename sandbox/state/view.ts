import { chatOf } from './dialogs.ts';
import { userById } from './people.ts';
import type { Dialog, Sender, StoredMessage } from './types.ts';
import type { Chat, Message, User } from './wire.ts';
import type { World } from './world.ts';

function dialogOf(world: World, key: string): Dialog {
  const dialog = world.dialogs.get(key);
  if (!dialog) throw new Error(`No such chat: ${key}`);
  return dialog;
}

function signature(world: World, sender: Sender): string | undefined {
  if (sender.kind !== 'channel' || sender.signedBy === undefined) return undefined;
  return world.people.get(sender.signedBy)?.first_name;
}

/** The message as Telegram would put it into an answer or an update. */
export function wireMessage(world: World, stored: StoredMessage, nested = false): Message {
  const dialog = dialogOf(world, stored.dialog);
  const chat = chatOf(world, dialog);
  const message: Message = {
    message_id: stored.id,
    ...senderFields(world, stored.sender, chat),
    chat,
    date: stored.date,
    ...(stored.editDate === undefined ? {} : { edit_date: stored.editDate }),
    ...(stored.threadId === undefined
      ? {}
      : {
          message_thread_id: stored.threadId,
          ...(dialog.topics.some((topic) => topic.id === stored.threadId) && {
            is_topic_message: true as const,
          }),
        }),
    ...(stored.forward && { forward_origin: stored.forward }),
    ...(stored.protected && { has_protected_content: true as const }),
    ...(stored.effectId && { effect_id: stored.effectId }),
    ...(stored.quote && { quote: { text: stored.quote, position: 0, is_manual: true as const } }),
    ...stored.content,
    ...(stored.markup?.kind === 'inline' && { reply_markup: stored.markup.markup }),
  };
  if (nested) return message;
  const replied = stored.replyTo === undefined ? undefined : world.message(stored.dialog, stored.replyTo);
  if (replied) message.reply_to_message = wireMessage(world, replied, true);
  if (stored.pinnedMessage !== undefined) {
    const pinned = world.message(stored.dialog, stored.pinnedMessage);
    message.pinned_message = pinned
      ? wireMessage(world, pinned, true)
      : { chat, message_id: stored.pinnedMessage, date: 0 };
  }
  return message;
}

function senderFields(
  world: World,
  sender: Sender,
  chat: Chat,
): { from?: User; sender_chat?: Chat; author_signature?: string } {
  if (sender.kind === 'channel') {
    const signed = signature(world, sender);
    return { sender_chat: chat, ...(signed && { author_signature: signed }) };
  }
  const user = userById(world, sender.id);
  return user ? { from: user } : {};
}

/** The message as a page or a driver sees it: the wire message and what a client knows besides. */
export function messageView(world: World, stored: StoredMessage) {
  return {
    ...wireMessage(world, stored),
    dialog: stored.dialog,
    sender: stored.sender,
    shown_date: stored.shownDate,
    service: stored.service ?? false,
    silent: stored.silent ?? false,
    keyboard: stored.markup && stored.markup.kind !== 'inline' ? stored.markup : null,
  };
}
export type MessageView = ReturnType<typeof messageView>;
