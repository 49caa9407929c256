import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a bot and notes how long each webhook took to be acknowledged, and with what. */
export class TimedDoor {
  readonly #server: Server;
  readonly #to: () => number;
  #port = 0;
  #taken: { readonly ms: number; readonly status: number }[] = [];

  constructor(to: () => number) {
    this.#to = to;
    this.#server = createServer((from, back) => this.#pass(from, back));
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What was acknowledged since the last call. */
  taken(): readonly { readonly ms: number; readonly status: number }[] {
    return this.#taken.splice(0);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #pass(from: IncomingMessage, back: ServerResponse): void {
    const began = performance.now();
    const { method, url: path, headers } = from;
    const onward = request({ host: '127.0.0.1', port: this.#to(), method, path, headers }, (answer) => {
      const status = answer.statusCode ?? 502;
      this.#taken.push({ ms: performance.now() - began, status });
      back.writeHead(status, answer.headers);
      answer.pipe(back);
    });
    onward.on('error', () => {
      this.#taken.push({ ms: performance.now() - began, status: 502 });
      if (back.headersSent) back.destroy();
      else back.writeHead(502).end();
    });
    from.pipe(onward);
  }
}
