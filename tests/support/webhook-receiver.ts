import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Got = { readonly id: string; readonly headers: Headers; readonly body: string };
type Answer = (got: Got, response: ServerResponse) => void;

/** Somebody else's system: takes what is posted to it and answers as a test wants. */
export class WebhookReceiver {
  readonly got: Got[] = [];
  answer: Answer = (_got, response) => response.end('thank you');
  readonly #server = createServer((request, response) => void this.#take(request, response));

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await new Promise((resolve) => {
      this.#server.once('listening', resolve);
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  /** Of one subject, in the order they came. */
  revsOf(subject: string): number[] {
    return this.got
      .filter(({ body }) => body.includes(subject))
      .map(({ body }) => (JSON.parse(body) as { data: { rev: number } }).data.rev);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request as AsyncIterable<Buffer>) body += part.toString('utf8');
    const headers = new Headers(request.headers as Record<string, string>);
    const got = { id: headers.get('webhook-id') ?? '', headers, body };
    this.got.push(got);
    this.answer(got, response);
  }
}
