// What announcing needs of its neighbours.
import type { BroadcastCommand } from '../../contracts/events/broadcast-command.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import type { ChatTarget } from '../../core/shared/chat-target.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import type { MessagingDeps, Reachable } from '../messaging/ports.ts';

export type StoredBroadcast = {
  readonly broadcast_id: string;
  readonly command: BroadcastCommand;
  readonly status: 'stored' | 'posting' | 'posted' | 'failed';
  readonly chat_id: ChatTarget | null;
  readonly message_id: number | null;
  readonly reason: string | null;
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
  /** The first decision stands: what this answers is where it goes. */
  begin(broadcastId: string, chat: ChatTarget): Promise<ChatTarget>;
  posted(broadcastId: string, messageId: number): Promise<void>;
  /** What was posted stays posted. */
  failed(broadcastId: string, reason: string): Promise<void>;
  recipient(telegramId: number): Promise<Recipient | null>;
  /** undefined: there is no such event. */
  channelOf(event: EventId): Promise<ChatTarget | null | undefined>;
  /** Open to this person, or, for a channel, to anybody. */
  openEvents(user: UserId | null): Promise<readonly EventId[]>;
};

export type BroadcastDeps = {
  readonly broadcasts: Broadcasts;
  readonly messaging: Pick<MessagingDeps, 'deliveries' | 'people' | 'messenger' | 'patience'>;
  /** Where announcements go that name no chat. */
  readonly defaultChat: ChatTarget | null;
  /** Of the bot, for links into the private chat; undefined: Telegram does not say now. */
  readonly botUsername: () => Promise<string | undefined>;
};
