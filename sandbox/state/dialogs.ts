import type { Bot, Dialog, MemberStatus, Person, Topic } from './types.ts';
import type { Chat, ChatKind } from './wire.ts';
import type { World } from './world.ts';

export const privateKey = (botId: number, personId: number) => `p:${botId}:${personId}`;
export const groupKey = (chatId: number) => `g:${chatId}`;

export type NewChat = {
  kind: Exclude<ChatKind, 'private'>;
  title: string;
  username?: string | undefined;
  description?: string | undefined;
  is_forum?: boolean | undefined;
  id?: number | undefined;
};

export function addChat(world: World, input: NewChat): Dialog {
  const serial = world.number();
  const chatId =
    input.id ?? (input.kind === 'group' ? -(4_000_000_000 + serial) : -(1_002_000_000_000 + serial));
  const dialog: Dialog = {
    key: groupKey(chatId),
    kind: input.kind,
    chatId,
    title: input.title,
    username: input.username,
    description: input.description,
    isForum: input.kind === 'supergroup' && input.is_forum === true,
    members: {},
    topics: [],
    pinned: [],
    nextMessageId: 1,
    instance: instanceOf(chatId),
  };
  world.dialogs.set(dialog.key, dialog);
  emitDialog(world, dialog);
  return dialog;
}

/** The private chat of a person and a bot; made when first needed, not yet started. */
export function privateDialog(world: World, bot: Bot, person: Person): Dialog {
  const key = privateKey(bot.id, person.id);
  const known = world.dialogs.get(key);
  if (known) return known;
  const dialog: Dialog = {
    key,
    kind: 'private',
    chatId: person.id,
    botId: bot.id,
    started: false,
    blocked: false,
    members: {},
    topics: [],
    pinned: [],
    nextMessageId: 0,
    instance: instanceOf(person.id * 7 + bot.id),
  };
  world.dialogs.set(key, dialog);
  return dialog;
}

const instanceOf = (seed: number) => String(Math.abs(seed) * 31 + 4_000_000_000_007);

/** Private chats and basic groups share one row of numbers per bot; the others have their own. */
export function takeMessageId(world: World, dialog: Dialog): number {
  const bot = dialog.botId === undefined ? undefined : world.bots.get(dialog.botId);
  const owner = bot ?? dialog;
  const id = owner.nextMessageId;
  owner.nextMessageId += 1;
  return id;
}

export function addTopic(world: World, dialog: Dialog, topic: Topic): void {
  dialog.topics.push(topic);
  emitDialog(world, dialog);
}

/** With all that was said in it. */
export function dropTopic(world: World, dialog: Dialog, id: number): void {
  dialog.topics = dialog.topics.filter((topic) => topic.id !== id);
  for (const message of world.messagesOf(dialog.key).values()) {
    if (message.threadId !== id) continue;
    world.messagesOf(dialog.key).delete(message.id);
    dialog.pinned = dialog.pinned.filter((pinned) => pinned !== message.id);
    world.emit({ type: 'deleted', dialog: dialog.key, message_id: message.id });
  }
  emitDialog(world, dialog);
}

export function setMember(world: World, dialog: Dialog, userId: number, status: MemberStatus): void {
  dialog.members[String(userId)] = status;
  emitDialog(world, dialog);
}

export const memberStatus = (dialog: Dialog, userId: number): MemberStatus =>
  dialog.members[String(userId)] ?? 'left';

export const isIn = (status: MemberStatus) =>
  status === 'creator' || status === 'administrator' || status === 'member';

/** Closing, opening and naming topics of others, and writing in closed ones. */
export const managesTopics = (dialog: Dialog, userId: number): boolean =>
  isAdmin(memberStatus(dialog, userId)) && !(dialog.withoutTopics ?? []).includes(userId);

/** Messages of others, and topics with all that was said in them. */
export const deletesMessages = (dialog: Dialog, userId: number): boolean =>
  isAdmin(memberStatus(dialog, userId)) && !(dialog.withoutDeleting ?? []).includes(userId);

/** What can be taken from an administrator. */
export type Rights = { readonly can_manage_topics: boolean; readonly can_delete_messages: boolean };

export const rightsOf = (dialog: Dialog, userId: number): Rights => ({
  can_manage_topics: managesTopics(dialog, userId),
  can_delete_messages: deletesMessages(dialog, userId),
});

export const isAdmin = (status: MemberStatus) => status === 'creator' || status === 'administrator';

export function chatOf(world: World, dialog: Dialog): Chat {
  if (dialog.kind === 'private') {
    const person = world.people.get(dialog.chatId);
    return {
      id: dialog.chatId,
      type: 'private',
      first_name: person?.first_name ?? '',
      last_name: person?.last_name,
      username: person?.username,
    };
  }
  return {
    id: dialog.chatId,
    type: dialog.kind,
    title: dialog.title,
    username: dialog.kind === 'group' ? undefined : dialog.username,
    is_forum: dialog.isForum ? true : undefined,
  };
}

export function dialogView(world: World, dialog: Dialog) {
  return {
    key: dialog.key,
    chat: chatOf(world, dialog),
    bot_id: dialog.botId ?? null,
    started: dialog.started ?? false,
    blocked: dialog.blocked ?? false,
    members: dialog.members,
    topics: dialog.topics,
    pinned: dialog.pinned,
  };
}

export function emitDialog(world: World, dialog: Dialog): void {
  world.emit({ type: 'dialog', dialog: dialogView(world, dialog) });
}
