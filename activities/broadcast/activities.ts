import { assertNever } from '../../core/shared/assert-never.ts';
import { type ChatTarget, isPrivateChat } from '../../core/shared/chat-target.ts';
import { eventId } from '../../core/shared/ids.ts';
import { deliver } from '../messaging/deliver.ts';
import type { Made } from '../messaging/ports.ts';
import { compose } from './compose.ts';
import { planOf } from './plan.ts';
import type { BroadcastDeps, StoredBroadcast } from './ports.ts';

type Which = { readonly broadcast_id: string };
type Failed = { readonly ok: false; readonly reason: string };
/** `done`: an earlier run of this command got so far already. */
type Planned = { readonly ok: true; readonly done: number | null } | Failed;
type Posted = { readonly ok: true; readonly message_id: number } | Failed;

const keyOf = ({ broadcast_id }: Which): string => `broadcast:${broadcast_id}`;

/** Each is safe twice: where it goes is decided once, and the ledger knows the message. */
export const createBroadcastActivities = (deps: BroadcastDeps) => ({
  async planBroadcast({ broadcast_id }: Which): Promise<Planned> {
    const stored = await deps.broadcasts.read(broadcast_id);
    if (stored === null) return { ok: false, reason: 'there is no such command' };
    if ('unreadable' in stored) return giveUp(deps, broadcast_id, `not a command: ${stored.unreadable}`);
    if (stored.status === 'posted') return { ok: true, done: stored.message_id };
    if (stored.status === 'failed') return { ok: false, reason: stored.reason ?? 'it failed' };
    if (stored.status === 'posting') return { ok: true, done: null };
    const plan = await planOf(deps, stored);
    if ('refused' in plan) return giveUp(deps, broadcast_id, plan.refused);
    await deps.broadcasts.begin(broadcast_id, plan.chat);
    return { ok: true, done: null };
  },

  async postBroadcast({ broadcast_id }: Which): Promise<Posted> {
    const stored = await deps.broadcasts.read(broadcast_id);
    if (stored === null || 'unreadable' in stored || stored.chat_id === null)
      throw new Error(`the broadcast ${broadcast_id} was not planned`);
    return post(deps, stored, stored.chat_id);
  },

  failBroadcast: ({ broadcast_id, reason }: Which & { readonly reason: string }): Promise<void> =>
    deps.broadcasts.failed(broadcast_id, reason),
});

async function giveUp(deps: BroadcastDeps, id: string, reason: string): Promise<Failed> {
  await deps.broadcasts.failed(id, reason);
  return { ok: false, reason };
}

async function post(deps: BroadcastDeps, stored: StoredBroadcast, chat: ChatTarget): Promise<Posted> {
  const { broadcasts, messaging } = deps;
  const person = isPrivateChat(chat) ? await broadcasts.recipient(chat) : null;
  const message = await compose(deps, stored, person);
  const { event_id } = stored.command;
  const seen: { made?: Made; id?: number } = {};
  const { sent } = await deliver(messaging, {
    key: keyOf(stored),
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
      await broadcasts.posted(stored.broadcast_id, messageId);
    },
  });
  switch (sent) {
    case 'sent':
    case 'already':
      return { ok: true, message_id: seen.id ?? stored.message_id ?? 0 };
    case 'unreachable':
      return giveUp(deps, stored.broadcast_id, `the bot may not write there${detailOf(seen.made)}`);
    case 'unknown':
      return giveUp(
        deps,
        stored.broadcast_id,
        'nobody knows whether it was posted: neither call was answered',
      );
    default:
      return assertNever(sent);
  }
}

const detailOf = (made: Made | undefined): string =>
  made && 'description' in made && made.description !== '' ? `: ${made.description}` : '';

export type BroadcastActivities = ReturnType<typeof createBroadcastActivities>;
