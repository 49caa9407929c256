import type { Client } from '@temporalio/client';
import type { EndedRun, RunReader } from '../../admin/panel/ports/workflows.ts';
import { workflowTypes } from '../../contracts/workflows/types.ts';

const endings = { FAILED: 'failed', TIMED_OUT: 'timed_out', TERMINATED: 'terminated' } as const;
const isBroken = `ExecutionStatus IN ('Failed', 'TimedOut', 'Terminated')`;

export const createRunReader = (client: Client): RunReader => ({
  counts: () =>
    Promise.all(
      workflowTypes.map(async (type) => {
        const ofType = `WorkflowType = '${type}'`;
        const [running, broken] = await Promise.all([
          client.workflow.count(`${ofType} AND ExecutionStatus = 'Running'`),
          client.workflow.count(`${ofType} AND ${isBroken}`),
        ]);
        return { type, running: running.count, broken: broken.count };
      }),
    ),
  async brokenRuns(most) {
    const found: EndedRun[] = [];
    for await (const run of client.workflow.list({ query: isBroken, pageSize: most })) {
      const how = endings[run.status.name as keyof typeof endings];
      found.push({
        workflow_id: run.workflowId,
        run_id: run.runId,
        type: run.type,
        how,
        at: run.closeTime?.getTime() ?? null,
      });
      if (found.length === most) break;
    }
    return found;
  },
});
