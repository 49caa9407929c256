import type { Sandbox } from './sandbox.ts';
import { transcript } from './transcript.ts';
import type { ShownMessage } from './types.ts';
import { type WaitOptions, waitFor } from './wait.ts';

/** One chat as its people see it. */
export class ChatView {
  private readonly sandbox: Sandbox;
  private readonly query: string;

  constructor(sandbox: Sandbox, query: string) {
    this.sandbox = sandbox;
    this.query = query;
  }

  async messages(): Promise<ShownMessage[]> {
    const path = `/messages?limit=500&${this.query}`;
    return ((await this.sandbox.call('GET', path)) as { messages: ShownMessage[] }).messages;
  }

  /** The newest message; fails with a clear text when there is none. */
  async last(): Promise<ShownMessage> {
    const found = (await this.messages()).at(-1);
    if (!found) throw new Error('nothing was said in this chat yet');
    return found;
  }

  async lastFromBot(): Promise<ShownMessage | undefined> {
    return (await this.messages()).findLast((message) => message.from?.is_bot || message.sender_chat);
  }

  async transcript(): Promise<string> {
    return transcript(await this.messages());
  }

  waitFor<T>(
    condition: (messages: ShownMessage[]) => T | false | null | undefined,
    options: WaitOptions = {},
  ): Promise<T> {
    return waitFor(
      this.sandbox.transport,
      async () => condition(await this.messages()),
      () => this.explain(),
      options,
    );
  }

  /** A message of the bot whose text or caption contains that, the newest such. */
  waitForText(text: string | RegExp, options: WaitOptions = {}): Promise<ShownMessage> {
    const fits = (message: ShownMessage) => {
      const said = message.text ?? message.caption ?? '';
      return typeof text === 'string' ? said.includes(text) : text.test(said);
    };
    return this.waitFor(
      (messages) => messages.findLast((one) => (one.from?.is_bot || one.sender_chat) && fits(one)),
      { what: `a message with ${String(text)}`, ...options },
    );
  }

  async explain(): Promise<string> {
    const { calls } = await this.sandbox.log();
    const recent = calls
      .slice(-8)
      .map(
        (call) =>
          `  ${call.method} ${call.status}${call.fault ? ` (${call.fault})` : ''}${reason(call.answer)}`,
      );
    return `The chat:\n${await this.transcript()}\n\nThe last calls:\n${recent.join('\n') || '  none'}`;
  }
}

const reason = (answer: unknown) =>
  typeof answer === 'object' &&
  answer !== null &&
  'ok' in answer &&
  answer.ok === false &&
  'description' in answer
    ? ` ${String(answer.description)}`
    : '';
