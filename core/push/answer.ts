/** What a push service said, by what has to be done now. */
export type PushAnswer =
  | { readonly kind: 'delivered' }
  /** The browser has ended it: it never comes back. */
  | { readonly kind: 'expired' }
  /** Not now: after so long. */
  | { readonly kind: 'later'; readonly wait_ms: number }
  /** Not this message, or not from us: the next may be taken. */
  | { readonly kind: 'refused' };

const shortestMs = 5_000;
const longestMs = 60 * 60_000;

/** RFC 8030: 404 and 410 end a subscription, 429 and 5xx ask for patience. */
export function pushAnswer(status: number, retryAfter: string | null, now: number): PushAnswer {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 404 || status === 410) return { kind: 'expired' };
  if (status === 429 || status >= 500) return { kind: 'later', wait_ms: waitOf(retryAfter, now) };
  return { kind: 'refused' };
}

/** In seconds, or until a date; nobody is believed who wants more than an hour. */
function waitOf(text: string | null, now: number): number {
  if (text === null) return shortestMs;
  const asked = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(asked) ? shortestMs : Math.min(longestMs, Math.max(shortestMs, asked));
}
