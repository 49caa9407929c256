import { changeMember, memberView } from '../../acts/membership.ts';
import { post, wire } from '../../acts/post.ts';
import { isAdmin, isIn, memberStatus, rightsOf } from '../../state/dialogs.ts';
import { botUser, userById } from '../../state/people.ts';
import type { Dialog } from '../../state/types.ts';
import type { Json } from '../../state/wire.ts';
import { chatFor, messageFor } from '../access.ts';
import type { Context, Methods } from '../context.ts';
import { badRequest } from '../errors.ts';
import { chatWire, senderOf } from '../send.ts';

function fullChat(context: Context, dialog: Dialog): Json {
  const last = dialog.pinned.at(-1);
  const pinned = last === undefined ? undefined : context.kit.world.message(dialog.key, last);
  return {
    ...chatWire(context, dialog),
    ...(dialog.username && dialog.kind !== 'group' && { active_usernames: [dialog.username] }),
    accent_color_id: Math.abs(dialog.chatId) % 7,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    ...(dialog.description && { description: dialog.description }),
    ...(pinned && { pinned_message: wire(context.kit, pinned) }),
    ...(dialog.kind !== 'private' && dialog.kind !== 'channel' && { permissions: allAllowed }),
  };
}

const allAllowed = {
  can_send_messages: true,
  can_send_audios: true,
  can_send_documents: true,
  can_send_photos: true,
  can_send_videos: true,
  can_send_video_notes: true,
  can_send_voice_notes: true,
  can_send_polls: true,
  can_send_other_messages: true,
  can_add_web_page_previews: true,
  can_change_info: false,
  can_invite_users: true,
  can_pin_messages: false,
  can_manage_topics: false,
};

function member(context: Context): Json {
  const { kit, params, bot } = context;
  const dialog = chatFor(context, 'read');
  const userId = Math.max(0, Number.parseInt(params.text('user_id'), 10) || 0);
  if (userId === 0) throw badRequest('Invalid user_id specified');
  const user = userById(kit.world, userId);
  if (!user) throw badRequest('user not found');
  const inPrivate = userId === dialog.chatId || userId === bot.id;
  const status = dialog.kind === 'private' ? (inPrivate ? 'member' : 'left') : memberStatus(dialog, userId);
  if (dialog.kind === 'private' && !inPrivate) throw badRequest('member not found');
  return memberView(user, status, dialog.kind, rightsOf(dialog, userId));
}

function mustModerate({ bot }: Context, dialog: Dialog, right: string): void {
  if (dialog.kind !== 'private' && !isAdmin(memberStatus(dialog, bot.id)))
    throw badRequest(`not enough rights to ${right}`);
}

function emitPinned({ kit }: Context, dialog: Dialog): true {
  kit.world.emit({ type: 'pinned', dialog: dialog.key, message_ids: [...dialog.pinned] });
  return true;
}

export const chats: Methods = {
  getme: ({ bot }) => ({
    ...botUser(bot),
    can_join_groups: true,
    can_read_all_group_messages: !bot.privacy,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_guest_queries: false,
    supports_join_request_queries: false,
  }),
  getchat: (context) => fullChat(context, chatFor(context, 'read')),
  getchatmember: member,
  getchatadministrators(context) {
    const dialog = chatFor(context, 'read');
    if (dialog.kind === 'private') throw badRequest('there are no administrators in the private chat');
    return Object.entries(dialog.members).flatMap(([id, status]) => {
      const user = userById(context.kit.world, Number(id));
      return user && isAdmin(status)
        ? [memberView(user, status, dialog.kind, rightsOf(dialog, Number(id)))]
        : [];
    });
  },
  getchatmembercount(context) {
    const dialog = chatFor(context, 'read');
    return dialog.kind === 'private' ? 2 : Object.values(dialog.members).filter(isIn).length;
  },
  leavechat(context) {
    const dialog = chatFor(context, 'edit');
    if (dialog.kind === 'private') throw badRequest("chat member status can't be changed in private chats");
    changeMember(context.kit, dialog, context.bot.id, 'left');
    return true;
  },
  pinchatmessage(context) {
    const { dialog, message } = messageFor(context, 'write', 'message to pin');
    if (message.service) throw badRequest("Message can't be pinned");
    mustModerate(context, dialog, 'manage pinned messages in the chat');
    dialog.pinned = [...dialog.pinned.filter((id) => id !== message.id), message.id];
    const sender = senderOf(context, dialog);
    post(context.kit, dialog, { sender, content: {}, pinnedMessage: message.id, service: true });
    return emitPinned(context, dialog);
  },
  unpinchatmessage(context) {
    const dialog = chatFor(context, 'write');
    mustModerate(context, dialog, 'manage pinned messages in the chat');
    const id = context.params.messageId() || (dialog.pinned.at(-1) ?? 0);
    if (!dialog.pinned.includes(id)) throw badRequest('message to unpin not found');
    dialog.pinned = dialog.pinned.filter((pinned) => pinned !== id);
    return emitPinned(context, dialog);
  },
  unpinallchatmessages(context) {
    const dialog = chatFor(context, 'write');
    mustModerate(context, dialog, 'manage pinned messages in the chat');
    dialog.pinned = [];
    return emitPinned(context, dialog);
  },
};
