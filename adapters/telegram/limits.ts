import type { Lane } from '../../activities/messaging/ports.ts';
import type { ChatId } from './api.ts';

/** `because: 'chat'`: only this chat has to wait, others may go on. */
export type Turn =
  | { readonly go: true }
  | { readonly go: false; readonly ms: number; readonly because: 'chat' | 'budget' };

/** Who may send when. Shared by all processes while Redis is there. */
export type SendLimits = {
  /** Takes the turn when it says go. */
  take(chat: ChatId, lane: Lane): Promise<Turn>;
  /** ms for which Telegram wants nothing at all in this chat. */
  pausedFor(chat: ChatId): Promise<number>;
  /** Telegram refused for haste. */
  refused(chat: ChatId, ms: number): Promise<void>;
};

/** Each a little under Telegram's own: messages do not arrive as evenly as they are sent. */
export const ceilings = {
  /** Of 30. */
  perSecond: 29,
  /** What bulk may do at once after a pause: the second that follows is full already. */
  burst: 1,
  /** A person waits for no budget. But with so many answers within `peopleWindowMs` Telegram certainly refuses the next. */
  people: 29,
  peopleWindowMs: 1_100,
  chatBurst: 3,
  /** Of 1. */
  chatPerSecond: 0.95,
  groupPerMinute: 20,
} as const;

/** Two chats refused within this: it is not the chats, it is us. */
export const refusedTogetherMs = 1_000;

/** Groups and channels: negative ids and public names. */
export const isGroup = (chat: ChatId): boolean => typeof chat === 'string' || chat < 0;
