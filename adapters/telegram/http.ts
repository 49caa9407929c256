// Node's own fetch rather than telegraf's client: that one drops the description of a 5xx and object fields of multipart, and puts the
// token's URL into the errors of a broken body. Here one signal covers the connection, the headers and the last byte of the body.
import { codeOf } from '../trouble.ts';
import { UploadFile } from './api.ts';

export type Outcome =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  /** Nothing of it can have arrived. */
  | { readonly kind: 'unreached'; readonly why: string }
  /** It may have arrived and been done. */
  | { readonly kind: 'unknown'; readonly why: string };

/** No connection was made: the only failures after which nothing can have been done. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export async function post(url: string, payload: object, signal: AbortSignal): Promise<Outcome> {
  if (signal.aborted) return { kind: 'unreached', why: 'given up before it began' };
  try {
    const response = await fetch(url, { method: 'POST', signal, redirect: 'error', ...bodyOf(payload) });
    return { kind: 'answered', status: response.status, text: await response.text() };
  } catch (error) {
    if (signal.aborted) return { kind: 'unknown', why: 'no answer in time' };
    const code = causeCode(error);
    // Codes only: an error of fetch may carry the URL, and the URL carries the token.
    if (code !== undefined && neverConnected.has(code)) return { kind: 'unreached', why: code };
    // fetch connects to no port that browsers keep for other protocols (6000, 10080, …).
    if (error instanceof Error && String(error.cause).includes('bad port'))
      return { kind: 'unreached', why: 'fetch refuses the port of TELEGRAM_API_ROOT' };
    return { kind: 'unknown', why: code ?? 'the connection broke' };
  }
}

function bodyOf(payload: object): { body: string | FormData; headers?: Record<string, string> } {
  const entries = Object.entries(payload).filter(([, value]) => value !== undefined);
  if (!entries.some(([, value]) => value instanceof UploadFile))
    return { body: JSON.stringify(payload), headers: { 'content-type': 'application/json' } };
  const form = new FormData();
  for (const [name, value] of entries)
    if (value instanceof UploadFile)
      form.append(name, new Blob([value.content], { type: value.type }), value.name);
    else form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  return { body: form };
}

function causeCode(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const first: unknown = at instanceof AggregateError ? at.errors[0] : at;
    const code = codeOf(first);
    if (typeof code === 'string') return code;
  }
  return undefined;
}
