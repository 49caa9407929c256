import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookingStart } from '../../../adapters/temporal/booking-start.ts';
import {
  bookingWorkflowType,
  clockMoved,
  pressSignals,
  refresh,
  viewQuery,
} from '../../../contracts/workflows/booking.ts';
import { eventId, userId } from '../../../core/shared/ids.ts';
import { startShortTemporal } from '../../../scripts/histories/short-temporal.ts';
import { openBookingWorkers } from '../../support/booking-workers.ts';
import { waitFor } from '../../support/wait.ts';

// A server that asks for a hand-over after a few dozen events, and a Telegram that does as it is told.
let telegram: 'refuses' | 'wants a pause' | 'takes it';
const shown: string[] = [];

let server: Awaited<ReturnType<typeof startShortTemporal>>;
let workers: Awaited<ReturnType<typeof openBookingWorkers>>;
beforeAll(async () => {
  server = await startShortTemporal();
  workers = await openBookingWorkers('unshown', server.address, async ({ menu }) => {
    if (telegram === 'refuses') throw ApplicationFailure.nonRetryable('never', 'Refused');
    if (telegram === 'wants a pause') return { shown: false, why: 'wait', wait_ms: 1_500 };
    shown.push(menu);
    return { shown: true };
  });
});
afterAll(async () => {
  await workers?.close();
  await server?.stop();
});

/** Somebody has tapped, was shown nothing, and the history has become long. */
async function handedOver(who: string) {
  const { client } = workers.temporal;
  const whose = { event_id: eventId('e'.repeat(24)), user_id: userId(who.repeat(24)) };
  const { workflowId, firstExecutionRunId: first } = await client.workflow.start(
    bookingWorkflowType,
    bookingStart(whose, 'tapped'),
  );
  const run = client.workflow.getHandle(workflowId);
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
