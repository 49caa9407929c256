import {
  type Client,
  type UpdateDefinition,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { BookingCommands, CommandAnswer, Whose } from '../../admin/ports.ts';
import {
  arrivedUpdate,
  type BookingAnswer,
  type BookingInput,
  bookingWorkflowType,
  bookUpdate,
  cancelUpdate,
  keepUpdate,
  moveUpdate,
  outcomeUpdate,
  proposeUpdate,
  replyUpdate,
  resendUpdate,
  withdrawUpdate,
} from '../../contracts/workflows/booking.ts';
import { bookingStart } from './booking-start.ts';
import { temporalTrouble } from './connect.ts';

type BookingWorkflow = (input: BookingInput) => Promise<void>;
type Keyed = { readonly key: string };

/** A person or a broker waits: longer than any healthy answer takes, shorter than they give up. */
const patienceMs = 8_000;

/** Starts the candidate's workflow where there is none. The key is the update's id, so that a repetition joins the first. */
export function createBookingCommands(client: Client, withinMs = patienceMs): BookingCommands {
  const ask = async <Request extends Keyed>(
    whose: Whose,
    update: UpdateDefinition<BookingAnswer, [Request]>,
    request: Request,
  ): Promise<CommandAnswer> => {
    const startWorkflowOperation = new WithStartWorkflowOperation<BookingWorkflow>(bookingWorkflowType, {
      ...bookingStart(whose, 'tapped'),
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    const options = { args: [request] as [Request], updateId: request.key, startWorkflowOperation };
    try {
      return await client.withDeadline(Date.now() + withinMs, () =>
        client.workflow.executeUpdateWithStart(update, options),
      );
    } catch (error) {
      if (!mayStillHappen(error)) throw error;
      return { ok: false, reason: 'outcome_unknown' };
    }
  };
  return {
    book: (whose, command) => ask(whose, bookUpdate, { v: 1, ...command }),
    move: (whose, command) => ask(whose, moveUpdate, { v: 1, ...command }),
    cancel: (whose, command) => ask(whose, cancelUpdate, { v: 1, ...command }),
    outcome: (whose, command) => ask(whose, outcomeUpdate, { v: 1, ...command }),
    reply: (whose, command) => ask(whose, replyUpdate, { v: 1, ...command }),
    arrived: (whose, command) => ask(whose, arrivedUpdate, { v: 1, ...command }),
    propose: (whose, command) => ask(whose, proposeUpdate, { v: 1, ...command }),
    withdraw: (whose, command) => ask(whose, withdrawUpdate, { v: 1, ...command }),
    keep: (whose, command) => ask(whose, keepUpdate, { v: 1, ...command }),
    resend: (whose, command) => ask(whose, resendUpdate, { v: 1, ...command }),
  };
}

/** What the server says when a run ended with an update under way: the next run knows the key. */
const cutOff = 'AcceptedUpdateCompletedWorkflow';

/** Not an answer of the workflow, and not a refusal that stays one: the same key learns what came of it. */
function mayStillHappen(error: unknown): boolean {
  if (error instanceof WorkflowUpdateFailedError)
    return !(error.cause instanceof ApplicationFailure) || error.cause.type === cutOff;
  return temporalTrouble(error).kind !== 'refused';
}
