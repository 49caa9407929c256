import { answerEntrySchema } from '../../contracts/workers/streams.ts';
import type { UserId } from '../../core/shared/ids.ts';
import type { Log } from '../../runtime/log.ts';
import { delayMs, pause } from '../../runtime/retry.ts';
import type { AnswerLine, AnswerStore, NoteMisfit, StreamEntry } from './ports.ts';

export type AnswersDeps = {
  readonly line: AnswerLine;
  readonly store: AnswerStore;
  /** An answer waits for this person. */
  readonly look: (user: UserId) => Promise<void>;
  readonly misfit: NoteMisfit;
  readonly now: () => Promise<number>;
  readonly log: Log;
};

/** What another replica began while this one was not listening is found by then. */
const anewMs = 60_000;

/** A connection that is not there at once is no news. */
const worthSaying = 3;

/** Reads what plugged-in workers answer until the role stops. Two replicas may both read it: an entry is one answer. */
export async function readAnswers(deps: AnswersDeps, stopping: AbortSignal): Promise<void> {
  const places = new Map<UserId, string>();
  let readAt = Number.NEGATIVE_INFINITY;
  for (let failed = 0; !stopping.aborted; )
    try {
      if (performance.now() - readAt > anewMs) {
        if (readAt < 0) await deps.line.lastNews();
        await begin(deps, places);
        readAt = performance.now();
      }
      await listen(deps, places);
      failed = 0;
    } catch (error) {
      if (stopping.aborted) return;
      if (failed === worthSaying)
        deps.log.warn({ err: error }, 'answers of plugged-in workers cannot be read now');
      failed += 1;
      // What was begun meanwhile may have been lost with Redis.
      readAt = Number.NEGATIVE_INFINITY;
      await pause(delayMs(failed, 100, 2_000), stopping);
    }
}

/** Those known stay where they were read to. */
async function begin({ store }: AnswersDeps, places: Map<UserId, string>): Promise<void> {
  const now = await store.places();
  for (const user of places.keys()) if (!now.has(user)) places.delete(user);
  for (const [user, place] of now) if (!places.has(user)) places.set(user, place);
}

async function listen(deps: AnswersDeps, places: Map<UserId, string>): Promise<void> {
  const { begun, came } = await deps.line.next(places);
  for (const user of begun) {
    if (places.has(user)) continue;
    const place = await deps.store.placeFor(user);
    if (place !== null) places.set(user, place);
  }
  await Promise.all(
    came.map(async ({ user, entries }) => {
      for (const entry of entries) {
        await hear(deps, user, entry);
        places.set(user, entry.id);
      }
      const last = entries.at(-1);
      if (!last) return;
      await deps.store.read(user, last.id);
      await deps.line.tidy(user);
    }),
  );
}

async function hear(deps: AnswersDeps, user: UserId, { id, fields }: StreamEntry): Promise<void> {
  const read = answerEntrySchema.safeParse(fields);
  if (!read.success) {
    const [issue] = read.error.issues;
    return misfit(deps, user, id, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const heard = await deps.store.hear(user, id, read.data, await deps.now());
  if (heard === 'delivered') return deps.look(user);
  if (heard === 'not_theirs')
    return misfit(deps, user, id, 'it answers a message of somebody else, or of nobody');
  deps.log.info({ entry: id, heard }, 'an answer of a plugged-in worker is not delivered');
}

async function misfit(deps: AnswersDeps, user: UserId, entry: string, why: string): Promise<void> {
  deps.log.warn({ entry, why }, 'a plugged-in worker wrote what is no answer');
  await deps.misfit(`conversation:${user}`, entry, why);
}
