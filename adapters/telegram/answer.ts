import type { NotDone } from '../../activities/messaging/ports.ts';
import { redact } from '../../runtime/redact.ts';

/** What came of a call, sorted once by what the caller has to do. */
export type Answer<Result> =
  /** Also "not modified": the message already is as it should be. */
  { readonly kind: 'ok'; readonly result: Result } | Refusal;

export type Refusal = NotDone;

type Refused = { readonly error_code: number; readonly description: string; readonly retry_after?: number };

/** The body of an answer, as far as it can be believed. */
export function readBody(
  status: number,
  text: string,
): { readonly ok: true; readonly result: unknown } | Refused {
  const body = parsed(text);
  if (body === undefined || typeof body['ok'] !== 'boolean')
    return { error_code: status, description: `HTTP ${status} without an answer of the Bot API` };
  if (body['ok']) return { ok: true, result: body['result'] };
  const { error_code: code, description, parameters } = body;
  const retry = (parameters as { retry_after?: unknown } | undefined)?.retry_after;
  return {
    error_code: typeof code === 'number' ? code : status,
    description: typeof description === 'string' ? description : '',
    ...(typeof retry === 'number' && { retry_after: retry }),
  };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const goneTexts = [
  'message to edit not found',
  "message can't be edited",
  'there is no text in the message to edit',
  'message_id_invalid',
  'message to delete not found',
  "message can't be deleted",
  // Of a topic, which is no message but as gone.
  'message thread not found',
  'topic_id_invalid',
  'topic_deleted',
];
/** Nobody blocked anything: the person has not opened this bot. Said with 400 or 403. */
const neverStartedTexts = [
  "can't initiate conversation",
  'chat not found',
  'user not found',
  'peer_id_invalid',
];

/** Telegram changes its words' first letters and adds prefixes: looked for anywhere, in any case. */
const saysOneOf = (description: string, texts: readonly string[]): boolean => {
  const said = description.toLowerCase();
  return texts.some((text) => said.includes(text));
};

export function sortRefusal({
  error_code: code,
  description,
  retry_after: retryAfter,
}: Refused): Refusal | 'not_modified' {
  const safe = withoutContent(description);
  if (code === 429) return { kind: 'wait', ms: Math.max(1, retryAfter ?? 1) * 1_000, because: 'telegram' };
  if ((code === 400 || code === 403) && saysOneOf(description, neverStartedTexts))
    return { kind: 'blocked', description: safe, never_started: true };
  if (code === 403) return { kind: 'blocked', description: safe };
  // A proxy's 5xx and Telegram's own alike: whether the work was done before it, nobody says.
  if (code >= 500) return { kind: 'unknown', description: `${code} ${safe}` };
  if (code === 400) {
    if (saysOneOf(description, ['message is not modified', 'topic_not_modified'])) return 'not_modified';
    if (saysOneOf(description, goneTexts)) return { kind: 'gone' };
    // 403 says it by its code; this says the same with 400.
    if (saysOneOf(description, ['user is deactivated'])) return { kind: 'blocked', description: safe };
    if (saysOneOf(description, ['query is too old', 'query_id_invalid'])) return { kind: 'too_old' };
  }
  return { kind: 'refused', code, description: safe };
}

/** Refusals quote what was sent ("unsupported start tag …", a button's link): none of it goes on. */
const withoutContent = (description: string): string =>
  redact(description)
    .replace(/(["`«]|(?<=\s)').*$/s, '…')
    .slice(0, 160);
