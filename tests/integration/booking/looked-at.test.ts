import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookingStart } from '../../../adapters/temporal/booking-start.ts';
import { openTemporal, type TemporalClient } from '../../../adapters/temporal/connect.ts';
import { prepareTemporal } from '../../../adapters/temporal/prepare.ts';
import { createWorkers } from '../../../adapters/temporal/worker.ts';
import { bookingWorkflowType, pressSignals, viewQuery } from '../../../contracts/workflows/booking.ts';
import type { Truth } from '../../../core/booking/facts.ts';
import { eventId, userId } from '../../../core/shared/ids.ts';
import { createLog } from '../../../runtime/log.ts';
import { ownName, serviceUrl } from '../../support/services.ts';
import { useTemporalRuntime } from '../../support/temporal-runtime.ts';
import { waitFor } from '../../support/wait.ts';
import { bundleInto } from '../../support/workflow-bundle.ts';

// Temporal’s own pages ask every open workflow, and an operator may look in the moment of a tap (docs/decisions/0019).
const namespace = ownName('looked-at');
const log = createLog({ level: 'silent' });
const bundleFolder = mkdtempSync(join(tmpdir(), 'zapis-bundle-'));
const stopping = new AbortController();
const truth: Truth = {
  offset_ms: 0,
  sandbox: false,
  event: {
    status: 'open',
    rev: 1,
    reschedule_policy: 'release',
    hold_ms: 300_000,
    max_moves: null,
    nudge_after_ms: null,
    last_bookable_until: null,
  },
  person: { allowed: true, has_telegram: true, quiet: false },
  booking: null,
};
const people = Array.from({ length: 60 }, (_none, n) => userId(n.toString(16).padStart(24, '0')));

let temporal: TemporalClient;
let codePath: string;
let running: Promise<void>;

beforeAll(async () => {
  const settings = {
    TEMPORAL_ADDRESS: serviceUrl('TEMPORAL_ADDRESS'),
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_API_KEY: undefined,
    TEMPORAL_TLS_CA: undefined,
    TEMPORAL_TLS_CERT: undefined,
    TEMPORAL_TLS_KEY: undefined,
    PAYLOAD_KEYS: undefined,
  };
  temporal = openTemporal(settings);
  await prepareTemporal(temporal, namespace, log, stopping.signal);
  codePath = await bundleInto(bundleFolder);
  useTemporalRuntime(log);
  const workers = createWorkers({
    settings,
    bundlePath: codePath,
    queues: ['booking'],
    log,
    troubles: { failing: async () => undefined, over: async () => undefined },
    activities: {
      readTruth: async () => truth,
      // What Telegram does not take has the longest tail.
      show: async () => ({ shown: false, why: 'wait', wait_ms: 1_500 }),
    },
  });
  running = workers.run(stopping.signal);
  await waitFor('a polling worker', async () => (await workers.health()).ok || undefined);
});
afterAll(async () => {
  stopping.abort();
  await running;
  await temporal?.close();
  rmSync(bundleFolder, { recursive: true, force: true });
});

async function tappedAndLookedAt(who: (typeof people)[number]) {
  const whose = { event_id: eventId('e'.repeat(24)), user_id: who };
  const { workflowId } = await temporal.client.workflow.start(
    bookingWorkflowType,
    bookingStart(whose, 'tapped'),
  );
  const run = temporal.client.workflow.getHandle(workflowId);
  const tap = { v: 1, update_id: 1, trace_id: 't', message_id: 7, press: { kind: 'sign_up' } } as const;
  await run.signal(pressSignals.sign_up, tap);
  for (let looks = 0; looks < 4; looks += 1) await run.query(viewQuery);
  await run.terminate();
  return { workflowId, history: await run.fetchHistory() };
}

test('who looks at a booking in the moment of a tap leaves a history that can be replayed', async () => {
  const left = [...people];
  const histories: Awaited<ReturnType<typeof tappedAndLookedAt>>[] = [];
  const oneAfterTheOther = async () => {
    for (let who = left.pop(); who; who = left.pop()) histories.push(await tappedAndLookedAt(who));
  };
  await Promise.all([1, 2, 3].map(oneAfterTheOther));
  const replays = Worker.runReplayHistories({ workflowBundle: { codePath } }, histories);
  const broken: string[] = [];
  for await (const { error } of replays) if (error) broken.push(error.message);
  expect(histories).toHaveLength(people.length);
  expect(broken).toEqual([]);
});
