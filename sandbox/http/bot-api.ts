import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Kit } from '../acts/kit.ts';
import { callMethod, type Observer, type Reply, refused } from '../api/call.ts';
import { ApiError } from '../api/errors.ts';
import { addBot, botByToken, parseToken } from '../state/bots.ts';
import type { Bot } from '../state/types.ts';
import { readBody, readParams } from './body.ts';

export type BotApiOptions = { kit: Kit; registerUnknown: boolean; observer: Observer | null };

/** `/bot<token>/<method>`, also with `/test` before the method, as Telegram's server routes it. */
export async function serveBotApi(
  options: BotApiOptions,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const hungUp = new AbortController();
  response.on('close', () => hungUp.abort());
  try {
    const body = await readBody(request);
    const found = /^\/bot([^/]*)(?:\/test(?=\/))?\/(.*)$/s.exec(url.pathname);
    if (!found) throw new ApiError(404, 'Not Found');
    const bot = botFor(options, safeDecode(found[1] ?? ''));
    const params = readParams(url.search.slice(1), request.headers['content-type'] ?? '', body);
    const method = found[2] || params.text('method');
    const { kit, observer } = options;
    deliver(response, await callMethod({ kit, bot, method, params, hungUp: hungUp.signal, observer }));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    deliver(response, refused(error));
  }
}

function botFor({ kit, registerUnknown }: BotApiOptions, token: string): Bot {
  if (!parseToken(token)) {
    const id = token.split(':')[0] ?? '';
    if (token.includes(':') && !token.startsWith('0') && token.length <= 80 && !/^\d+$/.test(id))
      throw new ApiError(421, 'Misdirected Request: unallowed token specified');
    throw new ApiError(401, 'Unauthorized: invalid token specified');
  }
  const known = botByToken(kit.world, token);
  if (known && !known.revoked) return known;
  const taken = kit.world.bots.has(parseToken(token)?.id ?? 0);
  if (registerUnknown && !taken) return addBot(kit.world, { token });
  throw new ApiError(401, 'Unauthorized');
}

function deliver(response: ServerResponse, reply: Reply): void {
  if (reply.transport === 'never' || response.destroyed) return;
  if (reply.transport === 'dropped') {
    response.destroy();
    return;
  }
  const text = Buffer.from(JSON.stringify(reply.body));
  response.writeHead(reply.status, {
    'content-type': 'application/json',
    'content-length': text.length,
    ...(reply.retryAfter !== undefined && { 'retry-after': String(reply.retryAfter) }),
  });
  if (reply.transport === 'half') response.write(text.subarray(0, Math.ceil(text.length / 2)));
  else response.end(text);
}

/** `/file/bot<token>/<path>`: the bytes that getFile spoke of. */
export function serveFile(options: BotApiOptions, response: ServerResponse, url: URL): void {
  try {
    const found = /^\/file\/bot([^/]*)(?:\/test(?=\/))?\/(.+)$/.exec(url.pathname);
    if (!found) throw new ApiError(404, 'Not Found');
    botFor(options, safeDecode(found[1] ?? ''));
    const { files } = options.kit;
    const file = files.byPath(safeDecode(found[2] ?? ''));
    const bytes = file && files.read(file);
    if (!file || !bytes) throw new ApiError(404, 'Not Found');
    response.writeHead(200, { 'content-type': file.mime, 'content-length': bytes.length });
    response.end(bytes);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    deliver(response, refused(error));
  }
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
