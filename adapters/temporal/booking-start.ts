import { type BookingInput, bookingWorkflowId } from '../../contracts/workflows/booking.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import { bookingPhase } from '../../contracts/workflows/search-attributes.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';

type Whose = { readonly event_id: EventId; readonly user_id: UserId };

/** How a candidate's run is started, whoever starts it. The phase is the one the run itself begins with. */
export const bookingStart = (
  { event_id, user_id }: Whose,
  because: NonNullable<BookingInput['because']>,
) => ({
  workflowId: bookingWorkflowId(event_id, user_id),
  taskQueue: taskQueues.booking,
  args: [{ v: 1, event_id, user_id, because }] as [BookingInput],
  staticSummary: 'Booking of one candidate for one event',
  typedSearchAttributes: [{ key: bookingPhase, value: because === 'invited' ? 'waiting' : 'choosing' }],
});
