// What announcing needs of its neighbours.
import type { BroadcastCommand } from '../../contracts/events/broadcast-command.ts';
import type { BroadcastStatus, Counts, SkipReason } from '../../core/broadcasts/words.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import type { ChatTarget } from '../../core/shared/chat-target.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import type { Whose } from '../booking/orders.ts';
import type { MessagingDeps, Reachable } from '../messaging/ports.ts';

export type StoredBroadcast = {
  readonly broadcast_id: string;
  readonly company_id: string;
  readonly command: BroadcastCommand;
  readonly status: BroadcastStatus;
  readonly chat_id: ChatTarget | null;
  readonly message_id: number | null;
  readonly reason: string | null;
  /** How far the numbers of its recipients go; null: not all are known yet. */
  readonly rows: number | null;
  /** Its author chose people by name. */
  readonly has_list: boolean;
  /** It is being taken back, or was: nobody gets it any more. */
  readonly recalled: boolean;
};

/** Somebody whose private chat an announcement goes to. */
export type Recipient = {
  readonly user_id: UserId;
  readonly lang: Lang;
  readonly reachable: Reachable;
  /** On the list, or staff. */
  readonly allowed: boolean;
  /** /stop */
  readonly quiet: boolean;
};

export type Broadcasts = {
  /** null: there is none; `unreadable`: what is stored is no command, and never will be. */
  read(broadcastId: string): Promise<StoredBroadcast | { readonly unreadable: string } | null>;
  /** `null`: to many people. The first decision stands; false: it was begun or stopped meanwhile. */
  begin(broadcastId: string, chat: ChatTarget | null): Promise<boolean>;
  posted(broadcastId: string, messageId: number): Promise<void>;
  /** What was posted stays posted, and what was stopped stopped. */
  failed(broadcastId: string, reason: string): Promise<void>;
  /** Of this company. */
  recipient(company: string, telegramId: number): Promise<Recipient | null>;
  /** undefined: there is no such event. */
  channelOf(event: EventId): Promise<ChatTarget | null | undefined>;
  /** Of this company, open to this person, or, for a channel, to anybody. */
  openEvents(company: string, user: UserId | null): Promise<readonly EventId[]>;
  /** Of an announcement to many people. */
  setStatus(broadcastId: string, status: BroadcastStatus): Promise<void>;
  /** All recipients are known: their numbers go so far. */
  known(broadcastId: string, rows: number): Promise<void>;
  recalled(broadcastId: string): Promise<void>;
};

export type LedgerRow = { readonly user_id: UserId; readonly message_id: number | null };
type Settled =
  | { readonly state: 'sent'; readonly message_id: number }
  | { readonly state: 'failed' | 'blocked' | 'unknown' | 'skipped'; readonly reason: string };
export type Range = { readonly from: number; readonly to: number };

/** One row per recipient, written before anything is sent. `from` is within a range, `to` is not. */
export type Ledger = {
  /** One page of the audience, numbered from `n` on; `after`: where the page before it ended. Safe to repeat. */
  resolve(
    broadcast: StoredBroadcast,
    at: { readonly after: string | null; readonly n: number },
  ): Promise<{ readonly after: string | null; readonly n: number }>;
  /** What others have claimed and never settled is unknown from now on. */
  giveUpClaims(broadcastId: string, range: Range): Promise<number>;
  waiting(broadcastId: string, range: Range): Promise<readonly LedgerRow[]>;
  /** false: it waits no more. */
  claim(broadcastId: string, user: UserId, claim: string): Promise<boolean>;
  /** The call delivered nothing, for certain: it waits again. */
  release(broadcastId: string, user: UserId, claim: string): Promise<void>;
  /** `claim`: whose call this is the answer of; null: none was made. */
  settle(broadcastId: string, user: UserId, claim: string | null, settled: Settled): Promise<void>;
  counts(broadcastId: string): Promise<Counts>;
  /** Those who wait hear nothing. */
  dropWaiting(broadcastId: string): Promise<number>;
  /** They wait again, numbered from `n` on; answers how far the numbers go. */
  reopen(
    broadcastId: string,
    states: readonly ('failed' | 'unknown')[],
    n: number,
  ): Promise<{ readonly count: number; readonly n: number }>;
  /** Those whose message is not taken back yet. `mine`: it was the broadcast's, and is so no more. */
  takeBack(broadcastId: string, range: Range): Promise<readonly (LedgerRow & { readonly mine: boolean })[]>;
  takenBack(broadcastId: string, user: UserId): Promise<void>;
};

export type Checked =
  | {
      readonly ok: true;
      readonly chat: number;
      readonly lang: Lang;
      readonly reachable: Reachable;
    }
  | { readonly ok: false; readonly why: SkipReason };
/** Who may still get it: of those who are next, all at once. */
export type Audience = {
  check(users: readonly UserId[], event: EventId | null): Promise<ReadonlyMap<UserId, Checked>>;
};

export type BroadcastDeps = {
  readonly broadcasts: Broadcasts;
  readonly ledger: Ledger;
  readonly audience: Audience;
  readonly messaging: Pick<MessagingDeps, 'deliveries' | 'people' | 'messenger' | 'patience' | 'reader'>;
  /** Where announcements go that name no chat. */
  readonly defaultChat: ChatTarget | null;
  /** Of the bot, for links into the private chat; undefined: Telegram does not say now. */
  readonly botUsername: () => Promise<string | undefined>;
  /** Starts the candidate's workflow, which waits for the first tap; one that runs already stays. */
  readonly invite: (whose: Whose) => Promise<void>;
  /** What the person looks at is shown anew; only where a run is open. */
  readonly showAgain: (whose: Whose) => Promise<void>;
  /** Tells Temporal that a long activity lives. */
  readonly alive: () => void;
  readonly pause: (ms: number) => Promise<void>;
};
