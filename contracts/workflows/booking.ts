/** One workflow per candidate and event. */
export const bookingWorkflowType = 'bookingWorkflow';
