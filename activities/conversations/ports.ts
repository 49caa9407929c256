// What passing words on needs of its neighbours.
import type { Waiting } from '../../core/conversations/waiting.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import type { UserId } from '../../core/shared/ids.ts';
import type { DeskHours } from '../../core/time/desk-hours.ts';
import type { MessagingDeps, Reachable } from '../messaging/ports.ts';
import type { PluggedIn } from './plugged-in.ts';
import type { TopicMessenger, Topics } from './topic-ports.ts';

/** Whom an answer goes to. */
export type Listener = {
  readonly chat_id: number;
  readonly lang: Lang;
  readonly reachable: Reachable;
};

/** An answer that was not sent yet: as it was written, without markup. */
export type Answer = {
  readonly message_id: string;
  readonly text: string;
  /** A file that a coordinator put into their topic. */
  readonly copy?: { readonly chat_id: number; readonly message_id: number };
};
export type Fate = 'sent' | 'unreachable' | 'unknown' | 'refused';

export type Conversations = {
  /** What they said; `opens`: nobody was talking with them before; `for_worker`: no coordinator has taken the conversation over. null: it is gone, or not theirs. */
  said(
    user: UserId,
    message: string,
  ): Promise<{ readonly opens: boolean; readonly for_worker: boolean } | null>;
  /** null: they have no Telegram, or are gone. */
  listener(user: UserId): Promise<Listener | null>;
  /** A word of our own, before whatever waits to be sent. The same key again changes nothing. */
  note(user: UserId, key: string, text: string, now: number): Promise<void>;
  /** When coordinators of their company are there; null: always. */
  hours(user: UserId): Promise<DeskHours | null>;
  nextAnswer(user: UserId): Promise<Answer | null>;
  answered(message: string, fate: Fate, now: number): Promise<void>;
  waiting(user: UserId): Promise<Waiting | null>;
  /** That coordinators know of this wait. */
  told(user: UserId, since: number): Promise<void>;
  /** Who is told of it, and of whom. */
  coordinators(user: UserId): Promise<{
    readonly name: string;
    readonly people: readonly (Listener & { readonly user_id: UserId })[];
  }>;
};

export type ConversationDeps = {
  readonly conversations: Conversations;
  readonly messaging: Pick<MessagingDeps, 'deliveries' | 'people' | 'messenger' | 'patience'>;
  /** Where staff open the panel, where that is known. */
  readonly panelUrl: string | undefined;
  readonly now: () => Promise<number>;
  readonly topics: Topics;
  readonly topicMessenger: TopicMessenger;
  /** undefined: coordinators alone answer people. */
  readonly pluggedIn: PluggedIn | undefined;
};
