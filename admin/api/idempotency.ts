import { createHash, randomUUID } from 'node:crypto';
import type { IdempotencyStore, StoredAnswer } from '../ports.ts';
import type { Problem } from './reply.ts';

const keyForm = /^[\x21-\x7e]{1,255}$/;
export const isKey = (text: string): boolean => keyForm.test(text);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** One caller's key on one route: two services never meet by choosing the same key. */
export const operationId = (caller: string, route: string, key: string): string =>
  sha256(JSON.stringify([caller, route, key]));

/** The same for the same content, in whatever order its fields came. */
export const contentHash = (content: unknown): string =>
  sha256(
    JSON.stringify(content, (_name, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    ),
  );

/** Longer than any handler takes: who holds a key longer has died, and the next one goes on. */
const leaseMs = 60_000;

export type Once = {
  readonly store: IdempotencyStore;
  /** The answer stands, its row does not: said, because asking again does the work again. */
  readonly failed: (error: unknown) => void;
  /** Fields that are shown to the first who asks, and kept nowhere. */
  readonly once?: readonly string[];
};
type Result = { readonly answer: StoredAnswer; readonly repeated: boolean } | Problem;

/** Does `work` once per `operation`. What was not decided (5xx) is not kept: the same key tries again. */
export async function once(
  { store, failed, once: shownOnce = [] }: Once,
  operation: string,
  content: unknown,
  work: () => Promise<StoredAnswer>,
): Promise<Result> {
  const attempt = randomUUID();
  const begun = await store.begin({
    id: operation,
    request_hash: contentHash(content),
    attempt,
    lease_ms: leaseMs,
  });
  switch (begun.state) {
    case 'answered':
      return { answer: begun.answer, repeated: true };
    case 'in_progress':
      return { problem: 'in_progress' };
    case 'other_request':
      return { problem: 'key_reused' };
    case 'begun':
      break;
  }
  let answer: StoredAnswer | undefined;
  try {
    answer = await work();
    return { answer, repeated: false };
  } finally {
    const kept = answer && answer.status < 500 ? without(answer, shownOnce) : undefined;
    await (kept ? store.answer(operation, attempt, kept) : store.release(operation, attempt)).catch(failed);
  }
}

function without({ status, body }: StoredAnswer, fields: readonly string[]): StoredAnswer {
  if (fields.length === 0 || status >= 400) return { status, body };
  const hidden = Object.fromEntries(fields.map((field) => [field, null]));
  return { status, body: { ...(body as object), ...hidden } };
}
