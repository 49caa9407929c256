import type { Client } from '@temporalio/client';
import type { SendNow } from '../../admin/panel/ports/conversations.ts';
import { conversationWorkflowType, look } from '../../contracts/workflows/conversation.ts';
import type { UserId } from '../../core/shared/ids.ts';
import { isTemporalAway } from './connect.ts';
import { conversationStart } from './conversation-start.ts';

/** A coordinator waits; what is not told now is found within a minute by whoever looks for what was not sent. */
const patienceMs = 3_000;

/** Tells a person's conversation that something waits in the store; starts it where there is none. */
export const createConversationLook =
  (client: Client) =>
  async (user: UserId): Promise<void> => {
    await client.workflow.signalWithStart(conversationWorkflowType, {
      ...conversationStart(user),
      signal: look,
      signalArgs: [{ v: 1 }],
    });
  };

export const createSendNow = (client: Client, withinMs = patienceMs): SendNow => {
  const wake = createConversationLook(client);
  return async (user) => {
    try {
      await client.withDeadline(Date.now() + withinMs, () => wake(user));
      return 'told';
    } catch (error) {
      if (!isTemporalAway(error)) throw error;
      return 'away';
    }
  };
};
