import type { ConfirmChannel } from 'amqplib';
import { textOf } from '../trouble.ts';

type Addressed = {
  readonly exchange: string;
  readonly routingKey: string;
  readonly messageId?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
};
export type Outgoing = Addressed & { readonly messageId: string; readonly body: unknown };
type Raw = Addressed & { readonly content: Buffer };

/** The broker did not say that it has the message: it may or may not. Publishing again under the same message id is safe. */
export class NotConfirmed extends Error {}
/** The broker took the message and no queue wanted it: a fault in names or bindings, never to be waited out. */
export class Unroutable extends Error {}

type Pending = { readonly settle: (error?: Error) => void; returned: boolean };

const tagHeader = 'x-zapis-publish';

/**
 * Confirmed publishing that cannot hang: every publish ends by the broker's confirm, by its refusal, by the
 * channel's end or by time. `mandatory` is always set, because a confirm alone does not mean that a queue has it.
 */
export class Publisher {
  readonly #patienceMs: number;
  readonly #pending = new Map<number, Pending>();
  #channel: ConfirmChannel | undefined;
  #count = 0;

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  get ready(): boolean {
    return this.#channel !== undefined;
  }

  use(channel: ConfirmChannel): void {
    this.#channel = channel;
    channel.on('return', (message) => {
      const tag = message.properties.headers?.[tagHeader] as unknown;
      const pending = typeof tag === 'number' ? this.#pending.get(tag) : undefined;
      if (pending) pending.returned = true;
    });
    channel.on('close', () => {
      if (this.#channel === channel) this.lose('the channel was closed');
    });
  }

  /** Fails everything on its way: the confirms of a lost channel never come. */
  lose(reason: string): void {
    this.#channel = undefined;
    for (const pending of this.#pending.values())
      pending.settle(new NotConfirmed(`not confirmed: ${reason}`));
  }

  publish({ body, ...message }: Outgoing): Promise<void> {
    return this.publishRaw({ ...message, content: Buffer.from(JSON.stringify(body), 'utf8') });
  }

  publishRaw(message: Raw): Promise<void> {
    const channel = this.#channel;
    if (!channel) return Promise.reject(new NotConfirmed('not confirmed: RabbitMQ is not connected'));
    this.#count += 1;
    const tag = this.#count;
    return new Promise((resolve, reject) => {
      const settle = (error?: Error) => {
        clearTimeout(timer);
        if (!this.#pending.delete(tag)) return;
        if (error) reject(error);
        else resolve();
      };
      const timer = setTimeout(
        () => settle(new NotConfirmed(`not confirmed: no answer within ${this.#patienceMs} ms`)),
        this.#patienceMs,
      );
      const pending: Pending = { settle, returned: false };
      this.#pending.set(tag, pending);
      try {
        channel.publish(
          message.exchange,
          message.routingKey,
          message.content,
          this.#options(message, tag),
          (error) => {
            if (error) settle(new NotConfirmed(`not confirmed: ${textOf(error)}`));
            else if (pending.returned) settle(new Unroutable(`no queue takes "${message.routingKey}"`));
            else settle();
          },
        );
      } catch (error) {
        settle(new NotConfirmed(`not confirmed: ${error instanceof Error ? error.message : String(error)}`));
      }
    });
  }

  #options(message: Raw, tag: number) {
    return {
      mandatory: true,
      persistent: true,
      contentType: 'application/json',
      headers: { ...message.headers, [tagHeader]: tag },
      ...(message.messageId === undefined ? {} : { messageId: message.messageId }),
      ...(message.type === undefined ? {} : { type: message.type }),
    };
  }
}
