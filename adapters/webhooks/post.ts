import { type IncomingMessage, request as plain } from 'node:http';
import { request as encrypted } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Delivery, Posted, PostWebhook } from '../../activities/webhooks/ports.ts';
import { textOf } from '../trouble.ts';
import { signaturesOf } from './sign.ts';
import { pinnedTo, type TargetRules, targetOf } from './target.ts';

export type PostRules = TargetRules & { readonly withinMs?: number };

const patienceMs = 10_000;
/** Of an answer that says more nobody reads the rest. */
const keptBytes = 500;

/** Sends one delivery: to the address that was checked and no other, following nothing, for a limited time. */
export function createPostWebhook({ withinMs = patienceMs, ...rules }: PostRules): PostWebhook {
  return async (delivery) => {
    try {
      const url = new URL(delivery.url);
      const target = await targetOf(url, rules);
      if (!target.ok) return failed(target.error);
      return await send(url, delivery, pinnedTo(target.addresses), AbortSignal.timeout(withinMs));
    } catch (error) {
      return failed(isTimeout(error) ? `no answer within ${withinMs} ms` : textOf(error));
    }
  };
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
const failed = (error: string): Posted => ({
  ok: false,
  status: null,
  error: error.slice(0, 200),
  answer: null,
});

function send(url: URL, delivery: Delivery, lookup: LookupFunction, signal: AbortSignal): Promise<Posted> {
  const { message_id: id, type, created_at: timestamp, data } = delivery;
  const body = JSON.stringify({ id, type, timestamp, data });
  const now = Math.floor(Date.now() / 1_000);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Zapis-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(now),
    'webhook-signature': signaturesOf(delivery.secrets, id, now, body),
  };
  const request = url.protocol === 'https:' ? encrypted : plain;
  return new Promise((resolve, reject) => {
    let answered = false;
    // A connection of its own: one that is kept could lead to an address that was checked long ago.
    const sent = request(url, { method: 'POST', headers, lookup, signal, agent: false }, (response) => {
      answered = true;
      void read(response).then((answer) => resolve(judged(response.statusCode ?? 0, answer)));
    });
    sent.on('error', (error) => {
      if (!answered) reject(error);
    });
    sent.end(body);
  });
}

/** How it begins. The status is the answer: a body that never ends, or breaks off, changes nothing. */
async function read(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.length;
      if (size >= keptBytes) break;
    }
  } catch {
    return textIn(parts);
  } finally {
    response.destroy();
  }
  return textIn(parts);
}

const textIn = (parts: readonly Buffer[]): string =>
  Buffer.concat(parts).subarray(0, keptBytes).toString('utf8');

function judged(status: number, answer: string): Posted {
  if (status >= 200 && status < 300) return { ok: true, status, answer };
  const error =
    status >= 300 && status < 400 ? `answered ${status}: redirects are not followed` : `answered ${status}`;
  return { ok: false, status, error, answer };
}
