import {
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  condition,
  workflowInfo,
} from '@temporalio/workflow';
import { noEventFailure } from '../../contracts/workflows/booking.ts';
import type { Run } from './run.ts';
import { notDone, verbs } from './verbs.ts';

export function isNoEvent(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure && cause.type === noEventFailure;
}

/** Nothing to look after: whoever tapped is told so, and the run ends instead of asking for ever. */
export async function leave(run: Run): Promise<{ v: 1; phase: string }> {
  const { event_id, user_id } = run.input;
  run.noEvent = true;
  for (let next = run.inbox.shift(); next; next = run.inbox.shift()) {
    if (next.kind !== 'tap') continue;
    const { update_id, query_id } = next.tap;
    try {
      await verbs.sendPerson.sayNoEvent({
        event_id,
        user_id,
        trace_id: workflowInfo().runId,
        key: `${event_id}:${user_id}:no_event:${update_id}`,
        ...(query_id === undefined ? {} : { query_id }),
      });
    } catch (error) {
      if (!notDone(error)) throw error;
    }
  }
  await condition(allHandlersFinished);
  return { v: 1, phase: 'no_event' };
}
