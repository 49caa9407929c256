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

/** A server answers ten such questions a second, and what it counts is as old by itself. */
const rememberedMs = 5_000;

export function createRunReader(client: Client): RunReader {
  let counted: { readonly at: number; readonly counts: Promise<readonly RunCount[]> } | undefined;
  return {
    async counts() {
      const now = performance.now();
      if (!counted || now - counted.at > rememberedMs)
        counted = { at: now, counts: Promise.all(workflowTypes.map((type) => countOf(client, type))) };
      try {
        return await counted.counts;
      } catch (error) {
        counted = undefined;
        throw error;
      }
    },
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
  };
}
