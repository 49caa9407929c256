// A worker that others plugged in: what people wait for an answer to lies before it, in order, and is put there again when it was lost.
import type { CreateWorker, InputEntry } from '../../contracts/workers/streams.ts';
import { createWorker, isAtIt, type WorkerOffer } from '../../core/conversations/plugged-in.ts';
import type { UserId } from '../../core/shared/ids.ts';

/** What one person said and nobody has answered, the oldest first. */
export type Unanswered = {
  readonly user_id: UserId;
  /** The private chat has the same id. */
  readonly telegram_id: number;
  readonly entries: readonly InputEntry[];
  readonly waiting_since: number | null;
};
/** As the worker says of itself; `STARTING`: it was asked for, and has not said anything. */
export type WorkerStatus = 'RUNNING' | 'STARTING' | 'DOWN';

export type UnansweredReader = {
  /** Those of them whose conversation is a worker's. */
  unanswered(users: readonly UserId[]): Promise<readonly Unanswered[]>;
  /** Before anything is put there: from now on its answers are read. */
  relaying(user: UserId): Promise<void>;
  /** Up to this number all of it lies there. */
  relayed(user: UserId, seq: number): Promise<void>;
};

export type WorkerLines = {
  /**
   * One worker per person, however many ask at once. `eager`: somebody just wrote; else one that fails at once is not
   * started again and again.
   */
  attend(user: UserId, command: CreateWorker, eager: boolean): Promise<WorkerStatus>;
  /** Those that lie there already are not put there again. */
  put(user: UserId, entries: readonly InputEntry[]): Promise<void>;
  /** Whether it is ours to show that somebody types. */
  mayType(user: UserId): Promise<boolean>;
};

export type PluggedIn = {
  readonly store: UnansweredReader;
  readonly lines: WorkerLines;
  readonly offer: WorkerOffer;
  /** Nothing depends on it: never throws. */
  readonly showTyping: (chat: number) => Promise<void>;
};

/** Done again it changes nothing. What is wrong with one person's streams keeps nobody else's from theirs. */
export async function passOn(
  deps: PluggedIn,
  users: readonly UserId[],
  how: { readonly eager: boolean; readonly now: number },
): Promise<void> {
  const faults: unknown[] = [];
  for (const one of await deps.store.unanswered(users))
    await passOne(deps, one, how).catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}

async function passOne(
  { store, lines, offer, showTyping }: PluggedIn,
  { user_id, telegram_id, entries, waiting_since }: Unanswered,
  { eager, now }: { readonly eager: boolean; readonly now: number },
): Promise<void> {
  const last = entries.at(-1);
  if (!last) return;
  await store.relaying(user_id);
  const status = await lines.attend(user_id, createWorker(user_id, telegram_id, offer), eager);
  await lines.put(user_id, entries);
  await store.relayed(user_id, Number(last.seq));
  if (status === 'RUNNING' && isAtIt(waiting_since, now) && (await lines.mayType(user_id)))
    await showTyping(telegram_id);
}
