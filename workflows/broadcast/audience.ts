import { condition } from '@temporalio/workflow';
import type { Run } from './run.ts';
import { verbs } from './verbs.ts';

/**
 * Reads the audience page by page, as fast as the store answers, while the lanes send to those who are known already. It waits neither
 * for them nor for a pause: whom it goes to is a matter of its first seconds, not of how long the sending takes.
 */
export async function readAudience(run: Run): Promise<void> {
  while (run.page !== null) {
    await condition(() => !run.handingOver);
    run.reading = true;
    const from = run.page.n;
    const next = await verbs.resolveAudience.executeWithOptions({ summary: `recipients from ${from}` }, [
      { broadcast_id: run.id, ...run.page },
    ]);
    run.end = next.n;
    run.page = next.after === null ? null : next;
    run.reading = false;
  }
}

/** What renumbers recipients, or says how many there were, waits for all of them. */
export const allKnown = (run: Run): Promise<void> => condition(() => run.page === null);
