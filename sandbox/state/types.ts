import type {
  BotCommand,
  ChatKind,
  Content,
  ForwardOrigin,
  Json,
  JsonObject,
  Markup,
  UpdateBody,
  UpdateType,
} from './wire.ts';

export type Person = {
  id: number;
  first_name: string;
  last_name?: string | undefined;
  username?: string | undefined;
  language_code?: string | undefined;
  phone: string;
  deactivated?: boolean | undefined;
};

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'left' | 'kicked';

export type Topic = { id: number; name: string; icon_color: number; closed?: boolean | undefined };

/** A place where messages lie: a private chat (one per bot and person), a group, a channel. */
export type Dialog = {
  key: string;
  kind: ChatKind;
  /** The id bots address it by; in a private chat the person's id. */
  chatId: number;
  botId?: number | undefined;
  title?: string | undefined;
  username?: string | undefined;
  description?: string | undefined;
  isForum?: boolean | undefined;
  /** Private chats only. */
  started?: boolean | undefined;
  blocked?: boolean | undefined;
  /** Groups and channels: by user id, bots included. */
  members: Record<string, MemberStatus>;
  /** Administrators whose right to manage topics was taken. */
  withoutTopics?: number[] | undefined;
  /** Administrators whose right to delete messages was taken. */
  withoutDeleting?: number[] | undefined;
  topics: Topic[];
  pinned: number[];
  nextMessageId: number;
  instance: string;
};

export type Sender =
  | { kind: 'bot'; id: number }
  | { kind: 'person'; id: number }
  | { kind: 'channel'; signedBy?: number | undefined; botId?: number | undefined };

export type StoredMessage = {
  dialog: string;
  id: number;
  sender: Sender;
  date: number;
  /** The date on the sandbox's movable clock, for people to read. */
  shownDate: number;
  editDate?: number | undefined;
  threadId?: number | undefined;
  content: Content;
  markup?: Markup | undefined;
  replyTo?: number | undefined;
  quote?: string | undefined;
  forward?: ForwardOrigin | undefined;
  protected?: boolean | undefined;
  effectId?: string | undefined;
  silent?: boolean | undefined;
  pinnedMessage?: number | undefined;
  service?: boolean | undefined;
};

export type StoredUpdate = {
  id: number;
  type: UpdateType;
  body: UpdateBody;
  /** Webhook updates of one queue go out one after another. */
  queue: string;
  expiresAt: number;
};

export type Webhook = {
  url: string;
  secret: string;
  maxConnections: number;
  ipAddress: string;
  lastErrorDate?: number | undefined;
  lastError?: string | undefined;
};

export type Bot = {
  id: number;
  token: string;
  username: string;
  name: string;
  /** Privacy mode: in groups only commands, mentions and replies reach the bot. */
  privacy: boolean;
  revoked?: boolean | undefined;
  nextMessageId: number;
  nextUpdateId: number;
  updates: StoredUpdate[];
  allowed: string[] | null;
  webhook: Webhook | null;
  commands: Record<string, BotCommand[]>;
  menuButtons: Record<string, Json>;
};

export type Callback = {
  id: string;
  botId: number;
  personId: number;
  dialog: string;
  messageId: number;
  data: string;
  createdAt: number;
  answer?: { text?: string | undefined; alert: boolean; url?: string | undefined; at: number } | undefined;
};

export type FileRecord = {
  id: string;
  uniqueId: string;
  name: string;
  mime: string;
  size: number;
  path: string;
};

export type Call = {
  seq: number;
  at: number;
  botId: number | null;
  method: string;
  params: JsonObject;
  status: number;
  answer: Json;
  ms: number;
  fault?: string | undefined;
};
