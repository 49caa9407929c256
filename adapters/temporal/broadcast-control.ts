import {
  type Client,
  type UpdateDefinition,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { BroadcastControl, ControlAnswer } from '../../admin/broadcasts/ports.ts';
import {
  type BroadcastAnswer,
  type BroadcastInput,
  type BroadcastTestInput,
  type BroadcastTestResult,
  broadcastTestWorkflowId,
  broadcastTestWorkflowType,
  broadcastWorkflowId,
  broadcastWorkflowType,
  cancelBroadcast,
  pauseBroadcast,
  recallBroadcast,
  resumeBroadcast,
  retryBroadcast,
} from '../../contracts/workflows/broadcast.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import { temporalTrouble } from './connect.ts';

type Broadcast = (input: BroadcastInput) => Promise<unknown>;
type Update<Args extends unknown[]> = UpdateDefinition<BroadcastAnswer, Args>;

/** A person waits: longer than any healthy answer takes, shorter than they give up. */
const patienceMs = 8_000;

export function createBroadcastControl(client: Client, withinMs = patienceMs): BroadcastControl {
  const within = async <T>(work: () => Promise<T>): Promise<T | 'outcome_unknown'> => {
    try {
      return await client.withDeadline(Date.now() + withinMs, work);
    } catch (error) {
      if (temporalTrouble(error).kind === 'refused') throw error;
      return 'outcome_unknown';
    }
  };
  const answered = (answer: BroadcastAnswer | 'outcome_unknown'): ControlAnswer =>
    answer === 'outcome_unknown' ? { ok: false, reason: answer } : answer;

  /** Of a run that is there. */
  const running = async (id: string, key: string, update: Update<[]>): Promise<ControlAnswer> => {
    const handle = client.workflow.getHandle(broadcastWorkflowId(id));
    try {
      return answered(await within(() => handle.executeUpdate(update, { updateId: key })));
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return { ok: false, reason: 'not_now' };
      throw error;
    }
  };
  /** Of one that may be over. */
  const anew = async <Args extends unknown[]>(
    id: string,
    key: string,
    update: Update<Args>,
    args: Args,
  ): Promise<ControlAnswer> => {
    const startWorkflowOperation = new WithStartWorkflowOperation<Broadcast>(broadcastWorkflowType, {
      workflowId: broadcastWorkflowId(id),
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      taskQueue: taskQueues.bulk,
      args: [{ v: 1, broadcast_id: id }],
      staticSummary: 'Broadcast',
    });
    const options = { args, updateId: key, startWorkflowOperation };
    return answered(await within(() => client.workflow.executeUpdateWithStart(update, options as never)));
  };

  return {
    pause: (id, key) => running(id, key, pauseBroadcast),
    resume: (id, key) => running(id, key, resumeBroadcast),
    cancel: (id, key) => running(id, key, cancelBroadcast),
    retry: (id, key, unknown) => anew(id, key, retryBroadcast, [{ v: 1, unknown }]),
    recall: (id, key) => anew(id, key, recallBroadcast, []),
    async test(id, key, user) {
      const input: BroadcastTestInput = { v: 1, broadcast_id: id, user_id: user, key };
      const workflowId = broadcastTestWorkflowId(id, key);
      const done = await within(async () => {
        try {
          return await client.workflow.execute<(given: BroadcastTestInput) => Promise<BroadcastTestResult>>(
            broadcastTestWorkflowType,
            { workflowId, taskQueue: taskQueues.bulk, args: [input], staticSummary: 'Broadcast: a test' },
          );
        } catch (error) {
          if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
          return client.workflow
            .getHandle<(given: BroadcastTestInput) => Promise<BroadcastTestResult>>(workflowId)
            .result();
        }
      });
      if (done === 'outcome_unknown') return done;
      return done.sent ? 'sent' : 'not_sent';
    },
  };
}
