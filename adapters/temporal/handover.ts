import { type SignalDefinition, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { HandedOver, Handover, Order } from '../../bot/ports.ts';
import { bookingWorkflowType, pressSignals, type Tap } from '../../contracts/workflows/booking.ts';
import {
  type BroadcastInput,
  broadcastWorkflowId,
  broadcastWorkflowType,
} from '../../contracts/workflows/broadcast.ts';
import { conversationWorkflowType, said } from '../../contracts/workflows/conversation.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import {
  type RequestInput,
  requestWorkflowId,
  requestWorkflowType,
} from '../../contracts/workflows/request.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import { bookingStart } from './booking-start.ts';
import { type TemporalClient, temporalTrouble, wontTakeThis } from './connect.ts';
import { conversationStart } from './conversation-start.ts';

/** With what a queue then needs, a tap is durable within two seconds or Telegram keeps it. */
const deadlineMs = 1_500;

/** Hands work to Temporal once, within a deadline. A time-out may have arrived all the same: handing over again is safe. */
export function createHandover({ client, connection }: TemporalClient, botId: number): Handover {
  const within = async (work: () => Promise<unknown>): Promise<HandedOver> => {
    try {
      await connection.withDeadline(Date.now() + deadlineMs, work);
      return { handed: 'taken' };
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return { handed: 'taken' };
      const { sentence } = temporalTrouble(error);
      return { handed: wontTakeThis(error) ? 'refused' : 'away', reason: sentence };
    }
  };

  const press = ({ event_id, user_id, tap }: Extract<Order, { to: 'booking' }>) => {
    const signal: SignalDefinition<[Tap]> = pressSignals[tap.press.kind];
    return client.workflow.signalWithStart(bookingWorkflowType, {
      ...bookingStart({ event_id, user_id }, 'tapped'),
      signal,
      signalArgs: [tap],
    });
  };

  const request = (input: RequestInput) =>
    client.workflow.start(requestWorkflowType, {
      workflowId: requestWorkflowId(botId, input.update_id),
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      taskQueue: taskQueues.booking,
      args: [input],
      staticSummary: `Request: ${input.request.kind}`,
    });

  const handed = (order: Order) => {
    switch (order.to) {
      case 'booking':
        return press(order);
      case 'request':
        return request(order.request);
      case 'conversation':
        return client.workflow.signalWithStart(conversationWorkflowType, {
          ...conversationStart(order.user_id),
          signal: said,
          signalArgs: [{ v: 1, message_id: order.message_id }],
        });
      default:
        return assertNever(order);
    }
  };

  return {
    hand: (order) => within(() => handed(order)),
    startBroadcast: (broadcastId) =>
      within(() =>
        client.workflow.start(broadcastWorkflowType, {
          workflowId: broadcastWorkflowId(broadcastId),
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          taskQueue: taskQueues.bulk,
          args: [{ v: 1, broadcast_id: broadcastId } satisfies BroadcastInput],
          staticSummary: 'Broadcast',
        }),
      ),
  };
}
