import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One address in front of several processes of a role; each request goes to the next of them. */
export class Balancer {
  readonly #server: Server;
  readonly #ports: number[] = [];
  readonly #answered: (ms: number, status: number) => void;
  #turn = 0;
  #port = 0;

  /** `answered`: told of every request how long its answer took. */
  constructor(answered: (ms: number, status: number) => void = () => undefined) {
    this.#answered = answered;
    this.#server = createServer((from, to) => this.#pass(from, to));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  add(port: number): void {
    this.#ports.push(port);
  }

  remove(port: number): void {
    const at = this.#ports.indexOf(port);
    if (at >= 0) this.#ports.splice(at, 1);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    await closed;
  }

  #pass(from: IncomingMessage, to: ServerResponse): void {
    const port = this.#ports[this.#turn++ % Math.max(1, this.#ports.length)];
    if (port === undefined) {
      to.writeHead(502).end();
      return;
    }
    const began = performance.now();
    const { method, url: path, headers } = from;
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      const status = answer.statusCode ?? 502;
      this.#answered(performance.now() - began, status);
      to.writeHead(status, answer.headers);
      answer.pipe(to);
    });
    onward.on('error', () => {
      this.#answered(performance.now() - began, 502);
      if (to.headersSent) to.destroy();
      else to.writeHead(502).end();
    });
    from.pipe(onward);
  }
}
