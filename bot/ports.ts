// What the gateway needs of its neighbours. Expected troubles are answers, not exceptions.

import type { Said } from '../contracts/api/conversations.ts';
import type { Identity } from '../contracts/api/identity.ts';
import type {
  GroupCode,
  GroupCodeAnswer,
  GroupLost,
  TopicSaid,
  TopicSaidAnswer,
  TopicState,
} from '../contracts/api/staff-group.ts';
import type { BotUpdate } from '../contracts/events/bot-update.ts';
import type { BroadcastCommand } from '../contracts/events/broadcast-command.ts';
import type { Tap } from '../contracts/workflows/booking.ts';
import type { RequestInput } from '../contracts/workflows/request.ts';
import type { CommandLine } from '../core/messages/commands.ts';
import type { EventId, UserId } from '../core/shared/ids.ts';

/** One durable piece of work for Temporal. */
export type Order =
  | { readonly to: 'booking'; readonly event_id: EventId; readonly user_id: UserId; readonly tap: Tap }
  | { readonly to: 'request'; readonly request: RequestInput }
  | { readonly to: 'conversation'; readonly user_id: UserId; readonly message_id: string };

/** `taken` also when it had been taken before. `away`: later, perhaps. `refused`: never. */
export type HandedOver =
  | { readonly handed: 'taken' }
  | { readonly handed: 'away'; readonly reason: string }
  | { readonly handed: 'refused'; readonly reason: string };

export type Handover = {
  /** Answers within its deadline, whatever Temporal does. */
  hand(order: Order): Promise<HandedOver>;
  startBroadcast(broadcastId: string): Promise<HandedOver>;
};

/** `away`: no answer that could be used; `refused`: this very request will never be taken. */
export type Asked<T> =
  | { readonly asked: 'ok'; readonly value: T }
  | { readonly asked: 'away'; readonly reason: string }
  | { readonly asked: 'refused'; readonly reason: string };

export type AdminApi = {
  identity(telegramId: number): Promise<Asked<Identity | null>>;
  storeText(text: {
    update_id: number;
    telegram_id: number;
    event_id: EventId | null;
    text: string;
  }): Promise<Asked<string>>;
  /** null: an edit of something that is not kept. */
  storeSaid(said: Omit<Said, 'bot_id'>): Promise<Asked<{ readonly message_id: string } | null>>;
  connectGroup(code: GroupCode): Promise<Asked<GroupCodeAnswer>>;
  groupLost(lost: GroupLost): Promise<Asked<void>>;
  storeTopicSaid(said: Omit<TopicSaid, 'bot_id'>): Promise<Asked<TopicSaidAnswer>>;
  topicState(state: Omit<TopicState, 'bot_id'>): Promise<Asked<void>>;
  reachability(change: {
    telegram_id: number;
    reachable: 'yes' | 'blocked';
    at: string;
  }): Promise<Asked<void>>;
  /** Answers the broadcast's id. */
  storeCommand(command: StoredCommand): Promise<Asked<string>>;
};

export type StoredCommand = {
  readonly command_id: string;
  /** `body`: the hash of what came, for want of an id. */
  readonly id_from: 'publisher' | 'body';
  readonly redelivered: boolean;
  readonly body: BroadcastCommand;
};

type RateVerdict = 'fine' | 'tell' | 'silent';

/** Shared by all gateways while Redis is there, of this process while it is not. Nothing is decided by it for good. */
export type Memory = {
  /** Already handed over? */
  seen(updateId: number): Promise<boolean>;
  markSeen(updateId: number): Promise<void>;
  /** Waits for the end of another gateway's work for this person, but not for long; gives the turn back when called. */
  turn(telegramId: number): Promise<() => Promise<void>>;
  rate(telegramId: number, updateId: number): Promise<RateVerdict>;
  /** Whether this person may try another invite link. */
  mayGuess(telegramId: number, updateId: number): Promise<boolean>;
  identity(telegramId: number): Promise<Identity | undefined>;
  keepIdentity(identity: Identity): Promise<void>;
  /** The worker answered this tap. */
  answered(queryId: string): Promise<boolean>;
  /** Somebody's update waits for the API: those after it wait behind. */
  waits(telegramId: number): Promise<boolean>;
  waitsSince(telegramId: number, updateId: number): Promise<void>;
  /** Ends it, unless a later update waits too. */
  waitsNoMore(telegramId: number, updateId: number): Promise<void>;
  /** True once in ten minutes. */
  mayTellToWait(telegramId: number): Promise<boolean>;
  backlog: {
    set(): Promise<void>;
    clear(): Promise<void>;
    isSet(): Promise<boolean>;
  };
  /** The fingerprint of the webhook that was registered last. */
  webhook(): Promise<string | undefined>;
  keepWebhook(fingerprint: string): Promise<void>;
};

export type KeptIn = 'pending' | 'waiting';

/** Queues of updates; false: RabbitMQ did not confirm it. */
export type Queues = {
  keep(where: KeptIn, update: BotUpdate): Promise<boolean>;
  /** For good, with the reason, to be looked at. */
  bury(update: BotUpdate | { readonly update_id: number }, reason: string): Promise<boolean>;
  /** undefined: not known. */
  pending(): Promise<number | undefined>;
};

export type Polled =
  | { readonly polled: 'updates'; readonly updates: readonly unknown[] }
  /** Somebody else polls, or a webhook is set. */
  | { readonly polled: 'conflict'; readonly reason: string }
  /** `refused`: the token is wrong; a person must mend it. */
  | { readonly polled: 'away'; readonly reason: string; readonly waitMs: number; readonly refused: boolean };

/** `connections`: how many updates Telegram may bring at a time. */
type Webhook = { readonly url: string; readonly secret: string; readonly connections: number };

export type TelegramIn = {
  readonly botId: number;
  /** Waits up to `waitS` for news; answers within a few seconds more, whatever happens to the connection. */
  getUpdates(offset: number, waitS: number, signal: AbortSignal): Promise<Polled>;
  username(): Promise<string>;
  webhookUrl(): Promise<string>;
  setWebhook(webhook: Webhook, updates: readonly string[]): Promise<void>;
  deleteWebhook(): Promise<void>;
  /** One try, never throws: whoever tapped can tap again. */
  answer(queryId: string, answer: { text?: string; alert?: boolean; url?: string }): Promise<void>;
  /** `thread`: in this topic of a group. */
  say(chatId: number, text: string, thread?: number | null): Promise<void>;
  /** Whether the bot may make, close and delete topics in this group: that takes two rights, as deleting one deletes messages. */
  managesTopics(chatId: number): Promise<boolean | 'away'>;
  commands(language: string): Promise<readonly CommandLine[]>;
  setCommands(language: string, commands: readonly CommandLine[]): Promise<void>;
};

/** A message of a queue, and what became of it; `adapters/rabbit` knows the rest. */
export type QueueMessage = {
  readonly body: Buffer;
  readonly messageId: string | undefined;
  /** By the broker, or by us after a while. */
  readonly redelivered: boolean;
  readonly headers: Readonly<Record<string, unknown>>;
};
export type QueueVerdict =
  | { readonly verdict: 'done' }
  | { readonly verdict: 'bury'; readonly reason: string }
  | { readonly verdict: 'wait' };
