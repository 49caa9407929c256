import type { Client } from '@temporalio/client';
import type { EndedRun, RunCount, RunReader } from '../../admin/panel/ports/workflows.ts';
import { workflowTypes } from '../../contracts/workflows/types.ts';

const endings = { FAILED: 'failed', TIMED_OUT: 'timed_out', TERMINATED: 'terminated' } as const;
const brokenStatuses = ['Failed', 'TimedOut', 'Terminated'];
const isBroken = `ExecutionStatus IN (${brokenStatuses.map((status) => `'${status}'`).join(', ')})`;

/** One question a kind: a page that is redrawn asks them all again. */
async function countOf(client: Client, type: string): Promise<RunCount> {
  const { groups } = await client.workflow.count(`WorkflowType = '${type}' GROUP BY ExecutionStatus`);
  const sumOf = (statuses: readonly string[]) =>
    groups
      .filter(({ groupValues: [status] }) => statuses.includes(String(status)))
      .reduce((sum, { count }) => sum + count, 0);
  return { type, running: sumOf(['Running']), broken: sumOf(brokenStatuses) };
}

export const createRunReader = (client: Client): RunReader => ({
  counts: () => Promise.all(workflowTypes.map((type) => countOf(client, type))),
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
