import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handler } from '../../runtime/http.ts';
import type { Log } from '../../runtime/log.ts';
import type { Memory, TelegramIn } from '../ports.ts';
import type { Taken } from './intake.ts';
import { wantedUpdates } from './read-update.ts';

const webhookPath = '/tg/webhook';
const mostBytes = 4 * 1_024 * 1_024;
/** As many as Telegram opens: with its usual forty a crowd waits before we even hear of it. */
const connections = 100;

export type WebhookDeps = {
  readonly secrets: readonly string[];
  readonly take: (raw: unknown) => Promise<Taken>;
  readonly otherwise: Handler;
};

/** Acknowledges an update only when it is durable: anything but 2xx, and Telegram brings it again. */
export function createWebhookHandler({ secrets, take, otherwise }: WebhookDeps): Handler {
  const known = secrets.map(digest);
  return (request, response) => {
    if (request.method !== 'POST' || request.url !== webhookPath) return otherwise(request, response);
    if (!isOneOf(known, request.headers['x-telegram-bot-api-secret-token'])) return end(response, 401);
    receive(request, take).then(
      (status) => end(response, status),
      () => end(response, 503),
    );
  };
}

function end(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  // What was not read to the end cannot be followed by another request.
  if (status === 413) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-length': '0' }).end();
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes the same time whatever was sent: digests are equally long, and all are compared. */
function isOneOf(known: readonly Buffer[], given: string | string[] | undefined): boolean {
  const one = digest(typeof given === 'string' ? given : '');
  return known.reduce((found, each) => timingSafeEqual(each, one) || found, false);
}

async function receive(request: IncomingMessage, take: WebhookDeps['take']): Promise<number> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) return 413;
    parts.push(part);
  }
  const taken = await take(parsed(Buffer.concat(parts).toString('utf8')));
  return taken === 'durable' ? 200 : 503;
}

/** What is no JSON will not become any by being sent again. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Registers the webhook unless it stands already. Telegram tells the address but not the secret: whether that is still the
 * same is remembered as a fingerprint, and without the memory it is simply set again.
 */
export async function registerWebhook(
  telegram: TelegramIn,
  memory: Pick<Memory, 'webhook' | 'keepWebhook'>,
  publicUrl: string,
  secret: string,
  log: Log,
): Promise<void> {
  const url = `${publicUrl.replace(/\/+$/, '')}${webhookPath}`;
  const fingerprint = digest([url, secret, connections, ...wantedUpdates].join('\n')).toString('hex');
  if ((await telegram.webhookUrl()) === url && (await memory.webhook()) === fingerprint) return;
  await telegram.setWebhook({ url, secret, connections }, wantedUpdates);
  await memory.keepWebhook(fingerprint);
  log.info({ url }, 'webhook registered');
}

/** A bot with a webhook cannot poll: what an earlier deployment registered is taken away, and what waits there stays. */
export async function removeWebhook(telegram: TelegramIn, log: Log): Promise<void> {
  const url = await telegram.webhookUrl();
  if (url === '') return;
  await telegram.deleteWebhook();
  log.warn({ url }, 'there is no PUBLIC_URL: the webhook was removed, updates are polled');
}
