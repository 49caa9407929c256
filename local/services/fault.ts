import { redactIn } from '../redact.ts';
import { messageOf } from '../trouble.ts';
import type { Fault } from './service.ts';

const unreachableCodes =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ECONNRESET|EPIPE/;

/** Sorts what a driver threw; `refusal` recognises how this service says "wrong password". */
export function faultOf(error: unknown, url: string, refusal: RegExp): Fault {
  const text = redactIn(textOf(error), url);
  const detail = firstLine(text);
  if (refusal.test(text)) return { kind: 'refused', detail };
  const code = unreachableCodes.exec(text)?.[0];
  if (code !== undefined) return { kind: 'unreachable', detail: meaningOf(code) };
  if (/timed? ?out|deadline|server selection/i.test(text))
    return { kind: 'unreachable', detail: 'no answer in time' };
  return { kind: 'other', detail };
}

export const wrongUrl = (detail: string): Fault => ({ kind: 'wrong-url', detail });

/** A driver's message may be empty with everything in its cause or among its parts. */
function textOf(error: unknown): string {
  const parts = [messageOf(error)];
  if (error instanceof AggregateError) parts.push(...error.errors.map(textOf));
  if (error instanceof Error && error.cause !== undefined) parts.push(textOf(error.cause));
  if (typeof error === 'object' && error !== null && 'code' in error) parts.push(String(error.code));
  return parts.filter((part) => part !== '').join(' · ');
}

const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').slice(0, 240);

function meaningOf(code: string): string {
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no such host';
  return `the connection fails (${code})`;
}

/** The parts of a URL, or the sentence that says what is wrong with it. */
export function parseUrl(url: string, schemes: readonly string[]): URL | Fault {
  if (!schemes.some((scheme) => url.startsWith(`${scheme}://`)))
    return wrongUrl(`it must begin with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`);
  try {
    return new URL(url);
  } catch {
    return wrongUrl('it cannot be read as a URL (are special characters of the password written as %XX?)');
  }
}
