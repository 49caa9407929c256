import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReconcileActivities, type ReconcileDeps } from '../../activities/reconcile/activities.ts';
import { createBookingRuns } from '../../adapters/temporal/booking-runs.ts';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { prepareTemporal } from '../../adapters/temporal/prepare.ts';
import { runReconcileNow } from '../../adapters/temporal/reconcile-now.ts';
import { createRunReader } from '../../adapters/temporal/run-reader.ts';
import type { Troubles } from '../../adapters/temporal/troubled.ts';
import { createWorkers } from '../../adapters/temporal/worker.ts';
import {
  reconcileProgress,
  reconcileScheduleId,
  reconcileWorkflowType,
} from '../../contracts/workflows/reconcile.ts';
import { createLog } from '../../runtime/log.ts';
import { plainSettings } from '../support/own-namespace.ts';
import { ownName, serviceUrl } from '../support/services.ts';
import { useTemporalRuntime } from '../support/temporal-runtime.ts';
import { waitFor } from '../support/wait.ts';
import { bundleInto } from '../support/workflow-bundle.ts';

const namespace = ownName('temporal');
const log = createLog({ level: 'silent' });
const settings = {
  ...plainSettings(serviceUrl('TEMPORAL_ADDRESS'), namespace),
  // Encrypted, so that the whole path is proved with the codec in it.
  PAYLOAD_KEYS: `test:${randomBytes(32).toString('base64')}`,
};

const nothing = async () => [];
const nothingWrong: Omit<ReconcileDeps, 'bookings' | 'workflows'> = {
  stores: {
    events: nothing,
    event: async () => null,
    unpublished: nothing,
    unjournalled: nothing,
    unfinishedChanges: nothing,
    activeBookings: nothing,
    copyToSlots: nothing,
  },
  findings: {
    note: async () => undefined,
    forgetOthers: async () => undefined,
    counts: nothing,
    stubborn: async () => 0,
    terminated: nothing,
    due: nothing,
    dueOf: nothing,
    acted: async () => undefined,
  },
  signals: { repair: async () => undefined },
  changes: { resume: async () => undefined },
  watch: { repaired: () => undefined, alarm: () => undefined },
  time: { now: async () => Date.now() },
};

const noted: Parameters<Troubles['failing']>[0][] = [];
const ended: string[] = [];
let failures = 0;
let temporal: TemporalClient;
const bundleFolder = mkdtempSync(join(tmpdir(), 'zapis-bundle-'));
const stopping = new AbortController();
let running: Promise<void>;

beforeAll(async () => {
  temporal = openTemporal(settings);
  await prepareTemporal(temporal, namespace, log, stopping.signal);
  // One that the clock starts would meet the faults that are meant for a test's own pass.
  await temporal.client.schedule.getHandle(reconcileScheduleId).pause('a test runs the passes');
  const bundlePath = await bundleInto(bundleFolder);
  useTemporalRuntime(log);
  const workers = createWorkers({
    settings,
    bundlePath,
    queues: ['bulk'],
    log,
    troubles: {
      failing: async (trouble) => void noted.push(trouble),
      over: async (id) => void ended.push(id),
    },
    activities: createReconcileActivities({
      bookings: {
        async countSeats() {
          if (failures === 0) return 3;
          failures -= 1;
          throw new Error('mongodb://zapis:secret@db is away');
        },
        countActiveBookings: async () => 2,
      },
      workflows: createBookingRuns(temporal.client),
      ...nothingWrong,
    }),
  });
  running = workers.run(stopping.signal);
  await waitFor('a polling worker', async () => (await workers.health()).ok || undefined);
});
afterAll(async () => {
  rmSync(bundleFolder, { recursive: true, force: true });
  stopping.abort();
  await running;
  await temporal.close();
});

test('the namespace keeps histories for 30 days and knows what operators filter by', async () => {
  const described = await temporal.connection.workflowService.describeNamespace({ namespace });
  expect(Number(described.config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 24 * 3_600);
  const { customAttributes } = await temporal.connection.operatorService.listSearchAttributes({ namespace });
  expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(['BookingPhase', 'InterviewAt']));
});

test('preparing again changes nothing and refuses nothing', async () => {
  await expect(prepareTemporal(temporal, namespace, log, stopping.signal)).resolves.toBeUndefined();
});

test('the reconciler is scheduled every five minutes, one pass at a time', async () => {
  const schedule = await temporal.client.schedule.getHandle(reconcileScheduleId).describe();
  expect(schedule.spec.intervals?.map((interval) => interval.every)).toEqual([300_000]);
  expect(schedule.policies.overlap).toBe('SKIP');
});

test('what fails again and again is noted from the third time on, without secrets, and forgotten when it succeeds', async () => {
  failures = 3;
  await runReconcileNow(temporal.client);
  const [trouble, ...more] = noted;
  expect(more).toEqual([]);
  expect(trouble).toMatchObject({ attempt: 3, workflow_id: expect.stringContaining('reconcile') as string });
  expect(trouble?.error).toContain('is away');
  expect(trouble?.error).not.toContain('secret');
  expect(ended).toEqual([trouble?.id]);
});

test('runs are counted by kind, and one that was broken off is named', async () => {
  const reader = createRunReader(temporal.client);
  const broken = async () =>
    (await reader.counts()).find((one) => one.type === reconcileWorkflowType)?.broken;
  await waitFor('no broken run', async () => ((await broken()) === 0 ? true : undefined));
  const handle = await temporal.client.workflow.start(reconcileWorkflowType, {
    workflowId: 'reconcile:broken-off',
    taskQueue: 'nobody-works-here',
    args: [{ v: 1 }],
  });
  await handle.terminate();
  await waitFor('the broken run', async () => ((await broken()) === 1 ? true : undefined));
  expect(await reader.brokenRuns(10)).toMatchObject([
    { workflow_id: 'reconcile:broken-off', type: reconcileWorkflowType, how: 'terminated' },
  ]);
});

test('a schedule that an operator paused stays paused after a new start', async () => {
  const handle = temporal.client.schedule.getHandle(reconcileScheduleId);
  await handle.pause('looking into something');
  await prepareTemporal(temporal, namespace, log, stopping.signal);
  expect((await handle.describe()).state.paused).toBe(true);
});

test('a pass of the reconciler counts the stores and the workflows, through the encrypted path', async () => {
  expect(await runReconcileNow(temporal.client)).toEqual({
    v: 1,
    seats: 3,
    active_bookings: 2,
    open_workflows: 0,
    found: {},
    repaired: {},
    alarms: [],
  });
});

test('an operator reads from the server what a pass is for, and how far it got', async () => {
  await runReconcileNow(temporal.client);
  const [pass] = await waitFor('the pass in the list', async () => {
    const found = await Array.fromAsync(
      temporal.client.workflow.list({ query: "WorkflowType = 'reconcileWorkflow'" }),
    );
    return found.length > 0 ? found : undefined;
  });
  const handle = temporal.client.workflow.getHandle(pass?.workflowId ?? '');
  expect(await (await handle.describe()).staticSummary()).toContain('Reconciler');
  expect(await handle.query(reconcileProgress)).toEqual({ step: 'done', found: 0, repaired: 0 });
});
