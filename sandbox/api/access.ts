import { mayWriteInTopic } from '../acts/topics.ts';
import { groupKey, isIn, memberStatus, privateKey } from '../state/dialogs.ts';
import type { Dialog, StoredMessage } from '../state/types.ts';
import type { Context } from './context.ts';
import { badRequest, forbidden } from './errors.ts';
import { toInteger } from './params.ts';

export type Access = 'read' | 'edit' | 'write';

/** The chat a parameter names, if the bot has that access to it. */
export function chatFor(context: Context, access: Access, name = 'chat_id'): Dialog {
  return chatNamed(context, context.params.text(name), access);
}

export function chatNamed(context: Context, named: string, access: Access): Dialog {
  if (named === '') throw badRequest('chat_id is empty');
  const dialog = named.startsWith('@') ? byUsername(context, named.slice(1)) : byId(context, named);
  if (!dialog) throw badRequest('chat not found');
  if (dialog.kind === 'private') checkPrivate(context, dialog, access);
  else checkGroup(context, dialog, access);
  return dialog;
}

function byUsername({ kit }: Context, username: string): Dialog | undefined {
  for (const dialog of kit.world.dialogs.values())
    if (dialog.username?.toLowerCase() === username.toLowerCase()) return dialog;
  return undefined;
}

function byId({ kit, bot }: Context, named: string): Dialog | undefined {
  const { world } = kit;
  const id = toInteger(named);
  if (id < 0) return world.dialogs.get(groupKey(id));
  const known = world.dialogs.get(privateKey(bot.id, id));
  if (known) return known;
  // Somebody who exists and never wrote to this bot: the chat may be addressed, writing is refused.
  return world.people.has(id)
    ? {
        key: privateKey(bot.id, id),
        kind: 'private',
        chatId: id,
        botId: bot.id,
        members: {},
        topics: [],
        pinned: [],
        nextMessageId: 0,
        instance: '0',
      }
    : undefined;
}

function checkPrivate({ kit }: Context, dialog: Dialog, access: Access): void {
  const person = kit.world.people.get(dialog.chatId);
  if (!person) throw badRequest('chat not found');
  if (access !== 'read' && person.deactivated) throw forbidden('user is deactivated');
  if (access !== 'write') return;
  if (!dialog.started) throw forbidden("bot can't initiate conversation with a user");
  if (dialog.blocked) throw forbidden('bot was blocked by the user');
}

function checkGroup({ bot }: Context, dialog: Dialog, access: Access): void {
  const status = memberStatus(dialog, bot.id);
  const what = dialog.kind === 'channel' ? 'channel' : dialog.kind;
  if (status === 'kicked') throw forbidden(`bot was kicked from the ${what} chat`);
  const isOpen = dialog.username !== undefined && access === 'read';
  if (!isIn(status) && !isOpen) throw forbidden(`bot is not a member of the ${what} chat`);
  if (dialog.kind === 'channel' && access === 'write' && status === 'member')
    throw badRequest('need administrator rights in the channel chat');
}

/** The topic the message goes to; `undefined` outside topics. */
export function topicFor({ params, bot }: Context, dialog: Dialog): number | undefined {
  const id = Math.max(0, params.integer('message_thread_id'));
  if (id === 0) return undefined;
  if (!dialog.isForum) {
    if (dialog.kind === 'private') throw badRequest('message thread not found');
    return undefined;
  }
  if (!dialog.topics.some((topic) => topic.id === id)) throw badRequest('message thread not found');
  if (!mayWriteInTopic(dialog, bot.id, id)) throw badRequest('TOPIC_CLOSED');
  return id;
}

export function messageFor(
  context: Context,
  access: Access,
  what: string,
  names: { chat?: string; message?: string } = {},
): { dialog: Dialog; message: StoredMessage } {
  const dialog = chatFor(context, access, names.chat);
  const message = context.kit.world.message(
    dialog.key,
    context.params.messageId(names.message ?? 'message_id'),
  );
  if (!message) throw badRequest(`${what} not found`);
  return { dialog, message };
}
