import { condition, sleep, workflowInfo } from '@temporalio/workflow';
import type { Waiting } from '../../core/booking/machine/effects.ts';
import { sameAnnouncement } from '../../core/booking/machine/owed.ts';
import { type Run, stateOf } from './run.ts';
import { notDone, verbs } from './verbs.ts';

/**
 * Announces what could not be announced at once, in the order of the revisions, for ever, waited for by nobody. The history
 * is the outbox: what is not confirmed stands in the state, also through continue-as-new.
 */
export async function outboxLane(run: Run): Promise<void> {
  let pauseMs = 1_000;
  for (;;) {
    await condition(() => !run.pausing && (run.state?.outbox.length ?? 0) > 0);
    const [next] = stateOf(run).outbox;
    if (next === undefined) continue;
    run.publishing = true;
    const confirmed = await publish(next);
    run.publishing = false;
    if (confirmed) {
      const state = stateOf(run);
      // By name: a repair may have put older announcements in front meanwhile.
      run.state = { ...state, outbox: state.outbox.filter((one) => !sameAnnouncement(one, next)) };
      pauseMs = 1_000;
      continue;
    }
    await sleep(pauseMs, { summary: 'RabbitMQ does not confirm: again' });
    pauseMs = Math.min(pauseMs * 2, 60_000);
  }
}

/** A regular activity: in a replay a local one took the place of an edit that ran beside it, and nobody waits for the broker. */
async function publish(next: Waiting): Promise<boolean> {
  const order = { ...next, trace_id: workflowInfo().runId };
  try {
    await verbs.patientMinute.publishBookingEvent.executeWithOptions({ summary: order.type }, [order]);
    return true;
  } catch (error) {
    if (!notDone(error)) throw error;
    return false;
  }
}
