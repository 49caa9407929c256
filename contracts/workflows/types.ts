import { bookingWorkflowType } from './booking.ts';
import { broadcastTestWorkflowType, broadcastWorkflowType } from './broadcast.ts';
import { eventChangeWorkflowType, slotChangeWorkflowType } from './change.ts';
import { closingWorkflowType } from './closing.ts';
import { conversationWorkflowType } from './conversation.ts';
import { importWorkflowType } from './import.ts';
import { noticesWorkflowType } from './notices.ts';
import { peopleMoveWorkflowType } from './people-move.ts';
import { pruningWorkflowType } from './pruning.ts';
import { reconcileWorkflowType } from './reconcile.ts';
import { requestWorkflowType } from './request.ts';
import { signInWorkflowType } from './sign-in.ts';
import { webhookWorkflowType } from './webhook.ts';
import { wishesWorkflowType } from './wishes.ts';

/** Every kind of workflow there is, those of people first. */
export const workflowTypes = [
  bookingWorkflowType,
  requestWorkflowType,
  conversationWorkflowType,
  broadcastWorkflowType,
  broadcastTestWorkflowType,
  slotChangeWorkflowType,
  eventChangeWorkflowType,
  peopleMoveWorkflowType,
  importWorkflowType,
  wishesWorkflowType,
  signInWorkflowType,
  webhookWorkflowType,
  reconcileWorkflowType,
  closingWorkflowType,
  noticesWorkflowType,
  pruningWorkflowType,
] as const;
