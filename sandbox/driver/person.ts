import { ChatView } from './chat.ts';
import type { Sandbox } from './sandbox.ts';
import type { Answer, ShownMessage } from './types.ts';
import { waitFor } from './wait.ts';

export type Where = {
  bot?: string | number;
  chat?: string | number;
  reply_to?: number;
  thread?: number;
};
export type Tapped = {
  kind: 'callback' | 'url' | 'copy';
  url?: string;
  text?: string;
  /** Of a callback: by this the calls of the log name it. */
  callback_id?: string;
  /** Waits for the bot's answer to the tap: what the toast or the alert says. */
  answer(timeoutMs?: number): Promise<Answer>;
};

/** Somebody in the sandbox. Without a place they act in their private chat with the only bot. */
export class SandboxPerson {
  readonly id: number;
  readonly name: string;
  private readonly sandbox: Sandbox;

  constructor(sandbox: Sandbox, id: number, name: string) {
    this.sandbox = sandbox;
    this.id = id;
    this.name = name;
  }

  chat(where: Where = {}): ChatView {
    if (where.chat !== undefined) return this.sandbox.chat(where.chat);
    const bot = where.bot === undefined ? '' : `&bot=${encodeURIComponent(where.bot)}`;
    return new ChatView(this.sandbox, `person=${this.id}${bot}`);
  }

  sends(text: string, where: Where = {}): Promise<ShownMessage> {
    return this.act('send', { text, ...where });
  }

  /** Follows `https://t.me/<bot>?start=<payload>` and presses Start. */
  opens(link: string): Promise<ShownMessage> {
    return this.act('open', { link });
  }

  /** Presses an inline button by its label, on the newest message with buttons unless one is named. */
  async tap(button: string, where: Where & { message_id?: number } = {}): Promise<Tapped> {
    return this.tapped({ button, ...where }, where);
  }

  /** Sends a callback as a forged client would: data that no button shows. */
  async forges(data: string, where: Where & { message_id?: number } = {}): Promise<Tapped> {
    return this.tapped({ data, ...where }, where);
  }

  /** Presses a key of the reply keyboard. */
  presses(key: string, where: Where = {}): Promise<ShownMessage> {
    return this.act('press', { key, ...where });
  }

  sharesContact(where: Where & { of?: string | number } = {}): Promise<ShownMessage> {
    return this.act('contact', where);
  }

  sendsLocation(latitude: number, longitude: number, where: Where = {}): Promise<ShownMessage> {
    return this.act('location', { latitude, longitude, ...where });
  }

  sendsFile(
    file: {
      name: string;
      mime?: string;
      bytes: Uint8Array;
      as?: 'photo' | 'voice' | 'document';
      caption?: string;
    },
    where: Where = {},
  ): Promise<ShownMessage> {
    const { bytes, ...rest } = file;
    return this.act('file', { ...rest, base64: Buffer.from(bytes).toString('base64'), ...where });
  }

  forwards(message: { dialog: string; message_id: number }, where: Where = {}): Promise<ShownMessage> {
    return this.act('forward', { from: message.dialog, message_id: message.message_id, ...where });
  }

  edits(messageId: number, text: string, where: Where = {}): Promise<ShownMessage> {
    return this.act('edit', { message_id: messageId, text, ...where });
  }

  /** What an administrator of a group with topics does with one of them; `create` answers its number. */
  async topic(
    chat: string | number,
    act: { do: 'create'; name: string } | { do: 'close' | 'reopen' | 'delete'; thread: number },
  ): Promise<number> {
    const made = await this.sandbox.call('POST', `/people/${this.id}/topic`, { chat, ...act });
    return (made as { id: number }).id;
  }

  async blocks(bot?: string | number): Promise<void> {
    await this.act('block', { bot });
  }

  async unblocks(bot?: string | number): Promise<void> {
    await this.act('unblock', { bot });
  }

  private async act(name: string, body: unknown): Promise<ShownMessage> {
    return (await this.sandbox.call('POST', `/people/${this.id}/${name}`, body)) as ShownMessage;
  }

  private async tapped(body: unknown, where: Where): Promise<Tapped> {
    const result = (await this.act('tap', body)) as unknown as Omit<Tapped, 'answer'>;
    const id = result.callback_id;
    const { transport } = this.sandbox;
    return {
      ...result,
      answer: (timeoutMs) =>
        waitFor(
          transport,
          async () => {
            if (id === undefined) throw new Error('a button of this kind asks no bot');
            return ((await this.sandbox.call('GET', `/callbacks/${id}`)) as { answer?: Answer }).answer;
          },
          () => this.chat(where).explain(),
          { what: 'the answer to the tap', ...(timeoutMs !== undefined && { timeoutMs }) },
        ),
    };
  }
}
