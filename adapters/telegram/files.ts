import type { PeoplesFiles } from '../../admin/panel/ports/conversations.ts';
import { readBody } from './answer.ts';
import { post } from './http.ts';

/** Telegram gives bots no larger ones. */
const mostBytes = 20 * 1024 * 1024;
const askingMs = 5_000;
/** The slowest line that is still of use. */
const bringingMs = 120_000;

type Where = { readonly token: string; readonly apiRoot: string };

/** What people sent to the bot, fetched when somebody wants to see it. The address has the token in it: no error of it gets out. */
export const createPeoplesFiles = ({ token, apiRoot }: Where): PeoplesFiles => {
  const root = apiRoot.replace(/\/$/, '');
  return {
    async open(fileId) {
      const asked = await post(
        `${root}/bot${token}/getFile`,
        { file_id: fileId },
        AbortSignal.timeout(askingMs),
      );
      if (asked.kind !== 'answered') return 'away';
      const body = readBody(asked.status, asked.text);
      if (!('ok' in body)) return refusedWith(body);
      const path = (body.result as { readonly file_path?: unknown } | null)?.file_path;
      if (typeof path !== 'string' || !isPlain(path)) return 'gone';
      return bring(`${root}/file/bot${token}/${path}`);
    },
  };
};

const refusedWith = ({ error_code, description }: { error_code: number; description: string }) => {
  if (error_code !== 400) return 'away';
  return /too big/i.test(description) ? 'large' : 'gone';
};

/** Within the bot's own folder. */
const isPlain = (path: string): boolean => /^[\w./-]+$/.test(path) && !path.split('/').includes('..');

async function bring(address: string): ReturnType<PeoplesFiles['open']> {
  const signal = AbortSignal.timeout(bringingMs);
  const response = await fetch(address, { redirect: 'error', signal }).catch(() => undefined);
  if (!response) return 'away';
  if (!response.ok || !response.body) {
    await response.body?.cancel().catch(() => undefined);
    return response.status === 404 ? 'gone' : 'away';
  }
  return { parts: bounded(response.body) };
}

async function* bounded(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = mostBytes;
  try {
    for await (const part of body) {
      left -= part.length;
      if (left < 0) break;
      yield part;
    }
  } catch {
    throw new Error('a file of Telegram broke off');
  }
  if (left < 0) throw new Error('a file of Telegram is longer than it may be');
}
