import { assertNever } from '../../core/shared/assert-never.ts';
import { isPrivateChat } from '../../core/shared/chat-target.ts';
import { eventId } from '../../core/shared/ids.ts';
import { deliver } from '../messaging/deliver.ts';
import type { Made } from '../messaging/ports.ts';
import { compose } from './compose.ts';
import { giveUp } from './plan.ts';
import type { BroadcastDeps } from './ports.ts';

type Posted =
  | { readonly ok: true; readonly message_id: number }
  | { readonly ok: false; readonly reason: string };

/** One message in one chat, a channel mostly. The ledger of new messages knows it by its key. */
export async function post(deps: BroadcastDeps, id: string): Promise<Posted> {
  const { broadcasts, messaging } = deps;
  const stored = await broadcasts.read(id);
  if (stored === null || 'unreadable' in stored || stored.chat_id === null)
    throw new Error(`the broadcast ${id} was not planned`);
  const chat = stored.chat_id;
  const person = isPrivateChat(chat) ? await broadcasts.recipient(stored.company_id, chat) : null;
  const message = await compose(deps, stored, person);
  const { event_id } = stored.command;
  const seen: { made?: Made; id?: number } = {};
  const { sent } = await deliver(messaging, {
    key: `broadcast:${id}`,
    about: {
      event_id: event_id === undefined ? null : eventId(event_id),
      user_id: person?.user_id ?? null,
      chat_id: isPrivateChat(chat) ? chat : null,
      what: 'broadcast',
      trace_id: null,
    },
    reachable: person?.reachable ?? 'unknown',
    async send() {
      const { timeoutMs } = messaging.patience();
      seen.made = await messaging.messenger.send(chat, message, 'bulk', { timeoutMs });
      return seen.made;
    },
    async after(messageId) {
      seen.id = messageId;
      await broadcasts.posted(id, messageId);
    },
  });
  switch (sent) {
    case 'sent':
    case 'already':
      return { ok: true, message_id: seen.id ?? stored.message_id ?? 0 };
    case 'unreachable':
      return giveUp(deps, id, `the bot may not write there${detailOf(seen.made)}`);
    case 'unknown':
      return giveUp(deps, id, 'nobody knows whether it was posted: neither call was answered');
    default:
      return assertNever(sent);
  }
}

const detailOf = (made: Made | undefined): string =>
  made && 'description' in made && made.description !== '' ? `: ${made.description}` : '';
