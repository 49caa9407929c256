import type { BroadcastTestInput } from '../../contracts/workflows/broadcast.ts';
import type { BroadcastStatus, Counts } from '../../core/broadcasts/words.ts';
import { isPrivateChat } from '../../core/shared/chat-target.ts';
import { userId } from '../../core/shared/ids.ts';
import { deliver } from '../messaging/deliver.ts';
import { compose } from './compose.ts';
import { type Plan, plan } from './plan.ts';
import type { BroadcastDeps, Range } from './ports.ts';
import { post } from './post.ts';
import { type BatchDone, sendRange } from './send-range.ts';
import { takeBackPost, takeBackRange } from './take-back.ts';

type Which = { readonly broadcast_id: string };
type Page = { readonly after: string | null; readonly n: number };

/** Each is safe twice: where it goes is decided once, and a ledger knows every message. */
export const createBroadcastActivities = (deps: BroadcastDeps) => ({
  planBroadcast: ({ broadcast_id }: Which): Promise<Plan> => plan(deps, broadcast_id),

  postBroadcast: ({ broadcast_id }: Which) => post(deps, broadcast_id),

  failBroadcast: ({ broadcast_id, reason }: Which & { readonly reason: string }): Promise<void> =>
    deps.broadcasts.failed(broadcast_id, reason),

  /** One page of recipients; with the last one it is noted how many there are. */
  async resolveAudience({ broadcast_id, ...page }: Which & Page): Promise<Page> {
    const stored = await deps.broadcasts.read(broadcast_id);
    if (stored === null || 'unreadable' in stored) throw new Error(`there is no broadcast ${broadcast_id}`);
    const next = await deps.ledger.resolve(stored, page);
    if (next.after === null) await deps.broadcasts.known(broadcast_id, next.n);
    return next;
  },

  sendBatch: ({ broadcast_id, ...range }: Which & Range): Promise<BatchDone> =>
    sendRange(deps, broadcast_id, range),

  setBroadcastStatus: ({ broadcast_id, status }: Which & { readonly status: BroadcastStatus }) =>
    deps.broadcasts.setStatus(broadcast_id, status),

  dropWaiting: async ({ broadcast_id }: Which): Promise<{ readonly count: number }> => ({
    count: await deps.ledger.dropWaiting(broadcast_id),
  }),

  /** Those who failed wait again, behind all others; of what was taken back nobody does. */
  async reopenFailed({
    broadcast_id,
    unknown,
    n,
  }: Which & { readonly unknown: boolean; readonly n: number }) {
    const stored = await deps.broadcasts.read(broadcast_id);
    if (stored === null || 'unreadable' in stored || stored.recalled) return { count: 0, n };
    const states = unknown ? (['failed', 'unknown'] as const) : (['failed'] as const);
    const reopened = await deps.ledger.reopen(broadcast_id, states, n);
    if (reopened.count > 0) await deps.broadcasts.known(broadcast_id, reopened.n);
    return reopened;
  },

  countRecipients: ({ broadcast_id }: Which): Promise<Counts> => deps.ledger.counts(broadcast_id),

  takeBackBatch: ({ broadcast_id, ...range }: Which & Range) => takeBackRange(deps, broadcast_id, range),

  takeBackPost: ({ broadcast_id }: Which) => takeBackPost(deps, broadcast_id),

  noteRecalled: ({ broadcast_id }: Which): Promise<void> => deps.broadcasts.recalled(broadcast_id),

  /** To whoever wrote it, at once: known by its key like every new message. */
  async sendTest({ broadcast_id, user_id, key }: BroadcastTestInput): Promise<{ readonly sent: boolean }> {
    const stored = await deps.broadcasts.read(broadcast_id);
    const user = userId(user_id);
    const person = await deps.messaging.reader.person(user);
    if (stored === null || 'unreadable' in stored || person?.telegram_id == null) return { sent: false };
    const chat = person.telegram_id;
    if (!isPrivateChat(chat)) return { sent: false };
    const message = await compose(deps, stored, { user_id: user, lang: person.lang });
    const { messenger, patience } = deps.messaging;
    const { sent } = await deliver(deps.messaging, {
      key: `broadcast-test:${broadcast_id}:${key}`,
      about: { event_id: null, user_id: user, chat_id: chat, what: 'broadcast-test', trace_id: null },
      reachable: person.reachable,
      send: () => messenger.send(chat, message, 'person', { timeoutMs: patience().timeoutMs }),
    });
    return { sent: sent === 'sent' || sent === 'already' };
  },
});

export type BroadcastActivities = ReturnType<typeof createBroadcastActivities>;
