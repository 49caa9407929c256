import { type BookingInput, bookingWorkflowId } from '../../contracts/workflows/booking.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import { bookingPhase } from '../../contracts/workflows/search-attributes.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';

type Whose = { readonly event_id: EventId; readonly user_id: UserId };

/** The first line an operator reads. Ids only. */
const bookingSummary = ({ event_id, user_id }: Whose): string =>
  `Booking of candidate ${user_id} for event ${event_id}`;

/** How a candidate's run is started, whoever starts it. The phase is the one the run itself begins with. */
export const bookingStart = (
  { event_id, user_id }: Whose,
  because: NonNullable<BookingInput['because']>,
) => ({
  workflowId: bookingWorkflowId(event_id, user_id),
  taskQueue: taskQueues.booking,
  args: [{ v: 1, event_id, user_id, because }] as [BookingInput],
  staticSummary: bookingSummary({ event_id, user_id }),
  typedSearchAttributes: [{ key: bookingPhase, value: because === 'invited' ? 'waiting' : 'choosing' }],
});
