import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Trouble } from '../../admin/panel/ports/workflows.ts';
import { redact } from '../../runtime/redact.ts';
import { textOf } from '../trouble.ts';

/** Where operators look for what fails again and again. */
export type Troubles = {
  failing(trouble: Trouble & { readonly id: string }): Promise<void>;
  over(id: string): Promise<void>;
};

/** One failure is weather; from the third on somebody should know. */
const worthTelling = 3;
const mostOfAnError = 300;

/** Notes an activity that keeps failing, and forgets it with its first success. What is noted waits for nobody. */
export const troubledActivity =
  (troubles: Troubles): ActivityInterceptorsFactory =>
  ({ info }) => {
    const { workflowExecution: run, activityId, attempt } = info;
    if (!run || attempt < worthTelling) return {};
    const id = `${run.workflowId} ${activityId}`;
    // While the database is away there is nowhere to note it, and its health says so.
    const note = (work: Promise<void>) => void work.catch(() => undefined);
    return {
      inbound: {
        async execute(input, next) {
          try {
            const result = await next(input);
            note(troubles.over(id));
            return result;
          } catch (error) {
            note(
              troubles.failing({
                id,
                workflow_id: run.workflowId,
                run_id: run.runId,
                activity: info.activityType,
                attempt,
                error: redact(textOf(error)).slice(0, mostOfAnError),
                since: info.scheduledTimestampMs,
              }),
            );
            throw error;
          }
        },
      },
    };
  };
