import { seconds } from '../clock.ts';
import { isAdmin, isIn, memberStatus, takeMessageId } from '../state/dialogs.ts';
import type { Bot, Dialog, StoredMessage } from '../state/types.ts';
import { dayMs } from '../state/updates.ts';
import { messageView, wireMessage } from '../state/view.ts';
import type { Message, UpdateBody } from '../state/wire.ts';
import type { Kit } from './kit.ts';

export type NewMessage = Omit<StoredMessage, 'dialog' | 'id' | 'date' | 'shownDate'>;

/** Puts a message into a chat, shows it to whoever watches, and tells the bots it concerns. */
export function post(kit: Kit, dialog: Dialog, input: NewMessage): StoredMessage {
  const { world } = kit;
  const message: StoredMessage = {
    ...input,
    dialog: dialog.key,
    id: takeMessageId(world, dialog),
    date: seconds(world.clock.now()),
    shownDate: seconds(world.shownNow()),
  };
  world.messagesOf(dialog.key).set(message.id, message);
  world.emit({ type: 'message', dialog: dialog.key, message: messageView(world, message) });
  tellBots(kit, dialog, message, dialog.kind === 'channel' ? 'channel_post' : 'message');
  return message;
}

export function announceEdit(kit: Kit, dialog: Dialog, message: StoredMessage): void {
  const { world } = kit;
  world.emit({ type: 'edited', dialog: dialog.key, message: messageView(world, message) });
  tellBots(kit, dialog, message, dialog.kind === 'channel' ? 'edited_channel_post' : 'edited_message');
}

type MessageUpdate = 'message' | 'edited_message' | 'channel_post' | 'edited_channel_post';

function tellBots(kit: Kit, dialog: Dialog, message: StoredMessage, type: MessageUpdate): void {
  const bots = botsThatSee(kit, dialog, message);
  if (bots.length === 0) return;
  const body: UpdateBody = { [type]: wireMessage(kit.world, message) };
  const options = {
    lifeMs: message.date * 1000 + dayMs - kit.world.clock.now(),
    queue: `chat:${dialog.chatId}`,
  };
  for (const bot of bots) kit.delivery.push(bot, body, options, dialog.chatId);
}

/** No bot hears of what it sent itself, and in groups no bot hears another. */
function botsThatSee(kit: Kit, dialog: Dialog, message: StoredMessage): Bot[] {
  const { world } = kit;
  const { sender } = message;
  const author = sender.kind === 'bot' ? sender.id : sender.kind === 'channel' ? sender.botId : undefined;
  if (dialog.kind === 'private') {
    const bot = dialog.botId === undefined ? undefined : world.bots.get(dialog.botId);
    return bot && sender.kind === 'person' && !dialog.blocked ? [bot] : [];
  }
  if (sender.kind === 'bot') return [];
  return [...world.bots.values()].filter((bot) => {
    const status = memberStatus(dialog, bot.id);
    if (!isIn(status) || bot.id === author) return false;
    if (dialog.kind === 'channel') return isAdmin(status);
    return isAdmin(status) || !bot.privacy || isMeantFor(kit, bot, dialog, message);
  });
}

/** Privacy mode: a command, a mention, a reply to the bot, or a service message. */
function isMeantFor(kit: Kit, bot: Bot, dialog: Dialog, message: StoredMessage): boolean {
  const text = message.content.text ?? message.content.caption ?? '';
  if (message.service) return true;
  const command = /^\/\w+(?:@(\w+))?/.exec(text);
  if (command) return command[1] === undefined || same(command[1], bot.username);
  if (text.toLowerCase().includes(`@${bot.username.toLowerCase()}`)) return true;
  const replied = message.replyTo === undefined ? undefined : kit.world.message(dialog.key, message.replyTo);
  return replied?.sender.kind === 'bot' && replied.sender.id === bot.id;
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

export const wire = (kit: Kit, message: StoredMessage): Message => wireMessage(kit.world, message);
