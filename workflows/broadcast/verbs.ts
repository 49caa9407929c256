import { proxyActivities } from '@temporalio/workflow';
import type { BroadcastActivities } from '../../activities/broadcast/activities.ts';

const retry = { initialInterval: '500 ms', maximumInterval: '1 minute' } as const;
const patient = { startToCloseTimeout: '30 seconds', retry } as const;

export const verbs = proxyActivities<BroadcastActivities>(patient);
/** A pause that Telegram asks for is the wait before the next attempt. After a day an announcement is no news. */
export const { postBroadcast } = proxyActivities<BroadcastActivities>({
  ...patient,
  scheduleToCloseTimeout: '1 day',
});
/** Many messages, each waiting for its turn: a worker that was lost is noticed by its silence. */
export const { sendBatch, takeBackBatch } = proxyActivities<BroadcastActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '500 ms', maximumInterval: '15 seconds' },
});
/** Somebody looks at the page and waits. */
export const { sendTest } = proxyActivities<BroadcastActivities>({
  startToCloseTimeout: '10 seconds',
  scheduleToCloseTimeout: '20 seconds',
  retry,
});
