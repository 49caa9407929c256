import { proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { ChangeActivities } from '../../activities/changes/activities.ts';
import {
  type ChangeInput,
  type ChangeProgress,
  type ChangeResult,
  changeProgress,
} from '../../contracts/workflows/change.ts';
import type { UserId } from '../../core/shared/ids.ts';

const { applyEventChange, copyEventToSlots, tellConcerned, finishChange } = proxyActivities<ChangeActivities>(
  {
    startToCloseTimeout: '30 seconds',
    retry: { initialInterval: '200 ms', maximumInterval: '30 seconds' },
  },
);

/** Staff changed one event. The numbered steps are those of README.md beside this file. */
export async function eventChangeWorkflow({ change_id }: ChangeInput): Promise<ChangeResult> {
  let progress: ChangeProgress = { step: 'applying', told: 0 };
  setHandler(changeProgress, () => progress, { description: 'How far the change is' });

  // 1. Apply it, or refuse it: one compare-and-set decides.
  setCurrentDetails(`Applying change \`${change_id}\`.`);
  const event = await applyEventChange.executeWithOptions({ summary: 'compare and set' }, [{ change_id }]);
  if (!event.ok) {
    setCurrentDetails(`Refused: ${event.reason}. Nothing was changed.`);
    return { v: 1, ok: false, reason: event.reason };
  }

  // 2. Copy what decides a claim to every slot, until none is behind.
  progress = { ...progress, step: 'copying' };
  for (;;) {
    const { behind } = await copyEventToSlots.executeWithOptions({ summary: 'slots that are behind' }, [
      { event },
    ]);
    setCurrentDetails(`Event \`${event.event_id}\` is at rev ${event.rev}. Slots still behind: ${behind}.`);
    if (behind === 0) break;
  }

  // 3. Tell everybody who looks at this event: what they see must be true.
  progress = { ...progress, step: 'telling' };
  let after: UserId | null = null;
  do {
    const page: Awaited<ReturnType<ChangeActivities['tellConcerned']>> = await tellConcerned({
      change_id,
      event,
      after,
    });
    progress = { ...progress, told: progress.told + page.told };
    after = page.after;
  } while (after !== null);

  // 4. Note that it is done.
  await finishChange({ change_id, told: progress.told });
  progress = { ...progress, step: 'done' };
  setCurrentDetails(
    `Done: event \`${event.event_id}\` is at rev ${event.rev}, ${progress.told} people's screens told.`,
  );
  return { v: 1, ok: true, rev: event.rev, told: progress.told };
}
