// Records real runs for tests/replay: `node scripts/record-histories.ts` while a worker runs (TEMPORAL_ADDRESS as for any role).
import { writeFileSync } from 'node:fs';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { openTemporal } from '../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../config/load.ts';
import { taskQueues } from '../contracts/workflows/queues.ts';
import { reconcileWorkflowType } from '../contracts/workflows/reconcile.ts';

const folder = new URL('../tests/replay/', import.meta.url);

/** Who recorded it, and where, is nobody’s business: `pid@host` stands in identities and sticky queues. */
const withoutHost = (json: string): string =>
  json.replaceAll(/"\d+@[^"]*?(-[0-9a-f]{32})?"/g, '"recorder$1"');

const temporal = openTemporal(loadTemporalConfig(process.env));
const workflowId = `recorded:${reconcileWorkflowType}`;
await temporal.client.workflow.execute(reconcileWorkflowType, {
  workflowId,
  taskQueue: taskQueues.bulk,
  args: [],
});
const history = await temporal.client.workflow.getHandle(workflowId).fetchHistory();
writeFileSync(new URL('reconcile.json', folder), `${withoutHost(historyToJSON(history))}\n`);
await temporal.close();
