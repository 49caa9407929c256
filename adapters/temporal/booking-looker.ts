import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { BookingLooker, Look } from '../../admin/panel/ports/booking.ts';
import { bookingWorkflowId, pressSignals, viewQuery } from '../../contracts/workflows/booking.ts';
import type { PressKind } from '../../core/booking/press.ts';

/** Somebody looks at a page: what the database says is better than a page that does not come. */
const patienceMs = 1_500;

/** A step is taken at once: one that is tried again and again fails each time. */
const stuckFrom = 4;

const pressOf = new Map(
  Object.entries(pressSignals).map(([press, signal]) => [signal.name, press as PressKind]),
);

/** Asks the candidate's open run what it waits for, and its history what was pressed. */
export const createBookingLooker = (client: Client, withinMs = patienceMs): BookingLooker => ({
  async look({ event_id, user_id }) {
    const handle = client.workflow.getHandle(bookingWorkflowId(event_id, user_id));
    try {
      return await client.withDeadline(Date.now() + withinMs, async (): Promise<Look> => {
        const { status, raw } = await handle.describe();
        if (status.name !== 'RUNNING') return { state: 'closed' };
        if ((raw.pendingWorkflowTask?.attempt ?? 0) >= stuckFrom) return { state: 'stuck' };
        const [view, history] = await Promise.all([handle.query(viewQuery), handle.fetchHistory()]);
        return {
          state: 'open',
          phase: view.phase,
          screen: view.screen,
          ahead: view.waits_for.flatMap(({ what, until }) =>
            until === null ? [] : [{ what, at: Date.parse(until) }],
          ),
          taps: (history.events ?? []).flatMap(
            ({ eventTime, workflowExecutionSignaledEventAttributes: it }) => {
              const press = pressOf.get(it?.signalName ?? '');
              return press ? [{ press, at: msOf(eventTime) }] : [];
            },
          ),
        };
      });
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return { state: 'closed' };
      // Whatever the fault: the page stands on the database then, and says so.
      return { state: 'away' };
    }
  },
});

/** To the millisecond: a quick hand presses more than once a second. */
const msOf = (
  at: { readonly seconds?: unknown; readonly nanos?: number | null } | null | undefined,
): number => Number(at?.seconds ?? 0) * 1_000 + Math.floor((at?.nanos ?? 0) / 1_000_000);
