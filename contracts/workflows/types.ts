import { bookingWorkflowType } from './booking.ts';
import { broadcastWorkflowType } from './broadcast.ts';
import { eventChangeWorkflowType, slotChangeWorkflowType } from './change.ts';
import { closingWorkflowType } from './closing.ts';
import { pruningWorkflowType } from './pruning.ts';
import { reconcileWorkflowType } from './reconcile.ts';
import { requestWorkflowType } from './request.ts';
import { signInWorkflowType } from './sign-in.ts';
import { wishesWorkflowType } from './wishes.ts';

/** Every kind of workflow there is, those of people first. */
export const workflowTypes = [
  bookingWorkflowType,
  requestWorkflowType,
  broadcastWorkflowType,
  slotChangeWorkflowType,
  eventChangeWorkflowType,
  wishesWorkflowType,
  signInWorkflowType,
  reconcileWorkflowType,
  closingWorkflowType,
  pruningWorkflowType,
] as const;
