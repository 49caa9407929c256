import type { Call, Callback, MemberStatus, Person, Sender, Topic } from '../state/types.ts';
import type { Chat, Json, Markup, Message as WireMessage } from '../state/wire.ts';

export type { BotCommand, Entity, InlineButton, ReplyButton } from '../state/wire.ts';
export type { Call, Person };

/** A message as the controls show it: what Telegram would send and what a client knows besides. */
export type Message = WireMessage & {
  dialog: string;
  sender: Sender;
  shown_date: number;
  service: boolean;
  silent: boolean;
  keyboard: Exclude<Markup, { kind: 'inline' }> | null;
};

export type Dialog = {
  key: string;
  chat: Chat;
  bot_id: number | null;
  started: boolean;
  blocked: boolean;
  members: Record<string, MemberStatus>;
  topics: Topic[];
  pinned: number[];
  last: Message | null;
};

export type Bot = {
  id: number;
  username: string;
  name: string;
  privacy: boolean;
  pending: number;
  webhook: string;
};

export type Fault = {
  id: number;
  kind: string;
  hits: number;
  method?: string;
  chat?: number;
  share?: number;
  count?: number;
};

export type Answer = NonNullable<Callback['answer']>;
export type ShownUpdate = { seq: number; bot_id: number; update: Json; via: string; outcome: string };
/** On a bot's list; nobody plays them yet. */
export type Expected = Pick<Person, 'id' | 'first_name' | 'last_name' | 'username' | 'language_code'>;
type Clock = { offset_ms: number; now: number; real_now: number };

export type State = {
  seq: number;
  bots: Bot[];
  people: Person[];
  expected: Expected[];
  dialogs: Dialog[];
  clock: Clock;
  faults: Fault[];
};
