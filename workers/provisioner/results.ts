import { type ResultEntry, resultEntrySchema } from '../../contracts/workers/streams.ts';
import type { Log } from '../../runtime/log.ts';
import { delayMs, pause } from '../../runtime/retry.ts';
import type { NoteMisfit, StreamEntry } from '../plugged-in/ports.ts';

export type ResultLine = {
  /** Waits for a while; what was given to somebody who has not said that it is done comes again. */
  next(): Promise<readonly StreamEntry[]>;
  done(entry: string): Promise<void>;
};

export type ResultsDeps = {
  readonly line: ResultLine;
  /** Throws while somebody still has to be told. */
  readonly tell: (entry: string, result: ResultEntry) => Promise<void>;
  readonly misfit: NoteMisfit;
  readonly log: Log;
};

/** A connection that is not there at once is no news. */
const worthSaying = 3;

/** Reads `provisioner:results` until the role stops. */
export async function readResults(deps: ResultsDeps, stopping: AbortSignal): Promise<void> {
  for (let failed = 0; !stopping.aborted; )
    try {
      for (const entry of await deps.line.next()) await take(deps, entry);
      failed = 0;
    } catch (error) {
      if (stopping.aborted) return;
      if (failed === worthSaying)
        deps.log.warn({ err: error }, 'results of the provisioner cannot be read now');
      failed += 1;
      await pause(delayMs(failed, 100, 2_000), stopping);
    }
}

async function take({ line, tell, misfit, log }: ResultsDeps, { id, fields }: StreamEntry): Promise<void> {
  const read = resultEntrySchema.safeParse(resultOf(fields));
  if (!read.success) {
    const [issue] = read.error.issues;
    const why = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
    log.warn({ entry: id, why }, 'what was written is no result');
    await misfit('provisioner:results', id, why);
    return line.done(id);
  }
  try {
    await tell(id, read.data);
  } catch (error) {
    log.warn({ err: error, entry: id }, 'not every admin is told of a result: tried again');
    return;
  }
  await line.done(id);
}

/** The fields themselves, or one JSON object in `data`. */
function resultOf(fields: Readonly<Record<string, string>>): unknown {
  if (fields['data'] === undefined) return fields;
  try {
    return JSON.parse(fields['data']);
  } catch {
    return undefined;
  }
}
