import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type StartedSandbox, startSandbox, type TelegramOptions } from '../../sandbox/driver/index.ts';

export const token = '1001:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';
export const username = 'conformance_bot';

/** An emulator with one bot, held against the Bot API's description. */
export const start = (options: TelegramOptions & { validate?: boolean } = {}): Promise<StartedSandbox> =>
  startSandbox({ bots: [{ token, username, name: 'Conformance' }], validate: true, ...options });

export type Answer = {
  status: number;
  headers: Headers;
  ok: boolean;
  result: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number };
};

/** A client of a few lines: the method's name, its parameters, what came back. */
export function rawClient(url: string, as = token) {
  return async (method: string, params: Record<string, unknown> = {}): Promise<Answer> => {
    const response = await fetch(`${url}/bot${as}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    const body = (await response.json()) as Omit<Answer, 'status' | 'headers'>;
    return { status: response.status, headers: response.headers, ...body };
  };
}

export type Hook = { url: string; close(): Promise<void> };

/** An HTTP server of a bot under test, on a free port. */
export async function listen(handler: RequestListener): Promise<Hook> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The smallest PNG: one grey dot. */
export const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

export const calendar = Buffer.from('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n');
