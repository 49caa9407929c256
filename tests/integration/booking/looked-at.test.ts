import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookingStart } from '../../../adapters/temporal/booking-start.ts';
import { bookingWorkflowType, pressSignals, viewQuery } from '../../../contracts/workflows/booking.ts';
import { eventId, userId } from '../../../core/shared/ids.ts';
import { openBookingWorkers } from '../../support/booking-workers.ts';
import { serviceUrl } from '../../support/services.ts';

// Temporal’s own pages ask every open workflow, and an operator may look in the moment of a tap (docs/decisions/0019).
const people = Array.from({ length: 60 }, (_none, n) => userId(n.toString(16).padStart(24, '0')));

let workers: Awaited<ReturnType<typeof openBookingWorkers>>;
beforeAll(async () => {
  // What Telegram does not take has the longest tail.
  const show = async () => ({ shown: false, why: 'wait', wait_ms: 1_500 }) as const;
  workers = await openBookingWorkers('looked-at', serviceUrl('TEMPORAL_ADDRESS'), show);
});
afterAll(() => workers?.close());

async function tappedAndLookedAt(who: (typeof people)[number]) {
  const { client } = workers.temporal;
  const whose = { event_id: eventId('e'.repeat(24)), user_id: who };
  const { workflowId } = await client.workflow.start(bookingWorkflowType, bookingStart(whose, 'tapped'));
  const run = client.workflow.getHandle(workflowId);
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
  const replays = Worker.runReplayHistories({ workflowBundle: workers }, histories);
  const broken: string[] = [];
  for await (const { error } of replays) if (error) broken.push(error.message);
  expect(histories).toHaveLength(people.length);
  expect(broken).toEqual([]);
});
