import { type ConversationInput, conversationWorkflowId } from '../../contracts/workflows/conversation.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import type { UserId } from '../../core/shared/ids.ts';

/** How a person's conversation is started, whoever speaks first. */
export const conversationStart = (user_id: UserId) => ({
  workflowId: conversationWorkflowId(user_id),
  taskQueue: taskQueues.booking,
  args: [{ v: 1, user_id }] as [ConversationInput],
  staticSummary: 'What a person and the coordinators say to one another',
});
