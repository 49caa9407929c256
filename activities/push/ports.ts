// What a message to somebody’s browser needs of its neighbours.
import type { PushAnswer } from '../../core/push/answer.ts';
import type { PushPayload } from '../../core/push/payload.ts';
import type { PushSubscription } from '../../core/push/subscription.ts';
import type { BookingId, EventId, UserId } from '../../core/shared/ids.ts';

/** Somebody’s browser. */
export type Subscribed = PushSubscription & { readonly id: string };

export type PushSubscriptions = {
  of(user: UserId): Promise<readonly Subscribed[]>;
  remove(id: string): Promise<void>;
  note(id: string, went: 'well' | 'badly', now: number): Promise<void>;
};

/** What is told, and under which key: the same key is the same message, and comes to one browser once. */
export type PushMessage = PushPayload & {
  readonly key: string;
  readonly event_id: EventId | null;
  /** Of which it speaks; absent: of none. */
  readonly bookings?: readonly BookingId[];
  /** Of the ledger row: `notify:booking_reminder:client`. */
  readonly what: string;
  readonly trace_id: string | null;
  /** Of no use to whoever opens their browser later. */
  readonly useful_ms: number;
};

export type PushLedger = {
  /** `over`: it was settled before. `busy`: somebody is at the same one; a browser would ring twice. */
  claim(
    key: string,
    about: Pick<PushMessage, 'event_id' | 'bookings' | 'what' | 'trace_id'> & { readonly user_id: UserId },
  ): Promise<'yours' | 'over' | 'busy'>;
  settle(key: string, state: 'delivered' | 'expired' | 'failed', detail: string | null): Promise<void>;
};

/** One post to one push service. Never throws for the service’s sake. */
export type PostPush = (
  to: PushSubscription,
  payload: string,
  how: { readonly ttl_seconds: number; readonly tag: string },
) => Promise<PushAnswer & { readonly detail: string }>;

export type PushVerdict =
  /** At least one of their browsers has it, or had it before. */
  | { readonly verdict: 'delivered' }
  /** They have subscribed nowhere. */
  | { readonly verdict: 'nowhere' }
  /** Everywhere they had subscribed they do not want it any more. */
  | { readonly verdict: 'expired' }
  /** Their service is away, or wants a pause: the same key again after it. */
  | { readonly verdict: 'later'; readonly wait_ms: number }
  | { readonly verdict: 'failed'; readonly why: string };

export type PushSender = {
  send(user: UserId, message: PushMessage): Promise<PushVerdict>;
};

export type PushDeps = {
  readonly subscriptions: PushSubscriptions;
  readonly ledger: PushLedger;
  readonly post: PostPush;
  readonly now: () => number;
};
