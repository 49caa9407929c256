import { assertNever } from '../assert-never.ts';
import { seconds } from '../clock.ts';
import {
  chatOf,
  emitDialog,
  isIn,
  memberStatus,
  type Rights,
  rightsOf,
  setMember,
} from '../state/dialogs.ts';
import { botUser, personUser, userById } from '../state/people.ts';
import type { Bot, Dialog, MemberStatus, Person } from '../state/types.ts';
import { dayMs } from '../state/updates.ts';
import type { Json, User } from '../state/wire.ts';
import { ActError, type Kit } from './kit.ts';
import { post } from './post.ts';

const allRights: Rights = { can_manage_topics: true, can_delete_messages: true };

/** A member as the Bot API describes one of that status. */
export function memberView(
  user: User,
  status: MemberStatus,
  kind: Dialog['kind'],
  rights: Rights = allRights,
): Json {
  switch (status) {
    case 'creator':
      return { status, user, is_anonymous: false };
    case 'administrator':
      return { status, user, ...administratorRights(kind, rights) };
    case 'member':
    case 'left':
      return { status, user };
    case 'kicked':
      return { status, user, until_date: 0 };
    default:
      return assertNever(status);
  }
}

function administratorRights(
  kind: Dialog['kind'],
  { can_manage_topics, can_delete_messages }: Rights,
): Record<string, boolean> {
  const shared = {
    can_be_edited: false,
    is_anonymous: false,
    can_manage_chat: true,
    can_delete_messages,
    can_manage_video_chats: true,
    can_restrict_members: true,
    can_promote_members: false,
    can_change_info: true,
    can_invite_users: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    can_send_welcome_messages: false,
  };
  return kind === 'channel'
    ? { ...shared, can_post_messages: true, can_edit_messages: true }
    : { ...shared, can_pin_messages: true, can_manage_topics };
}

function tellChange(
  kit: Kit,
  bot: Bot,
  dialog: Dialog,
  change: { by: User; was: MemberStatus; is: MemberStatus; had?: Rights },
): void {
  const { world } = kit;
  const member = botUser(bot);
  const has = rightsOf(dialog, bot.id);
  kit.delivery.push(
    bot,
    {
      my_chat_member: {
        chat: chatOf(world, dialog),
        from: change.by,
        date: seconds(world.clock.now()),
        old_chat_member: memberView(member, change.was, dialog.kind, change.had ?? has),
        new_chat_member: memberView(member, change.is, dialog.kind, has),
      },
    },
    { lifeMs: dayMs, queue: `member:${change.by.id}` },
    dialog.chatId,
  );
}

/** An administrator is given a right, or loses it. */
export function changeRights(
  kit: Kit,
  dialog: Dialog,
  userId: number,
  { can_manage_topics, can_delete_messages }: { [Right in keyof Rights]: boolean | undefined },
  byId: number,
): void {
  const { world } = kit;
  const had = rightsOf(dialog, userId);
  const without = (those: number[] | undefined, may: boolean | undefined) =>
    may === undefined ? those : [...(those ?? []).filter((id) => id !== userId), ...(may ? [] : [userId])];
  dialog.withoutTopics = without(dialog.withoutTopics, can_manage_topics);
  dialog.withoutDeleting = without(dialog.withoutDeleting, can_delete_messages);
  emitDialog(world, dialog);
  const [bot, by, has] = [world.bots.get(userId), userById(world, byId), rightsOf(dialog, userId)];
  const status = memberStatus(dialog, userId);
  const changed =
    had.can_manage_topics !== has.can_manage_topics || had.can_delete_messages !== has.can_delete_messages;
  if (bot && by && changed) tellChange(kit, bot, dialog, { by, was: status, is: status, had });
}

export function block(kit: Kit, bot: Bot, person: Person, dialog: Dialog): void {
  if (dialog.blocked) return;
  dialog.blocked = true;
  emitDialog(kit.world, dialog);
  tellChange(kit, bot, dialog, { by: personUser(person), was: 'member', is: 'kicked' });
}

export function unblock(kit: Kit, bot: Bot, person: Person, dialog: Dialog): void {
  if (!dialog.blocked) return;
  dialog.blocked = false;
  emitDialog(kit.world, dialog);
  tellChange(kit, bot, dialog, { by: personUser(person), was: 'kicked', is: 'member' });
}

/** Somebody joins, leaves, rises or is thrown out; bots learn of themselves, groups see a line. */
export function changeMember(
  kit: Kit,
  dialog: Dialog,
  userId: number,
  is: MemberStatus,
  byId = userId,
): void {
  const { world } = kit;
  const user = userById(world, userId);
  const by = userById(world, byId) ?? user;
  if (!user || !by) throw new ActError(404, 'no such member');
  const was = memberStatus(dialog, userId);
  if (was === is) return;
  setMember(world, dialog, userId, is);
  const bot = world.bots.get(userId);
  if (bot) tellChange(kit, bot, dialog, { by, was, is });
  tellWatchers(kit, dialog, { user, by, was, is });
  if (dialog.kind === 'channel' || isIn(was) === isIn(is)) return;
  post(kit, dialog, {
    sender: { kind: 'person', id: by.is_bot ? userId : by.id },
    content: isIn(is) ? { new_chat_members: [user] } : { left_chat_member: user },
    service: true,
  });
}

function tellWatchers(
  kit: Kit,
  dialog: Dialog,
  change: { user: User; by: User; was: MemberStatus; is: MemberStatus },
): void {
  for (const bot of kit.world.bots.values()) {
    const status = memberStatus(dialog, bot.id);
    if (bot.id === change.user.id || (status !== 'administrator' && status !== 'creator')) continue;
    kit.delivery.push(
      bot,
      {
        chat_member: {
          chat: chatOf(kit.world, dialog),
          from: change.by,
          date: seconds(kit.world.clock.now()),
          old_chat_member: memberView(change.user, change.was, dialog.kind),
          new_chat_member: memberView(change.user, change.is, dialog.kind),
        },
      },
      { lifeMs: dayMs, queue: `member:${change.by.id}` },
      dialog.chatId,
    );
  }
}
