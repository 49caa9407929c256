import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type ScheduleOptions,
} from '@temporalio/client';
import {
  closingEveryMinutes,
  closingScheduleId,
  closingWorkflowId,
  closingWorkflowType,
} from '../../contracts/workflows/closing.ts';
import {
  noticesEveryMinutes,
  noticesScheduleId,
  noticesWorkflowId,
  noticesWorkflowType,
} from '../../contracts/workflows/notices.ts';
import {
  pruningAt,
  pruningScheduleId,
  pruningWorkflowId,
  pruningWorkflowType,
} from '../../contracts/workflows/pruning.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import {
  reconcileEveryMinutes,
  reconcileScheduleId,
  reconcileWorkflowId,
  reconcileWorkflowType,
} from '../../contracts/workflows/reconcile.ts';

const minute = 60_000;

const schedules: readonly ScheduleOptions[] = [
  {
    scheduleId: reconcileScheduleId,
    spec: { intervals: [{ every: reconcileEveryMinutes * minute }] },
    // One pass at a time; after an outage one late pass says as much as many.
    policies: { overlap: 'SKIP', catchupWindow: minute },
    action: {
      type: 'startWorkflow',
      workflowType: reconcileWorkflowType,
      workflowId: reconcileWorkflowId,
      taskQueue: taskQueues.bulk,
      args: [],
      workflowRunTimeout: 10 * minute,
      staticSummary: 'Reconciler: compares seats, bookings and workflows',
    },
  },
  {
    scheduleId: closingScheduleId,
    spec: { intervals: [{ every: closingEveryMinutes * minute }] },
    // After an outage one late pass finds everything that is over by then.
    policies: { overlap: 'SKIP', catchupWindow: closingEveryMinutes * minute },
    action: {
      type: 'startWorkflow',
      workflowType: closingWorkflowType,
      workflowId: closingWorkflowId,
      taskQueue: taskQueues.bulk,
      args: [],
      workflowRunTimeout: 30 * minute,
      staticSummary: 'Closes events whose last slot has ended',
    },
  },
  {
    scheduleId: noticesScheduleId,
    spec: { intervals: [{ every: noticesEveryMinutes * minute }] },
    // After an outage one late pass finds everything that is due by then.
    policies: { overlap: 'SKIP', catchupWindow: minute },
    action: {
      type: 'startWorkflow',
      workflowType: noticesWorkflowType,
      workflowId: noticesWorkflowId,
      taskQueue: taskQueues.bulk,
      args: [],
      workflowRunTimeout: 30 * minute,
      staticSummary: 'Lists, digests and missing outcomes for staff',
    },
  },
  {
    scheduleId: pruningScheduleId,
    spec: { calendars: [{ ...pruningAt, comment: 'at night in Moscow' }] },
    // A machine that is switched off at night does it in the morning.
    policies: { overlap: 'SKIP', catchupWindow: 23 * 60 * minute },
    action: {
      type: 'startWorkflow',
      workflowType: pruningWorkflowType,
      workflowId: pruningWorkflowId,
      taskQueue: taskQueues.bulk,
      args: [],
      workflowRunTimeout: 120 * minute,
      staticSummary: 'Removes what is past its age',
    },
  },
];

/** Creates the schedules, or brings an older version's up to this one's; a schedule paused by an operator stays paused. */
export async function prepareSchedules(client: Client): Promise<void> {
  for (const wanted of schedules) {
    try {
      await client.schedule.create(wanted);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      const { spec, action, policies } = wanted;
      await client.schedule
        .getHandle(wanted.scheduleId)
        .update((previous) => ({ state: previous.state, spec, action, ...(policies ? { policies } : {}) }));
    }
  }
}

export async function schedulesAreThere(client: Client): Promise<boolean> {
  try {
    for (const { scheduleId } of schedules) await client.schedule.getHandle(scheduleId).describe();
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
}
