import { get } from './api.ts';
import { changed, known, type Loaded } from './store.ts';
import type { Dialog, Message, ReplyButton } from './types.ts';

const page = 60;
/** More than that is let go from the top while nobody reads there: a long chat stays light. */
const mostShown = 240;

type Answer = { messages: Message[]; more: boolean; keyboard: ReplyButton[][] | null };

const query = (dialog: Dialog, before?: number) =>
  `/messages?dialog=${encodeURIComponent(dialog.key)}&limit=${page}${before === undefined ? '' : `&before=${before}`}`;

export async function loadMessages(dialog: Dialog): Promise<void> {
  if (!dialog.started && dialog.last === null && dialog.chat.type === 'private') {
    known.loaded.set(dialog.key, { messages: [], more: false, keyboard: null });
  } else {
    const { messages, more, keyboard } = await get<Answer>(query(dialog));
    known.loaded.set(dialog.key, { messages, more, keyboard });
  }
  changed(`dialog ${dialog.key}`);
}

export async function loadEarlier(dialog: Dialog): Promise<void> {
  const first = known.loaded.get(dialog.key)?.messages[0];
  if (!first) return;
  const { messages, more } = await get<Answer>(query(dialog, first.message_id));
  const now = known.loaded.get(dialog.key);
  if (!now) return;
  const earlier = messages.filter((one) => one.message_id < (now.messages[0]?.message_id ?? 0));
  known.loaded.set(dialog.key, { ...now, messages: [...earlier, ...now.messages], more });
  changed(`dialog ${dialog.key}`);
}

export function addMessage(message: Message): void {
  change(message.dialog, (loaded) => {
    if (loaded.messages.some((one) => one.message_id === message.message_id)) return replace(loaded, message);
    return { ...loaded, messages: [...loaded.messages, message] };
  });
}

export const replaceMessage = (message: Message): void =>
  change(message.dialog, (loaded) => replace(loaded, message));

export const removeMessage = (dialog: string, id: number): void =>
  change(dialog, (loaded) => ({
    ...loaded,
    messages: loaded.messages.filter((one) => one.message_id !== id),
  }));

/** Called when the newest messages are in sight. */
export function trimMessages(key: string): void {
  const loaded = known.loaded.get(key);
  if (!loaded || loaded.messages.length <= mostShown) return;
  known.loaded.set(key, { ...loaded, messages: loaded.messages.slice(-page), more: true });
  changed(`dialog ${key}`);
}

const replace = (loaded: Loaded, message: Message): Loaded => ({
  ...loaded,
  messages: loaded.messages.map((one) => (one.message_id === message.message_id ? message : one)),
});

function change(key: string, how: (loaded: Loaded) => Loaded): void {
  const loaded = known.loaded.get(key);
  if (loaded) known.loaded.set(key, how(loaded));
  changed(`dialog ${key}`);
}
