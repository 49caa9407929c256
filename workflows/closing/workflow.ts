import { proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { ClosingActivities } from '../../activities/closing/activities.ts';
import {
  type ClosingProgress,
  type ClosingResult,
  closingProgress,
} from '../../contracts/workflows/closing.ts';

const { findOverEvents, closeOverEvent } = proxyActivities<ClosingActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '200 ms', maximumInterval: '30 seconds' },
});

/** Closes events whose last slot has ended. The numbered steps are those of README.md beside this file. */
export async function closingWorkflow(): Promise<ClosingResult> {
  let progress: ClosingProgress = { over: 0, asked: 0 };
  setHandler(closingProgress, () => progress, {
    description: 'How many events are over, and how many were asked to close',
  });

  // 1. Find open events with nothing left to come.
  setCurrentDetails('Looking for open events whose last slot has ended.');
  const { events } = await findOverEvents.executeWithOptions({ summary: 'open events, last slot ended' }, []);
  progress = { over: events.length, asked: 0 };

  // 2. Have each closed by the workflow that closes it for staff.
  for (const event_id of events) {
    setCurrentDetails(`Over: ${events.length}. Asked to close: ${progress.asked}.`);
    const { asked } = await closeOverEvent.executeWithOptions({ summary: 'closed like by staff' }, [
      { event_id },
    ]);
    if (asked) progress = { ...progress, asked: progress.asked + 1 };
  }
  setCurrentDetails(`Over: ${progress.over}. Asked to close: ${progress.asked}.`);
  return { v: 1, ...progress };
}
