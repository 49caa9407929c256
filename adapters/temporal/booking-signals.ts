import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { BookingSignals } from '../../activities/changes/ports.ts';
import type { RepairSignal } from '../../activities/reconcile/ports.ts';
import {
  bookingWorkflowId,
  bookingWorkflowType,
  eventChanged,
  refresh,
  repair,
  slotChanged,
  slotOpened,
} from '../../contracts/workflows/booking.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import { bookingStart } from './booking-start.ts';

type Whose = { readonly event_id: EventId; readonly user_id: UserId };

type OtherSignals = RepairSignal & {
  /** For a run that cannot go on. Another takes its place and reads the stored truth; what the old one had not worked on is lost. */
  restart(whose: Whose): Promise<void>;
  slotOpened(whose: Whose, key: string): Promise<void>;
  /** Somebody who was written to: their run waits for the first tap. One that is open stays as it is. */
  invite(whose: Whose): Promise<void>;
  /** Only where a run is open: what has ended shows what it showed. */
  refresh(whose: Whose): Promise<void>;
};

/** Signals that start the run they are for when there is none: a closed run must hear of changes too. */
export function createBookingSignals(client: Client): BookingSignals & OtherSignals {
  return {
    async slotChanged(whose, notice) {
      await client.workflow.signalWithStart(bookingWorkflowType, {
        ...bookingStart(whose, 'repaired'),
        signal: slotChanged,
        signalArgs: [{ v: 1, ...notice }],
      });
    },
    async eventChanged(whose, notice) {
      await client.workflow.signalWithStart(bookingWorkflowType, {
        ...bookingStart(whose, 'repaired'),
        signal: eventChanged,
        signalArgs: [{ v: 1, ...notice }],
      });
    },
    async repair(whose, notice) {
      await client.workflow.signalWithStart(bookingWorkflowType, {
        ...bookingStart(whose, 'repaired'),
        signal: repair,
        signalArgs: [{ v: 1, ...notice }],
      });
    },
    async restart(whose) {
      await client.workflow.signalWithStart(bookingWorkflowType, {
        ...bookingStart(whose, 'repaired'),
        workflowIdConflictPolicy: 'TERMINATE_EXISTING',
        signal: repair,
        signalArgs: [{ v: 1, damage: 'restarted by hand' }],
      });
    },
    async slotOpened(whose, key) {
      await client.workflow.signalWithStart(bookingWorkflowType, {
        ...bookingStart(whose, 'repaired'),
        signal: slotOpened,
        signalArgs: [{ v: 1, key }],
      });
    },
    async invite(whose) {
      await client.workflow.start(bookingWorkflowType, {
        ...bookingStart(whose, 'invited'),
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
    },
    async refresh({ event_id, user_id }) {
      try {
        await client.workflow.getHandle(bookingWorkflowId(event_id, user_id)).signal(refresh, { v: 1 });
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
  };
}
