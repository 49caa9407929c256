import {
  type Client,
  type UpdateDefinition,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
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
import { pause } from '../../runtime/retry.ts';
import { temporalTrouble } from './connect.ts';

type Broadcast = (input: BroadcastInput) => Promise<unknown>;
type Update<Args extends unknown[]> = UpdateDefinition<BroadcastAnswer, Args>;

/** A person waits: longer than any healthy answer takes, shorter than they give up. */
const patienceMs = 8_000;
const againMs = 300;

/** What the server says when a run ended with an update under way: it granted nothing any more. */
const cutOff = 'AcceptedUpdateCompletedWorkflow';
const isCutOff = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError &&
  error.cause instanceof ApplicationFailure &&
  error.cause.type === cutOff;

export function createBroadcastControl(client: Client, withinMs = patienceMs): BroadcastControl {
  const within = async <T>(work: () => Promise<T>): Promise<T | 'outcome_unknown'> => {
    const until = Date.now() + withinMs;
    for (;;)
      try {
        return await client.withDeadline(until, work);
      } catch (error) {
        const stays = error instanceof WorkflowNotFoundError || isCutOff(error);
        if (stays || temporalTrouble(error).kind === 'refused') throw error;
        // The same id is the same wish: a run that ends this moment, or a server that starts, is asked again.
        if (Date.now() + againMs >= until) return 'outcome_unknown';
        await pause(againMs);
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
      if (error instanceof WorkflowNotFoundError || isCutOff(error)) return { ok: false, reason: 'not_now' };
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
    const operation = () =>
      new WithStartWorkflowOperation<Broadcast>(broadcastWorkflowType, {
        workflowId: broadcastWorkflowId(id),
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        taskQueue: taskQueues.bulk,
        args: [{ v: 1, broadcast_id: id }],
        staticSummary: 'Broadcast',
      });
    const ask = () => {
      const options = { args, updateId: key, startWorkflowOperation: operation() };
      return within(() => client.workflow.executeUpdateWithStart(update, options as never));
    };
    try {
      return answered(await ask());
    } catch (error) {
      if (!isCutOff(error)) throw error;
      // The run before ended that moment: this one is another.
      return answered(await ask());
    }
  };

  return {
    pause: (id, key) => running(id, key, pauseBroadcast),
    resume: (id, key) => running(id, key, resumeBroadcast),
    cancel: (id, key) => running(id, key, cancelBroadcast),
    retry: (id, key, unknown) => anew(id, key, retryBroadcast, [{ v: 1, unknown }]),
    recall: (id, key) => anew(id, key, recallBroadcast, []),
    async test(id, key, user) {
      const sent = await within(() => runTest(client, { v: 1, broadcast_id: id, user_id: user, key }));
      if (sent === 'outcome_unknown') return sent;
      return sent.sent ? 'sent' : 'not_sent';
    },
  };
}

type Test = (given: BroadcastTestInput) => Promise<BroadcastTestResult>;

/** The same key is the same run, whoever waits for it. */
async function runTest(client: Client, input: BroadcastTestInput): Promise<BroadcastTestResult> {
  const workflowId = broadcastTestWorkflowId(input.broadcast_id, input.key);
  const start = { workflowId, taskQueue: taskQueues.bulk, staticSummary: 'Broadcast: a test' };
  try {
    return await client.workflow.execute<Test>(broadcastTestWorkflowType, { ...start, args: [input] });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return client.workflow.getHandle<Test>(workflowId).result();
  }
}
