import {
  ActivityFailure,
  ApplicationFailure,
  proxyActivities,
  proxyLocalActivities,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import type { Run } from './run.ts';
import { inTurn, type Rank } from './turn.ts';

// Local activities save three events and a round trip, and hold the workflow task open: only what is harmless twice,
// and each with a total limit. What did not finish within it goes on as a regular activity with the same operation.
// One attempt, because the SDK measures the limit anew for each: what fails at once would be tried for ever, and the task
// would stay open for seconds while taps wait.
const localRetry = { maximumAttempts: 1 } as const;
const quickStore = proxyLocalActivities<Activities>({
  scheduleToCloseTimeout: '1 second',
  retry: localRetry,
});
const quickTelegram = proxyLocalActivities<Activities>({
  scheduleToCloseTimeout: '1500 ms',
  retry: localRetry,
});
const patient = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '200 ms', maximumInterval: '10 seconds' },
});
const patientMinute = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  scheduleToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '15 seconds' },
});
/** New messages: never local, because a worker lost between sending and saying so would send them again. */
const sending = {
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
} as const;
const sendPerson = proxyActivities<Activities>(sending);
const sendBulk = proxyActivities<Activities>({ ...sending, taskQueue: taskQueues.bulk });

export const verbs = { quickStore, quickTelegram, patient, patientMinute, sendPerson, sendBulk };

/** A verb did not get done. Of a local activity the SDK throws what it threw itself, of a regular one an ActivityFailure. */
export const notDone = (error: unknown): boolean =>
  error instanceof ActivityFailure || error instanceof ApplicationFailure || error instanceof TimeoutFailure;

/** First the quick way; when that did not end in time, the patient one. */
export async function quickly<T>(
  run: Run,
  rank: Rank,
  quick: () => Promise<T>,
  patiently: () => Promise<T>,
): Promise<T> {
  try {
    return await inTurn(run, rank, quick);
  } catch (error) {
    if (!notDone(error)) throw error;
    return patiently();
  }
}
