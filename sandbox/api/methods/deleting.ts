import { deletesMessages } from '../../state/dialogs.ts';
import type { Dialog, StoredMessage } from '../../state/types.ts';
import type { Json } from '../../state/wire.ts';
import { chatFor } from '../access.ts';
import type { Context, Methods } from '../context.ts';
import { badRequest } from '../errors.ts';
import type { Params } from '../params.ts';

const deletableForS = 48 * 3600;

function refusal({ bot, kit }: Context, dialog: Dialog, message: StoredMessage): string | null {
  const mayDelete = deletesMessages(dialog, bot.id);
  const isOwn =
    (message.sender.kind === 'bot' && message.sender.id === bot.id) ||
    (message.sender.kind === 'channel' && message.sender.botId === bot.id);
  if (dialog.kind !== 'private' && !isOwn && !mayDelete) return "Message can't be deleted";
  const age = Math.floor(kit.world.clock.now() / 1000) - message.date;
  const isModerated = dialog.kind !== 'private' && mayDelete;
  return age >= deletableForS && !isModerated ? "Message can't be deleted for everyone" : null;
}

function remove(context: Context, dialog: Dialog, messages: readonly StoredMessage[]): true {
  const { world } = context.kit;
  for (const message of messages) {
    const reason = refusal(context, dialog, message);
    if (reason) throw badRequest(reason);
  }
  for (const { id } of messages) {
    world.messagesOf(dialog.key).delete(id);
    dialog.pinned = dialog.pinned.filter((pinned) => pinned !== id);
    world.emit({ type: 'deleted', dialog: dialog.key, message_id: id });
  }
  return true;
}

export function readMessageIds(params: Params): number[] {
  const value: Json | undefined =
    params.text('message_ids') === ''
      ? undefined
      : params.json('message_ids', "Can't parse message_ids JSON object");
  if (value === undefined) throw badRequest('Message identifiers are not specified');
  if (!Array.isArray(value)) throw badRequest('Expected an Array of message identifiers');
  if (value.length > 100) throw badRequest('Too many message identifiers specified');
  if (value.length === 0) throw badRequest('Message identifiers are not specified');
  return value.map((one) => {
    if (typeof one !== 'number' && typeof one !== 'string')
      throw badRequest('Message identifier must be a Number');
    if (!/^-?\d+$/.test(String(one))) throw badRequest("Can't parse message identifier as a Number");
    if (Number(one) <= 0) throw badRequest('Invalid message identifier specified');
    return Number(one);
  });
}

export const deleting: Methods = {
  deletemessage(context) {
    const { params, kit } = context;
    if (params.text('chat_id') === '') throw badRequest('Chat identifier is not specified');
    if (params.messageId() === 0) throw badRequest('Message identifier is not specified');
    const dialog = chatFor(context, 'edit');
    const message = kit.world.message(dialog.key, params.messageId());
    if (!message) throw badRequest('message to delete not found');
    return remove(context, dialog, [message]);
  },
  deletemessages(context) {
    const ids = readMessageIds(context.params);
    const dialog = chatFor(context, 'edit');
    const found = ids.flatMap((id) => context.kit.world.message(dialog.key, id) ?? []);
    return remove(context, dialog, found);
  },
};
