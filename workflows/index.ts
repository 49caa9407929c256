// The bundle's only entry: every export is a workflow type.
export { reconcileWorkflow } from './reconcile/workflow.ts';
export { requestWorkflow } from './request/workflow.ts';
