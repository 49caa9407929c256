import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookingStart } from '../../../adapters/temporal/booking-start.ts';
import { openTemporal, type TemporalClient } from '../../../adapters/temporal/connect.ts';
import { prepareTemporal } from '../../../adapters/temporal/prepare.ts';
import { createWorkers } from '../../../adapters/temporal/worker.ts';
import {
  bookingWorkflowType,
  clockMoved,
  pressSignals,
  refresh,
  viewQuery,
} from '../../../contracts/workflows/booking.ts';
import type { Truth } from '../../../core/booking/facts.ts';
import { eventId, userId } from '../../../core/shared/ids.ts';
import { createLog } from '../../../runtime/log.ts';
import { startShortTemporal } from '../../../scripts/histories/short-temporal.ts';
import { ownName } from '../../support/services.ts';
import { useTemporalRuntime } from '../../support/temporal-runtime.ts';
import { waitFor } from '../../support/wait.ts';
import { bundleInto } from '../../support/workflow-bundle.ts';

// A server that asks for a hand-over after a few dozen events, and a Telegram that does as it is told.
const namespace = ownName('unshown');
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
let telegram: 'refuses' | 'wants a pause' | 'takes it';
const shown: string[] = [];

let server: Awaited<ReturnType<typeof startShortTemporal>>;
let temporal: TemporalClient;
let running: Promise<void>;

beforeAll(async () => {
  server = await startShortTemporal();
  const settings = {
    TEMPORAL_ADDRESS: server.address,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_API_KEY: undefined,
    TEMPORAL_TLS_CA: undefined,
    TEMPORAL_TLS_CERT: undefined,
    TEMPORAL_TLS_KEY: undefined,
    PAYLOAD_KEYS: undefined,
  };
  temporal = openTemporal(settings);
  await prepareTemporal(temporal, namespace, log, stopping.signal);
  const bundlePath = await bundleInto(bundleFolder);
  useTemporalRuntime(log);
  const workers = createWorkers({
    settings,
    bundlePath,
    queues: ['booking'],
    log,
    troubles: { failing: async () => undefined, over: async () => undefined },
    activities: {
      readTruth: async () => truth,
      async show({ menu }) {
        if (telegram === 'refuses') throw ApplicationFailure.nonRetryable('never', 'Refused');
        if (telegram === 'wants a pause') return { shown: false, why: 'wait', wait_ms: 1_500 };
        shown.push(menu);
        return { shown: true };
      },
    },
  });
  running = workers.run(stopping.signal);
  await waitFor('a polling worker', async () => (await workers.health()).ok || undefined);
});
afterAll(async () => {
  stopping.abort();
  await running;
  await temporal?.close();
  await server?.stop();
  rmSync(bundleFolder, { recursive: true, force: true });
});

/** Somebody has tapped, was shown nothing, and the history has become long. */
async function handedOver(who: string) {
  const whose = { event_id: eventId('e'.repeat(24)), user_id: userId(who.repeat(24)) };
  const { workflowId, firstExecutionRunId: first } = await temporal.client.workflow.start(
    bookingWorkflowType,
    bookingStart(whose, 'tapped'),
  );
  const run = temporal.client.workflow.getHandle(workflowId);
  const tap = { v: 1, update_id: 1, trace_id: 't', message_id: 7, press: { kind: 'sign_up' } } as const;
  await run.signal(pressSignals.sign_up, tap);
  await waitFor('the screen to be owed', async () => (await run.query(viewQuery)).unhandled === 1);
  await waitFor('the next run', async () => {
    await run.signal(clockMoved, { offset_ms: 0 });
    return (await run.describe()).runId !== first;
  });
  const { screen, menu, unhandled } = await run.query(viewQuery);
  expect({ screen, unhandled }).toEqual({ screen: 'slots', unhandled: 1 });
  return { run, menu };
}

test('Telegram wants one pause after the other: a long run hands over meanwhile, and the next shows what is owed', async () => {
  telegram = 'wants a pause';
  const { menu } = await handedOver('a');
  telegram = 'takes it';
  await waitFor('the screen', () => shown.includes(menu));
});

test('Telegram refuses for ever: a long run hands over, and what is new does not wait for the next try', async () => {
  telegram = 'refuses';
  const { run, menu } = await handedOver('b');
  telegram = 'takes it';
  await run.signal(refresh, { v: 1 });
  await waitFor('the screen', () => shown.includes(menu));
  await waitFor('rest', async () => (await run.query(viewQuery)).unhandled === 0);
});
