import type { Client } from '@temporalio/client';
import type { Openings } from '../../activities/wishes/ports.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import {
  seatsOpened,
  type WishesInput,
  wishesWorkflowId,
  wishesWorkflowType,
} from '../../contracts/workflows/wishes.ts';
import type { EventId } from '../../core/shared/ids.ts';

/** `waits`: whether anybody asked to be told. Asked after the seat is free: a wish that comes later is shown that seat. */
export const createOpenings = (client: Client, waits: (event: EventId) => Promise<boolean>): Openings => ({
  async freed(opening) {
    const { event_id } = opening;
    if (!(await waits(event_id))) return;
    await client.workflow.signalWithStart(wishesWorkflowType, {
      workflowId: wishesWorkflowId(event_id),
      taskQueue: taskQueues.bulk,
      args: [{ v: 1, event_id }] as [WishesInput],
      signal: seatsOpened,
      signalArgs: [{ v: 1, ...opening }],
      staticSummary: 'Tells who asked that seats became free',
    });
  },
});
