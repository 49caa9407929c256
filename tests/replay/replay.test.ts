import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const logger = new DefaultLogger('ERROR');
const bundle = (path: string) => bundleWorkflowCode({ workflowsPath: at(path), logger });
const historyOf = (file: string) => historyFromJSON(JSON.parse(readFileSync(at(file), 'utf8')));
const recorded = readdirSync(at('.')).filter((file) => file.endsWith('.json'));

let today: WorkflowBundleWithSourceMap;
beforeAll(async () => {
  Runtime.install({ logger });
  today = await bundle('../../workflows/index.ts');
});

describe('recorded histories', () => {
  test('there is at least one', () => {
    expect(recorded.length).toBeGreaterThan(0);
  });

  test.each(recorded)('%s replays against today’s workflows', async (file) => {
    await expect(
      Worker.runReplayHistory({ workflowBundle: today }, historyOf(file)),
    ).resolves.toBeUndefined();
  });

  test('a workflow that lost a step is refused: replay has teeth', async () => {
    const broken = await bundle('./broken/reconcile-without-a-step.ts');
    await expect(
      Worker.runReplayHistory({ workflowBundle: broken }, historyOf('reconcile.json')),
    ).rejects.toThrow(/TMPRL1100/);
  });
});
