import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError } from '../api/errors.ts';
import { callControl } from '../control/control.ts';
import type { ControlKit } from '../control/request.ts';
import { serveEvents } from '../control/stream.ts';
import { readBody } from './body.ts';
import { type BotApiOptions, serveBotApi, serveFile } from './bot-api.ts';
import { refusesOrigin } from './guard.ts';
import { serveStatic } from './static.ts';

export type ServerOptions = BotApiOptions & {
  control: ControlKit;
  hosts: ReadonlySet<string>;
  page: string | null;
  report: (error: unknown) => void;
};

export function createHttp(options: ServerOptions): Server {
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, (request, response) => {
    route(options, request, response).catch((error: unknown) => {
      options.report(error);
      const body = { ok: false, error_code: 500, description: 'Internal Server Error' };
      if (!response.headersSent) json(response, 500, body);
      else response.destroy();
    });
  });
  server.on('clientError', (_error, socket) => {
    const body = '{"ok":false,"error_code":400,"description":"Bad Request"}';
    if (socket.writable)
      socket.end(
        `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
      );
  });
  return server;
}

async function route(
  options: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isPage = !/^\/+(bot|file\/|_sandbox\/)/.test(request.url ?? '');
  const refusal = refusesOrigin(request, options.hosts, isPage);
  if (refusal) {
    json(response, 403, { ok: false, error_code: 403, description: `Forbidden: ${refusal}` });
    return;
  }
  const url = parseUrl(request.url ?? '/');
  if (!url) json(response, 400, { ok: false, error_code: 400, description: 'Bad Request' });
  else if (url.pathname.startsWith('/bot')) await serveBotApi(options, request, response, url);
  else if (url.pathname.startsWith('/file/')) serveFile(options, response, url);
  else if (url.pathname.startsWith('/_sandbox/')) await serveControl(options, request, response, url);
  else if (url.pathname === '/readyz') json(response, 200, { ready: true });
  else if (request.method === 'GET') await serveStatic(options.page, url.pathname, response);
  else json(response, 404, { ok: false, error_code: 404, description: 'Not Found' });
}

function parseUrl(given: string): URL | null {
  const full = `http://sandbox${given.startsWith('/') ? given : `/${given}`}`;
  return URL.canParse(full) ? new URL(full) : null;
}

async function serveControl(
  { control, kit }: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const path = url.pathname.slice('/_sandbox'.length);
  if (path === '/events') {
    const seen = request.headers['last-event-id'] ?? url.searchParams.get('after');
    serveEvents(kit.world, response, typeof seen === 'string' ? Number(seen) || 0 : null);
    return;
  }
  if (path.startsWith('/files/')) {
    serveFileToPage(kit, response, path.slice('/files/'.length));
    return;
  }
  const body = await readJson(request, response);
  if (body === failed) return;
  const reply = callControl(control, request.method ?? 'GET', path + url.search, body);
  json(response, reply.status, reply.body);
}

const failed = Symbol('failed');

async function readJson(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  try {
    const bytes = await readBody(request);
    return bytes.length === 0 ? undefined : (JSON.parse(bytes.toString('utf8')) as unknown);
  } catch (error) {
    const status = error instanceof ApiError ? error.code : 400;
    json(response, status, { error: error instanceof ApiError ? error.description : 'not JSON' });
    return failed;
  }
}

function serveFileToPage(kit: BotApiOptions['kit'], response: ServerResponse, id: string): void {
  const file = kit.world.files.get(id);
  const bytes = file && kit.files.read(file);
  if (!file || !bytes) {
    json(response, 404, { error: 'no such file' });
    return;
  }
  // Only pictures and sound are shown in place: anything else a bot sends must not run as a page.
  const inline = /^(image\/(png|jpeg|gif|webp)|audio\/)/.test(file.mime);
  response.writeHead(200, {
    'content-type': inline ? file.mime : 'application/octet-stream',
    'content-length': bytes.length,
    'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  response.end(bytes);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  const text = Buffer.from(JSON.stringify(body ?? null));
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': text.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}
