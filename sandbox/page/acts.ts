import { post } from './api.ts';
import { type Column, changeColumn, openDialog, toast } from './columns.ts';
import { dialogWithBot } from './dialogs.ts';
import { known } from './store.ts';
import { beginTap, buttonKey } from './taps.ts';
import type { Dialog, InlineButton, Message } from './types.ts';

const place = (dialog: Dialog) => (dialog.bot_id === null ? { chat: dialog.key } : { bot: dialog.bot_id });

/** Runs what a person does; a refusal is shown to that person. Answers whether it was done. */
async function attempt(column: Column, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    toast(column, error instanceof Error ? error.message : String(error));
    return false;
  }
}

const act = (column: Column, name: string, body: unknown) =>
  attempt(column, () => post(`/people/${column.person}/${name}`, body));

const further = (column: Column) => ({
  ...(column.replyTo && { reply_to: column.replyTo.message_id }),
  ...(column.thread !== null && { thread: column.thread }),
});

export async function say(column: Column, dialog: Dialog, text: string): Promise<boolean> {
  const { editing, replyTo } = column;
  const done = editing
    ? await act(column, 'edit', { ...place(dialog), message_id: editing.message_id, text })
    : await act(column, 'send', { ...place(dialog), ...further(column), text });
  // Meanwhile another message may have been chosen: that choice stays.
  if (done && column.replyTo === replyTo && column.editing === editing)
    changeColumn(column, { replyTo: null, editing: null });
  return done;
}

export async function pressStart(column: Column, dialog: Dialog): Promise<void> {
  const bot = known.bots.get(dialog.bot_id ?? 0);
  if (!bot) return;
  const { start } = column;
  const done = await act(column, 'open', { link: `https://t.me/${bot.username}?start=${start ?? ''}` });
  // Another link may have been followed meanwhile: its Start is still to be pressed.
  if (done && column.dialog === dialog.key && column.start === start) changeColumn(column, { start: null });
}

export const pressKey = (column: Column, dialog: Dialog, key: string): Promise<boolean> =>
  act(column, 'press', { ...place(dialog), ...further(column), key });

export const shareContact = (column: Column, dialog: Dialog): Promise<boolean> =>
  act(column, 'contact', { ...place(dialog), ...further(column) });

export const setBlocked = (column: Column, dialog: Dialog, blocked: boolean): Promise<boolean> =>
  act(column, blocked ? 'block' : 'unblock', { bot: dialog.bot_id });

export const changeTopic = (
  column: Column,
  dialog: Dialog,
  thread: number,
  what: 'close' | 'reopen' | 'delete',
): Promise<boolean> => act(column, 'topic', { ...place(dialog), thread, do: what });

export const forwardTo = (column: Column, message: Message, to: Dialog): Promise<boolean> =>
  act(column, 'forward', { ...place(to), from: message.dialog, message_id: message.message_id });

export async function sendFile(column: Column, dialog: Dialog, file: File, caption: string): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const as = file.type.startsWith('image/') ? 'photo' : file.type.startsWith('audio/') ? 'voice' : 'document';
  await act(column, 'file', {
    ...place(dialog),
    ...further(column),
    name: file.name,
    mime: file.type || 'application/octet-stream',
    base64: toBase64(bytes),
    as,
    ...(caption !== '' && { caption }),
  });
}

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 32_768)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)));
  return btoa(parts.join(''));
}

export async function tapButton(
  column: Column,
  dialog: Dialog,
  message: Message,
  button: InlineButton,
): Promise<void> {
  const { callback_data: data, url, copy_text: copy } = button;
  if (typeof url === 'string') return openAddress(column, url);
  const copied = textOf(copy);
  if (copied !== null) return copyText(column, copied);
  if (typeof data !== 'string') return toast(column, 'The sandbox cannot press a button of this kind');
  await attempt(column, async () => {
    const body = { ...place(dialog), message_id: message.message_id, data };
    const tapped = await post<{ callback_id: string }>(`/people/${column.person}/tap`, body);
    beginTap(tapped.callback_id, dialog.key, buttonKey(dialog.key, message.message_id, data));
  });
}

const textOf = (copy: unknown): string | null =>
  typeof copy === 'object' && copy !== null && 'text' in copy && typeof copy.text === 'string'
    ? copy.text
    : null;

export async function copyText(column: Column, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(column, 'Copied');
  } catch {
    toast(column, `Copy this: ${text}`);
  }
}

const deepLink =
  /^(?:https?:\/\/)?(?:t|telegram)\.me\/(\w+)(?:\?start=([\w-]{0,64}))?$|^tg:\/\/resolve\?domain=(\w+)(?:&start=([\w-]{0,64}))?$/i;

export const isDeepLink = (text: string): boolean => deepLink.test(text.trim());

/** A link to a bot that is here opens here, as in Telegram; anything else in a window of its own. */
export function openAddress(column: Column, url: string): void {
  const found = deepLink.exec(url.trim());
  const person = known.people.get(column.person);
  const dialog = found && person && dialogWithBot(person, found[1] ?? found[3] ?? '');
  if (dialog) openDialog(column, dialog.key, found[2] ?? found[4] ?? null);
  else if (found) toast(column, 'No such bot in this sandbox');
  else if (/^https?:/i.test(url)) window.open(url, '_blank', 'noopener,noreferrer');
  else toast(column, `Opens outside: ${url}`);
}
