import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type InboundText,
  inboundTextSchema,
  type Reachability,
  reachabilitySchema,
} from '../../contracts/api/gateway.ts';
import type { Identity } from '../../contracts/api/identity.ts';

type Answer = { status: number; body?: unknown };

/** The part of the admin service's API that the bot calls, with people a test makes up; it can be away. */
export class TestAdminApi {
  readonly token = 'a-token-of-the-tests-0123456789abcdef';
  readonly people = new Map<number, Identity>();
  /** Each once, as the service keeps them: the bot asks again when an answer comes too late. */
  readonly texts: InboundText[] = [];
  readonly reachabilities: Reachability[] = [];
  readonly commands: { command_id: string; body: unknown }[] = [];
  asked = 0;
  away = false;
  #server: Server | undefined;

  async start(): Promise<string> {
    const server = createServer((request, response) => {
      void this.#respond(request, response);
    });
    this.#server = server;
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body } = await this.#answer(request);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => {
      this.#server?.close(resolve);
    });
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', 'http://api');
    if (url.pathname === '/healthz') return { status: 200, body: { alive: true } };
    this.asked += 1;
    if (this.away) return { status: 503 };
    if (request.headers.authorization !== `Bearer ${this.token}`) return { status: 401 };
    if (url.pathname === '/api/users')
      return {
        status: 200,
        body: { user: this.people.get(Number(url.searchParams.get('telegram_id'))) ?? null },
      };
    return this.#post(url.pathname, await bodyOf(request));
  }

  #text(text: InboundText): Answer {
    const known = this.texts.findIndex(({ update_id }) => update_id === text.update_id);
    const nth = known >= 0 ? known + 1 : this.texts.push(text);
    return { status: 200, body: { id: `text-${nth}` } };
  }

  #reachability(change: Reachability): Answer {
    if (!this.people.has(change.telegram_id)) return { status: 404, body: { code: 'unknown_user' } };
    const told = JSON.stringify(change);
    const changed = !this.reachabilities.some((one) => JSON.stringify(one) === told);
    if (changed) this.reachabilities.push(change);
    return { status: 200, body: { changed } };
  }

  #post(path: string, body: unknown): Answer {
    switch (path) {
      case '/api/inbound-texts':
        return this.#text(inboundTextSchema.parse(body));
      case '/api/reachability':
        return this.#reachability(reachabilitySchema.parse(body));
      case '/api/broadcasts/commands': {
        const command = body as { command_id: string; body: unknown };
        this.commands.push(command);
        return { status: 200, body: { broadcast_id: command.command_id } };
      }
      default:
        return { status: 404 };
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return parts.length === 0 ? undefined : JSON.parse(Buffer.concat(parts).toString('utf8'));
}
