import type { Client } from '@temporalio/client';
import type { BookingSignals } from '../../activities/changes/ports.ts';
import {
  bookingWorkflowType,
  eventChanged,
  type Repair,
  repair,
  slotChanged,
} from '../../contracts/workflows/booking.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import { bookingStart } from './booking-start.ts';

type Whose = { readonly event_id: EventId; readonly user_id: UserId };

/** Signals that start the run they are for when there is none: a closed run must hear of changes too. */
export function createBookingSignals(
  client: Client,
): BookingSignals & { repair(whose: Whose, notice: Omit<Repair, 'v'>): Promise<void> } {
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
  };
}
