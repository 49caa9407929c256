// Records real runs for tests/replay: `node scripts/record-histories.ts` while a worker runs (TEMPORAL_ADDRESS as for any role).
import { writeFileSync } from 'node:fs';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { openTemporal } from '../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../config/load.ts';
import { taskQueues } from '../contracts/workflows/queues.ts';
import { reconcileWorkflowType } from '../contracts/workflows/reconcile.ts';
import { type RequestInput, requestWorkflowType } from '../contracts/workflows/request.ts';

const folder = new URL('../tests/replay/', import.meta.url);

/** Who recorded it, and where, is nobody’s business: `pid@host` stands in identities and sticky queues. */
const withoutHost = (json: string): string =>
  json.replaceAll(/"\d+@[^"]*?(-[0-9a-f]{32})?"/g, '"recorder$1"');

type Recording = {
  readonly file: string;
  readonly type: string;
  readonly queue: keyof typeof taskQueues;
  readonly args: readonly unknown[];
};

/** A stranger's /start: nobody has this account, so nothing is sent to anybody. */
const refusal: RequestInput = {
  v: 1,
  update_id: 1,
  trace_id: 'recorded',
  chat_id: 1,
  user_id: null,
  language_code: 'en',
  request: { kind: 'denied' },
};
const recordings: readonly Recording[] = [
  { file: 'reconcile', type: reconcileWorkflowType, queue: 'bulk', args: [] },
  { file: 'request', type: requestWorkflowType, queue: 'booking', args: [refusal] },
];

const temporal = openTemporal(loadTemporalConfig(process.env));
for (const { file, type, queue, args } of recordings) {
  const workflowId = `recorded:${type}`;
  await temporal.client.workflow.execute(type, { workflowId, taskQueue: taskQueues[queue], args: [...args] });
  const history = await temporal.client.workflow.getHandle(workflowId).fetchHistory();
  writeFileSync(new URL(`${file}.json`, folder), `${withoutHost(historyToJSON(history))}\n`);
}
await temporal.close();
