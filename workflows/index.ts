// The bundle's only entry: every export is a workflow type.
export { bookingWorkflow } from './booking/workflow.ts';
export { broadcastTestWorkflow, broadcastWorkflow } from './broadcast/workflow.ts';
export { closingWorkflow } from './closing/workflow.ts';
export { conversationWorkflow } from './conversation/workflow.ts';
export { eventChangeWorkflow } from './event-change/workflow.ts';
export { importWorkflow } from './import/workflow.ts';
export { noticesWorkflow } from './notices/workflow.ts';
export { peopleMoveWorkflow } from './people-move/workflow.ts';
export { pruningWorkflow } from './pruning/workflow.ts';
export { reconcileWorkflow } from './reconcile/workflow.ts';
export { requestWorkflow } from './request/workflow.ts';
export { signInWorkflow } from './sign-in/workflow.ts';
export { slotChangeWorkflow } from './slot-change/workflow.ts';
export { webhookWorkflow } from './webhook/workflow.ts';
export { wishesWorkflow } from './wishes/workflow.ts';
