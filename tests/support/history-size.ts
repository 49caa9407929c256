import type { Client } from '@temporalio/client';

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;
type Event = NonNullable<History['events']>[number];

const ending = 'EventAttributes';
const kindOf = (event: Event): string =>
  Object.entries(event)
    .find(([key, value]) => key.endsWith(ending) && value !== null && value !== undefined)?.[0]
    .slice(0, -ending.length) ?? 'unknown';

/** What Temporal's own price list calls an action, one each; all local activities of one workflow task are one together. */
const actions = new Set([
  'workflowExecutionStarted',
  'workflowExecutionSignaled',
  'workflowExecutionUpdateAccepted',
  'timerStarted',
  'activityTaskScheduled',
  'upsertWorkflowSearchAttributes',
  'workflowPropertiesModified',
]);

/**
 * How large a history is, as it would be where nobody can move the clock: there a timer fires instead of being told that
 * time went on and armed anew, which is one event and one action less, and another action less for the timer.
 */
export function sizeOf({ events }: History): {
  readonly events: number;
  readonly actions: number;
  readonly kinds: string;
} {
  const all = events ?? [];
  const kinds = new Map<string, number>();
  const localTasks = new Set<string>();
  let moved = 0;
  for (const event of all) {
    const kind = kindOf(event);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (kind === 'markerRecorded')
      localTasks.add(String(event.markerRecordedEventAttributes?.workflowTaskCompletedEventId));
    if (event.workflowExecutionSignaledEventAttributes?.signalName === 'clockMoved') moved += 1;
  }
  const counted = [...kinds].reduce((sum, [kind, count]) => sum + (actions.has(kind) ? count : 0), 0);
  return {
    events: all.length - moved,
    actions: counted + localTasks.size - moved,
    kinds: JSON.stringify(Object.fromEntries(kinds)),
  };
}
