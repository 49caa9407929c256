// What the messaging verbs need of their neighbours. Ids are text, instants are ms.

import type { Screen } from '../../core/booking/screen.ts';
import type { Informed } from '../../core/booking/words.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import type { CommandLine } from '../../core/messages/commands.ts';
import type { ChangeText, EventText, SlotLine, SlotsPage } from '../../core/messages/model.ts';
import type { Ad } from '../../core/notify/ads.ts';
import type { Cell } from '../../core/notify/settings.ts';
import type { ChatTarget } from '../../core/shared/chat-target.ts';
import type { BookingId, EventId, SlotId, UserId } from '../../core/shared/ids.ts';
import type { QuietHours } from '../../core/time/staff-hours.ts';
import type { Whose } from '../booking/orders.ts';
import type { Rendered } from '../rendering/render.ts';

export type Reachable = 'unknown' | 'yes' | 'blocked';
export type Person = {
  /** The private chat has the same id. null: a person without Telegram. */
  readonly telegram_id: number | null;
  readonly lang: Lang;
  /** On the list: who is not gets no buttons that would be refused. */
  readonly allowed: boolean;
  readonly reachable: Reachable;
};

/** What stands in somebody's calendar. */
export type Booked = {
  readonly booking_id: BookingId;
  readonly rev: number;
  readonly number: string | null;
  readonly slot_id: SlotId;
  readonly changed_at: number;
};

export type MessagingReader = {
  person(user: UserId): Promise<Person | null>;
  event(event: EventId): Promise<EventText | null>;
  slots(ids: readonly SlotId[]): Promise<ReadonlyMap<SlotId, SlotLine>>;
  /** What this person could book now; a page beyond the last is the last. */
  freeSlots(whose: Whose, page: number, now: number): Promise<SlotsPage>;
  /** What the commit with this revision changed. */
  change(whose: Whose, rev: number): Promise<ChangeText | null>;
  booked(whose: Whose): Promise<Booked | null>;
};

export type Shown = { readonly chat_id: number; readonly message_id: number; readonly hash: string | null };
export type Anchor = Shown & {
  /** Older ones whose keyboards still have to be taken away. */
  readonly retiring: readonly number[];
  /** Rises with every write: what was read is replaced only while it still stands. */
  readonly seq: number;
  /** The key of what it tells. */
  readonly says?: string;
};
/** What a message tells, without its words: `key` differs when it tells something else. */
export type Says = {
  readonly what: Screen['kind'];
  readonly key: string;
  /** An edit; what is sent anew stands in the ledger. */
  readonly edited: boolean;
};
export type Anchors = {
  read(whose: Whose): Promise<Anchor | null>;
  /** Makes this message the anchor; the one before it is put on `retiring`. `read`: what the caller has read already. */
  put(whose: Whose, shown: Shown, says: Says, read?: Anchor | null): Promise<Anchor>;
  /** What this message shows is not known any more. */
  doubt(whose: Whose, messageId: number): Promise<void>;
  retired(whose: Whose, messageIds: readonly number[]): Promise<void>;
};

export type Delivery = {
  readonly state: 'claimed' | 'sent' | 'blocked' | 'failed' | 'unknown';
  /** Calls begun of which nobody knows whether they delivered. */
  readonly open: number;
  readonly message_id: number | null;
  /** What had to follow the sending (anchor, retiring) is done too. */
  readonly finished: boolean;
};
type Settled =
  /** `finished`: nothing has to follow. */
  | { readonly state: 'sent'; readonly message_id: number; readonly finished: boolean }
  | { readonly state: 'blocked' | 'failed' | 'unknown'; readonly detail: string };

/** Whose message it is, as far as it is known, and what for: never its text. */
export type About = {
  readonly event_id: EventId | null;
  readonly user_id: UserId | null;
  /** null: a channel or group, which is nobody's own. */
  readonly chat_id: number | null;
  /** `anchor:reminder`, `note:unbooked`, `calendar`, `request`, `broadcast`. */
  readonly what: string;
  /** Of which bookings it speaks; absent: of none, or nobody knows. */
  readonly bookings?: readonly BookingId[];
  readonly trace_id: string | null;
};

/**
 * An announcement is its broadcast's until its first tap. Whose it is changes once, before either side edits it.
 * `recalled`: the broadcast has taken it back, and edits it itself.
 */
export type Announcements = {
  handOver(user: UserId, messageId: number): Promise<'yours' | 'recalled'>;
};

