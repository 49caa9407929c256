// Neighbours of the gateway for unit tests: they remember what they were told, and are away when a test says so.
import type { Identity } from '../contracts/api/identity.ts';
import type { GroupCodeAnswer, TopicSaidAnswer } from '../contracts/api/staff-group.ts';
import type { BotUpdate } from '../contracts/events/bot-update.ts';
import { eventId, userId } from '../core/shared/ids.ts';
import type {
  AdminApi,
  HandedOver,
  Handover,
  KeptIn,
  Memory,
  Order,
  Queues,
  StoredCommand,
  TelegramIn,
} from './ports.ts';

export const event = eventId('0123456789abcdef01234567');
export const otherEvent = eventId('fedcba987654321001234567');

export const person = (more: Partial<Identity> = {}): Identity => ({
  user_id: userId('00000000000000000000000a'),
  telegram_id: 7,
  roles: ['candidate'],
  allowed: true,
  lang: null,
  language_code: null,
  waits_for_reason: null,
  events: [{ event_id: event, open: true, active_booking: false }],
  ...more,
});

export const update = (what: BotUpdate['what'], more: Partial<BotUpdate> = {}): BotUpdate => ({
  v: 1,
  update_id: 1,
  trace_id: 't',
  telegram_id: 7,
  chat_id: 7,
  chat: 'private',
  language_code: 'en',
  too_many: false,
  what,
  ...more,
});

export const tapOn = (data: string): BotUpdate['what'] => ({
  kind: 'tap',
  query_id: 'q',
  message_id: 5,
  data,
});

/** As Telegram sends it. */
export const rawTap = (update_id: number, data: string, from = 7) => ({
  update_id,
  callback_query: {
    id: `q${update_id}`,
    from: { id: from, is_bot: false, first_name: 'Ann', language_code: 'en' },
    message: { message_id: 5, date: 1, chat: { id: from, type: 'private' }, text: 'x' },
    chat_instance: '1',
    data,
  },
});

export const rawText = (update_id: number, text: string, from = 7) => ({
  update_id,
  message: {
    message_id: update_id,
    date: 1,
    from: { id: from, is_bot: false, first_name: 'Ann', language_code: 'en' },
    chat: { id: from, type: 'private' },
    text,
  },
});

export class FakeMemory implements Memory {
  readonly handed = new Set<number>();
  readonly identities = new Map<number, Identity>();
  readonly waiting = new Map<number, number>();
  readonly answers = new Set<string>();
  rateVerdict: Awaited<ReturnType<Memory['rate']>> = 'fine';
  guesses = true;
  flag = false;
  fingerprint: string | undefined;

  seen = async (updateId: number) => this.handed.has(updateId);
  markSeen = async (updateId: number) => void this.handed.add(updateId);
  turn = async () => async () => undefined;
  rate = async () => this.rateVerdict;
  mayGuess = async () => this.guesses;
  identity = async (telegramId: number) => this.identities.get(telegramId);
  keepIdentity = async (identity: Identity) => void this.identities.set(identity.telegram_id, identity);
  answered = async (queryId: string) => this.answers.has(queryId);
  waits = async (telegramId: number) => this.waiting.has(telegramId);
  waitsSince = async (telegramId: number, updateId: number) => void this.waiting.set(telegramId, updateId);
  waitsNoMore = async (telegramId: number, updateId: number) => {
    if (this.waiting.get(telegramId) === updateId) this.waiting.delete(telegramId);
  };
  mayTellToWait = async () => true;
  backlog = {
    set: async () => void (this.flag = true),
    clear: async () => void (this.flag = false),
    isSet: async () => this.flag,
  };
  webhook = async () => this.fingerprint;
  keepWebhook = async (fingerprint: string) => void (this.fingerprint = fingerprint);
}

export class FakeQueues implements Queues {
  readonly kept: { where: KeptIn; update: BotUpdate }[] = [];
  readonly buried: { update_id: number; reason: string }[] = [];
  away = false;

  keep = async (where: KeptIn, kept: BotUpdate) => {
    if (!this.away) this.kept.push({ where, update: kept });
    return !this.away;
  };
  bury = async ({ update_id }: { update_id: number }, reason: string) => {
    if (!this.away) this.buried.push({ update_id, reason });
    return !this.away;
  };
  pending = async () => (this.away ? undefined : this.kept.filter(({ where }) => where === 'pending').length);
}

export class FakeHandover implements Handover {
  readonly orders: Order[] = [];
  readonly broadcasts: string[] = [];
  answer: HandedOver | Error = { handed: 'taken' };

  hand = async (order: Order) => {
    if (this.answer instanceof Error) throw this.answer;
    if (this.answer.handed === 'taken') this.orders.push(order);
    return this.answer;
  };
  startBroadcast = async (broadcastId: string): Promise<HandedOver> => {
    if (this.answer instanceof Error) throw this.answer;
    if (this.answer.handed === 'taken') this.broadcasts.push(broadcastId);
    return this.answer;
  };
}

export class FakeApi implements AdminApi {
  readonly people = new Map<number, Identity>();
  readonly told: unknown[] = [];
  asked = 0;
  away = false;
  refuses = false;

  identity = (telegramId: number) => this.#answer(this.people.get(telegramId) ?? null);
  storeText = async (text: unknown) => this.#answer(this.#tell(text, 'text-1'));
  storeSaid = async (said: unknown) => this.#answer(this.#tell(said, { message_id: 'said-1' }));
  group: GroupCodeAnswer = { outcome: 'connected', lang: 'en' };
  heard: TopicSaidAnswer = { heard: 'answer' };
  connectGroup = async (code: unknown) => this.#answer(this.#tell(code, this.group));
  groupLost = async (lost: unknown) => this.#answer(this.#tell(lost, undefined));
  storeTopicSaid = async (said: unknown) => this.#answer(this.#tell(said, this.heard));
  topicState = async (state: unknown) => this.#answer(this.#tell(state, undefined));
  reachability = async (change: unknown) => this.#answer(this.#tell(change, undefined));
  storeCommand = async ({ command_id }: StoredCommand) => this.#answer(this.#tell(command_id, command_id));

  #tell<T>(what: unknown, value: T): T {
    if (!this.away && !this.refuses) this.told.push(what);
    return value;
  }

  async #answer<T>(value: T) {
    this.asked += 1;
    if (this.away) return { asked: 'away', reason: 'the API is away' } as const;
    if (this.refuses) return { asked: 'refused', reason: 'the API refuses' } as const;
    return { asked: 'ok', value } as const;
  }
}

export class FakeTelegram implements Pick<TelegramIn, 'answer' | 'say' | 'username' | 'managesTopics'> {
  readonly answers: { queryId: string; text?: string; alert?: boolean; url?: string }[] = [];
  readonly said: string[] = [];

  answer: TelegramIn['answer'] = async (queryId, answer) => void this.answers.push({ queryId, ...answer });
  say = async (_chatId: number, text: string) => void this.said.push(text);
  username = async () => 'zapis_bot';
  manages: Awaited<ReturnType<TelegramIn['managesTopics']>> = true;
  managesTopics = async () => this.manages;
}
