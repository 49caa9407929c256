import { known } from './store.ts';
import type { Bot, Dialog, Person } from './types.ts';

const privateKey = (bot: number, person: number) => `p:${bot}:${person}`;

const isIn = (dialog: Dialog, person: number) =>
  ['creator', 'administrator', 'member'].includes(dialog.members[String(person)] ?? '');

export const isAdmin = (dialog: Dialog, person: number): boolean =>
  ['creator', 'administrator'].includes(dialog.members[String(person)] ?? '');

/** A chat nobody has written in yet: every bot can be found. */
function untouched(bot: Bot, person: Person): Dialog {
  return {
    key: privateKey(bot.id, person.id),
    chat: { id: person.id, type: 'private', first_name: person.first_name },
    bot_id: bot.id,
    started: false,
    blocked: false,
    members: {},
    topics: [],
    pinned: [],
    last: null,
  };
}

/** Everything this person sees in the list, the newest on top. */
export function dialogsOf(person: Person): Dialog[] {
  const bots = [...known.bots.values()].map(
    (bot) => known.dialogs.get(privateKey(bot.id, person.id)) ?? untouched(bot, person),
  );
  const places = [...known.dialogs.values()].filter(
    (dialog) => dialog.chat.type !== 'private' && isIn(dialog, person.id),
  );
  return [...bots, ...places].sort((a, b) => newest(b) - newest(a));
}

const newest = (dialog: Dialog) => dialog.last?.date ?? 0;

export function findDialog(person: Person, key: string): Dialog | undefined {
  return dialogsOf(person).find((dialog) => dialog.key === key);
}

export function titleOf(dialog: Dialog): string {
  if (dialog.bot_id !== null) return known.bots.get(dialog.bot_id)?.name ?? 'Bot';
  return dialog.chat.title ?? 'Chat';
}

export function dialogWithBot(person: Person, username: string): Dialog | undefined {
  const bot = [...known.bots.values()].find((one) => one.username.toLowerCase() === username.toLowerCase());
  return bot && (known.dialogs.get(privateKey(bot.id, person.id)) ?? untouched(bot, person));
}

export const botsIn = (dialog: Dialog): Bot[] =>
  dialog.bot_id === null
    ? [...known.bots.values()].filter((bot) => isIn(dialog, bot.id))
    : [...known.bots.values()].filter((bot) => bot.id === dialog.bot_id);

/** Whose chats a message lands in, for the unread marks. */
export function readersOf(dialog: Dialog): number[] {
  if (dialog.chat.type === 'private') return [dialog.chat.id];
  return Object.keys(dialog.members)
    .map(Number)
    .filter((id) => known.people.has(id) && isIn(dialog, id));
}