/** The ledger of new messages: one row per message that was ever to be sent. */
export type Deliveries = {
  /** `fresh`: the row is ours and its first call counts as begun. */
  claim(key: string, about: About): Promise<{ readonly fresh: boolean; readonly row: Delivery }>;
  /** One more call begins; false: somebody else is at it. */
  begin(key: string, open: number): Promise<boolean>;
  /** The call that was begun last delivered nothing, for certain. */
  undo(key: string): Promise<void>;
  /** It is over, and nobody knows what became of it: another may begin. */
  ended(key: string): Promise<void>;
  /**
   * It is not to be sent any more: one that only waited is forgotten, one whose call has no answer stays unknown. False: for
   * all that is known somebody is at it.
   */
  withdraw(key: string): Promise<boolean>;
  settle(key: string, settled: Settled): Promise<void>;
  finish(key: string): Promise<void>;
};

/** What Telegram said last of somebody, by the real clock. */
export type PeopleNotes = {
  reachable(telegramId: number, reachable: Exclude<Reachable, 'unknown'>): Promise<void>;
  /** Whether somebody heard of what others changed about their booking: staff see who has to be called. */
  informed(whose: Whose, informed: Informed): Promise<void>;
};

/** Why Telegram did not do it, by what has to be done now. */
export type NotDone =
  /** There is no message that this bot could edit or delete: a new one has to be sent. */
  | { readonly kind: 'gone' }
  /** This chat takes nothing from us until the person comes back; `never_started`: until they open the bot at all. */
  | { readonly kind: 'blocked'; readonly description: string; readonly never_started?: true }
  /** Not now: after so long. It says nothing about the call itself, and is not one of its tries. */
  | { readonly kind: 'wait'; readonly ms: number; readonly because: 'telegram' | 'chat' | 'budget' }
  /** The tap can no longer be answered. */
  | { readonly kind: 'too_old' }
  /** Telegram does not want it, now or later: a fault of ours or of the configuration. */
  | { readonly kind: 'refused'; readonly code: number; readonly description: string }
  /** It never got there: doing it again is safe. */
  | { readonly kind: 'unreached'; readonly description: string }
  /** It may have been done: a message sent again may be there twice. */
  | { readonly kind: 'unknown'; readonly description: string };
export type Made = { readonly kind: 'ok'; readonly message_id: number } | NotDone;
export type Done = { readonly kind: 'ok' } | NotDone;

type WireFile = {
  readonly name: string;
  readonly type: string;
  readonly content: string;
  readonly caption: string;
};
/** person: somebody waits for it. bulk: takes its turn. */
export type Lane = 'person' | 'bulk';
export type Limit = { readonly timeoutMs: number; readonly signal?: AbortSignal };
/** `begin`: asked when the turn has come, right before the call; false, and there is none. */
type SendLimit = Limit & { readonly begin?: () => Promise<boolean> };

/** Telegram as these verbs speak to it. Never throws for Telegram's sake. */
export type Messenger = {
  send(chat: ChatTarget, message: Rendered, lane: Lane, limit: SendLimit): Promise<Made>;
  sendFile(chat: number, file: WireFile, lane: Lane, limit: Limit): Promise<Made>;
  edit(chat: ChatTarget, messageId: number, message: Rendered, limit: Limit): Promise<Done>;
  delete(chat: number, messageId: number, limit: Limit): Promise<Done>;
  /** What Telegram shows under "/" in this chat alone. */
  commands(chat: number, lines: readonly CommandLine[], limit: Limit): Promise<Done>;
  /** Takes the keyboard away. */
  retire(chat: number, messageId: number, limit: Limit): Promise<Done>;
  answer(queryId: string, text: string | undefined, alert: boolean, limit: Limit): Promise<Done>;
};

/** Redis: quick hints for others; nothing decides by them, and losing them loses nothing. */
export type Mirror =
  | { readonly state: 'waiting_for_slot'; readonly event_id: EventId }
  | { readonly state: 'waiting_for_confirmation'; readonly event_id: EventId; readonly starts_at: number };
export type Hints = {
  answered(queryId: string): Promise<void>;
  /** null: nothing is being chosen. */
  mirror(telegramId: number, mirror: Mirror | null): Promise<void>;
};

/** What the company of an event settled for a kind of message, as it is now. */
export type Rulings = {
  of(
    event: EventId,
    cell: Cell,
  ): Promise<{
    readonly enabled: boolean;
    readonly ad: Ad | null;
    /** In which an advertisement is left out. */
    readonly quiet: QuietHours | null;
  }>;
};

export type Time = { now(): Promise<number> };
/** How long one call may take within the activity that makes it, and what gives it up. */
type Patience = () => Limit;

export type MessagingDeps = {
  readonly reader: MessagingReader;
  readonly anchors: Anchors;
  readonly deliveries: Deliveries;
  readonly announcements: Announcements;
  readonly people: PeopleNotes;
  readonly messenger: Messenger;
  readonly hints: Hints;
  readonly rulings: Rulings;
  readonly time: Time;
  readonly patience: Patience;
};
