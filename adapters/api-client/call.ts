import { z } from 'zod';
import type { Asked } from '../../bot/ports.ts';
import { textOf } from '../trouble.ts';

export type ApiSettings = { readonly url: string; readonly token: string | undefined };

/** A tap waits for this answer. */
const tapPatienceMs = 1_200;
/** What asking again does not change. Everything else, a refused token included, somebody mends while updates wait. */
const refusedForGood = [400, 409, 413, 422];
/** A 404 with one of these codes is about the request; without one there is no such route, which a newer service has. */
const unknownThings = /^unknown_(user|event|slot)$/;

/** `code` is the stable name of the API's problem. */
export type Answered<T> =
  | Exclude<Asked<T>, { asked: 'refused' }>
  | { readonly asked: 'refused'; readonly reason: string; readonly code: string };

/** One call; whatever goes wrong is an answer. Answers that do not fit their schema count as no answer: versions differ for a moment while roles are replaced. */
export function createCall({ url, token }: ApiSettings, patienceMs = tapPatienceMs) {
  return async <T>(
    method: 'GET' | 'POST',
    path: string,
    schema: z.ZodType<T>,
    body?: unknown,
  ): Promise<Answered<T>> => {
    try {
      const response = await fetch(new URL(path, url), {
        method,
        signal: AbortSignal.timeout(patienceMs),
        redirect: 'error',
        headers: {
          accept: 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) return notOk(response.status, path, codeIn(text));
      const parsed = schema.safeParse(text === '' ? undefined : JSON.parse(text));
      if (parsed.success) return { asked: 'ok', value: parsed.data };
      return { asked: 'away', reason: `API: ${path.split('?')[0]} answered what we do not understand` };
    } catch (error) {
      return { asked: 'away', reason: `API: ${reasonOf(error)}` };
    }
  };
}

function notOk(status: number, path: string, code: string): Answered<never> {
  const reason = `API: ${path.split('?')[0]} answered ${status}${code && ` ${code}`}`;
  if (status === 401 || status === 403) return { asked: 'away', reason: `${reason}: check API_TOKEN` };
  const forGood = refusedForGood.includes(status) || (status === 404 && unknownThings.test(code));
  return forGood ? { asked: 'refused', reason, code } : { asked: 'away', reason };
}

const problem = z.object({ code: z.string().max(64) });

function codeIn(text: string): string {
  try {
    return problem.safeParse(JSON.parse(text)).data?.code ?? '';
  } catch {
    return '';
  }
}

/** fetch says "fetch failed", and why in its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return textOf(cause instanceof Error ? cause : error);
}
