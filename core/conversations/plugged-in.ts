// A worker that others plugged in answers people: what is its to do, and what of its answers is delivered.

/** A person's conversation, as far as a worker may take part in it. */
export type Talk = { readonly open: boolean; readonly claimed: boolean };

/** Once a coordinator has taken it over, or ended it, the person hears one voice. */
export const isForWorker = ({ open, claimed }: Talk): boolean => open && !claimed;

/** Where a message stands: at the words said last. */
export const placeOf = (message: { readonly seq: number; readonly edited_seq?: number }): number =>
  message.edited_seq ?? message.seq;

export type Heard = 'delivered' | 'taken_over' | 'not_theirs';

/** `asked`: the message it claims to answer, null: it names none. */
export function hearing(user: string, talk: Talk, asked: { readonly by: string } | null | 'unknown'): Heard {
  if (asked === 'unknown' || (asked !== null && asked.by !== user)) return 'not_theirs';
  return isForWorker(talk) ? 'delivered' : 'taken_over';
}

/** For longer nobody believes that somebody is about to answer. */
const believedMs = 60_000;
export const isAtIt = (since: number | null, now: number): boolean =>
  since !== null && now - since < believedMs;

/** What a worker nobody heard of is made from: the seed's fields. */
export type WorkerOffer = {
  readonly agent: string;
  readonly capabilities: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly apiUrl: string;
};

export const createWorker = (
  user: string,
  telegramId: number,
  { agent, capabilities, env, apiUrl }: WorkerOffer,
) => ({
  config: {
    name: `po-${user}`,
    agent,
    capabilities: [...capabilities],
    env_vars: { ...env, USER_ID: user, API_URL: apiUrl },
  },
  context: { role: 'product_owner' as const, user_telegram_id: String(telegramId) },
});
