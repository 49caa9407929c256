// What carrying words into topics of the coordinators' group needs of its neighbours.
import type { LostReason } from '../../core/conversations/staff-group.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import type { BadFate, Speaker, TopicNotice } from '../../core/messages/staff-group.ts';
import type { UserId } from '../../core/shared/ids.ts';
import type { Done, Limit, Made } from '../messaging/ports.ts';
import type { Rendered } from '../rendering/render.ts';

/** A topic as it is known; `thread_id` null: it has to be made. */
export type Topic = {
  readonly chat_id: number;
  readonly n: number;
  readonly thread_id: number | null;
  readonly introduced: boolean;
  readonly closed: boolean;
  /** Telegram did not say of an earlier call whether it made one. */
  readonly doubtful: boolean;
};

/** One message that waits to be carried. */
export type ToCarry = {
  readonly message_id: string;
  /** Of its newest words. */
  readonly place: number;
  /** Whether these words are others than at first. */
  readonly edited: boolean;
  readonly speaker: Speaker;
  readonly text: string;
  /** Where the file lies that came with it. */
  readonly file: { readonly chat_id: number; readonly message_id: number } | null;
  /** It was not carried yet: of an edited message it is another one than before. */
  readonly file_waits: boolean;
  /** A coordinator wrote it there: only what became of it is told. */
  readonly from_topic: boolean;
  readonly fate: BadFate | null;
};

export type TopicWork = {
  readonly lang: Lang;
  readonly topic: Topic;
  readonly person: {
    readonly name: string;
    readonly username: string | null;
    readonly number: string | null;
  };
  /** How the conversation stands. */
  readonly closed: boolean;
  /** The oldest. */
  readonly message: ToCarry | null;
  /** To whoever wrote there what was not passed on. */
  readonly notice: { readonly key: string; readonly notice: TopicNotice } | null;
};

export type Topics = {
  /** null: nothing is to be done, or there is no group. */
  next(user: UserId): Promise<TopicWork | null>;
  /** Before each call that makes a topic: what has no answer is known afterwards. */
  calling(user: UserId, topic: Topic): Promise<void>;
  /** It made none, for certain. */
  notCalled(user: UserId): Promise<void>;
  made(user: UserId, topic: Topic, thread_id: number): Promise<void>;
  /** Nothing came of it, or nobody knows: the next one is another. */
  another(user: UserId, topic: Topic): Promise<void>;
  introduced(user: UserId, topic: Topic): Promise<void>;
  /** It is not there any more: the next one is made anew. */
  gone(user: UserId, topic: Topic): Promise<void>;
  stands(user: UserId, topic: Topic, closed: boolean): Promise<void>;
  carried(message: ToCarry): Promise<void>;
  noticed(user: UserId, key: string): Promise<void>;
  lost(chat_id: number, why: LostReason, now: number): Promise<void>;
};

/** Telegram, as far as topics go. `gone`: the topic, and with it what was said there. */
export type TopicMessenger = {
  /** The answer's number is that of the topic. */
  create(chat: number, title: string, limit: Limit): Promise<Made>;
  say(chat: number, thread: number, message: Rendered, limit: Limit): Promise<Made>;
  /** `thread` null: into a private chat. */
  copy(
    to: { readonly chat_id: number; readonly thread_id: number | null },
    from: { readonly chat_id: number; readonly message_id: number },
    limit: Limit,
  ): Promise<Made>;
  setClosed(chat: number, thread: number, closed: boolean, limit: Limit): Promise<Done>;
  remove(chat: number, thread: number, limit: Limit): Promise<Done>;
};
