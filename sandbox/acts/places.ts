import { groupKey, isAdmin, isIn, memberStatus, privateDialog } from '../state/dialogs.ts';
import type { Bot, Dialog, Person } from '../state/types.ts';
import { ActError, type Kit } from './kit.ts';

/** Where a person acts: a private chat with a bot, or a group or channel. */
export type Place = { bot?: string | number | undefined; chat?: string | number | undefined };

export function findPerson(kit: Kit, who: string | number): Person {
  const { people } = kit.world;
  const byId = people.get(Number(who));
  if (byId) return byId;
  const name = String(who).replace(/^@/, '').toLowerCase();
  for (const person of people.values())
    if (person.username?.toLowerCase() === name || person.first_name.toLowerCase() === name) return person;
  throw new ActError(404, `no person "${who}"`);
}

export function findBot(kit: Kit, which: string | number | undefined): Bot {
  const bots = [...kit.world.bots.values()];
  const only = bots[0];
  if (which === undefined && only && bots.length === 1) return only;
  const name = String(which ?? '')
    .replace(/^@/, '')
    .toLowerCase();
  const found = bots.find(
    (bot) => String(bot.id) === name || bot.username.toLowerCase() === name || bot.token === which,
  );
  if (!found) throw new ActError(404, which === undefined ? 'say which bot' : `no bot "${which}"`);
  return found;
}

export function findChat(kit: Kit, which: string | number): Dialog {
  const direct = kit.world.dialogs.get(groupKey(Number(which))) ?? kit.world.dialogs.get(String(which));
  if (direct) return direct;
  const name = String(which).replace(/^@/, '').toLowerCase();
  for (const dialog of kit.world.dialogs.values())
    if (dialog.username?.toLowerCase() === name || dialog.title?.toLowerCase() === name) return dialog;
  throw new ActError(404, `no chat "${which}"`);
}

export function findPlace(kit: Kit, person: Person, place: Place): { dialog: Dialog; bot?: Bot } {
  if (place.chat !== undefined) {
    const dialog = findChat(kit, place.chat);
    if (dialog.kind !== 'private') return { dialog };
    const bot = dialog.botId === undefined ? undefined : kit.world.bots.get(dialog.botId);
    if (dialog.chatId !== person.id) throw new ActError(400, "that is somebody else's chat");
    return { dialog, ...(bot && { bot }) };
  }
  const bot = findBot(kit, place.bot);
  return { dialog: privateDialog(kit.world, bot, person), bot };
}

/** The place, if the person may write there. Writing to a bot starts it, and ends a block. */
export function writablePlace(kit: Kit, person: Person, place: Place): { dialog: Dialog; bot?: Bot } {
  const found = findPlace(kit, person, place);
  const { dialog } = found;
  if (person.deactivated) throw new ActError(400, 'this account is deactivated');
  if (dialog.kind === 'private') return found;
  const status = memberStatus(dialog, person.id);
  if (!isIn(status)) throw new ActError(400, `${person.first_name} is not in ${dialog.title ?? 'the chat'}`);
  if (dialog.kind === 'channel' && !isAdmin(status))
    throw new ActError(400, `only administrators write in ${dialog.title ?? 'the channel'}`);
  return found;
}
