import type { Violation } from '../schema/violation.ts';
import type { Fault, FaultInput } from '../state/faults.ts';
import type { NewPerson } from '../state/people.ts';
import type { Call, MemberStatus } from '../state/types.ts';
import type { Telegram } from '../telegram.ts';
import { ChatView } from './chat.ts';
import { SandboxPerson } from './person.ts';
import { inProcess, overHttp, type Transport } from './transport.ts';
import type { Log } from './types.ts';
import { type WaitOptions, waitFor } from './wait.ts';

/** The hands of a test inside a sandbox, in this process or at a URL. */
export class Sandbox {
  readonly transport: Transport;

  constructor(where: Telegram | string) {
    this.transport = typeof where === 'string' ? overHttp(where.replace(/\/$/, '')) : inProcess(where);
  }

  call(verb: string, path: string, body?: unknown): Promise<unknown> {
    return this.transport.call(verb, path, body);
  }

  async person(first_name: string, more: Partial<NewPerson> = {}): Promise<SandboxPerson> {
    const made = (await this.call('POST', '/people', { first_name, ...more })) as { id: number };
    return new SandboxPerson(this, made.id, first_name);
  }

  async bot(
    token: string,
    more: { username?: string; name?: string; privacy?: boolean } = {},
  ): Promise<void> {
    await this.call('POST', '/bots', { token, ...more });
  }

  /** A group, supergroup or channel with its members; answers its id. */
  async newChat(chat: {
    kind: 'group' | 'supergroup' | 'channel';
    title: string;
    username?: string;
    is_forum?: boolean;
    people?: readonly { id: number; status?: MemberStatus }[];
    bots?: readonly { bot: string | number; status?: MemberStatus }[];
  }): Promise<number> {
    const { people = [], bots = [], ...rest } = chat;
    const made = (await this.call('POST', '/chats', rest)) as { chat: { id: number } };
    const { id } = made.chat;
    for (const { id: person, status = 'member' } of people) await this.member(id, { person, status });
    for (const { bot, status = 'administrator' } of bots) await this.member(id, { bot, status });
    return id;
  }

  async member(
    chat: string | number,
    change: {
      person?: string | number;
      bot?: string | number;
      status: MemberStatus;
      by?: string | number;
      can_manage_topics?: boolean;
      can_delete_messages?: boolean;
    },
  ): Promise<void> {
    await this.call('POST', `/chats/${encodeURIComponent(chat)}/members`, change);
  }

  chat(chat: string | number): ChatView {
    return new ChatView(this, `chat=${encodeURIComponent(chat)}`);
  }

  async fault(fault: FaultInput): Promise<Fault> {
    return (await this.call('POST', '/faults', fault)) as Fault;
  }

  async clearFaults(): Promise<void> {
    await this.call('DELETE', '/faults');
  }

  async log(after = 0): Promise<Log> {
    return (await this.call('GET', `/log?after=${after}`)) as Log;
  }

  async calls(method: string): Promise<Call[]> {
    const log = (await this.call('GET', `/log?method=${encodeURIComponent(method)}`)) as Log;
    return log.calls;
  }

  /** Moves the sandbox's clock: by so much, or to a moment. */
  async moveClock(to: { advance_ms: number } | { to: string }): Promise<{ offset_ms: number; now: number }> {
    return (await this.call('POST', '/clock', to)) as { offset_ms: number; now: number };
  }

  /** What went over the wire and is not in the Bot API's description, readable; takes it off the list. */
  async violations(): Promise<string[]> {
    const found = (await this.call('DELETE', '/violations')) as Violation[];
    return found.map(({ where, method, problem }) => `${where} ${method}: ${problem}`);
  }

  waitFor<T>(
    condition: () => Promise<T | false | null | undefined> | T | false | null | undefined,
    options: WaitOptions = {},
  ): Promise<T> {
    return waitFor(this.transport, condition, () => this.explain(), options);
  }

  async reset(): Promise<void> {
    await this.call('POST', '/reset', {});
  }

  /** Every chat and the last calls, for a failure's text. */
  async explain(): Promise<string> {
    const state = (await this.call('GET', '/state')) as { dialogs: { key: string }[] };
    const chats = await Promise.all(
      state.dialogs.map(async ({ key }) => `${key}\n${await this.chat(key).transcript()}`),
    );
    return chats.join('\n\n');
  }
}
