import { proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { ImportingActivities } from '../../activities/importing/activities.ts';
import type { Place } from '../../activities/importing/ports.ts';
import {
  type ImportInput,
  type ImportProgress,
  type ImportResult,
  importProgress,
} from '../../contracts/workflows/import.ts';

const { writeSomeRows, finishImport } = proxyActivities<ImportingActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '500 ms', maximumInterval: '30 seconds' },
});

/** Staff had a list of candidates checked and said that it is to be written. The numbered steps are those of README.md beside this file. */
export async function importWorkflow({ import_id }: ImportInput): Promise<ImportResult> {
  let progress: ImportProgress = { rows: 0 };
  setHandler(importProgress, () => progress, { description: 'How many rows were looked at so far' });

  // 1. Some rows after the other, each compared anew right before it is written.
  let after: Place | null = null;
  do {
    setCurrentDetails(`Import \`${import_id}\`. Rows so far: ${progress.rows}.`);
    const some: Awaited<ReturnType<ImportingActivities['writeSomeRows']>> =
      await writeSomeRows.executeWithOptions({ summary: 'some rows' }, [{ import_id, after }]);
    progress = { rows: progress.rows + some.rows };
    after = some.next;
  } while (after !== null);

  // 2. Note that it is done, and who wanted it.
  await finishImport({ import_id });
  setCurrentDetails(`Done: ${progress.rows} rows.`);
  return { v: 1, ...progress };
}
