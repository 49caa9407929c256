import { proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { ChangeActivities } from '../../activities/changes/activities.ts';
import {
  type ChangeInput,
  type ChangeProgress,
  type ChangeResult,
  changeProgress,
} from '../../contracts/workflows/change.ts';
import type { UserId } from '../../core/shared/ids.ts';

const { applySlotChange, tellSeated, announceSlotChange, finishChange } = proxyActivities<ChangeActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 ms', maximumInterval: '30 seconds' },
});

/** Staff changed one slot. The numbered steps are those of README.md beside this file. */
export async function slotChangeWorkflow({ change_id, trace_id }: ChangeInput): Promise<ChangeResult> {
  let progress: ChangeProgress = { step: 'applying', told: 0 };
  setHandler(changeProgress, () => progress, { description: 'How far the change is' });

  // 1. Apply it, or refuse it: one compare-and-set decides.
  setCurrentDetails(`Applying change \`${change_id}\`.`);
  const slot = await applySlotChange.executeWithOptions({ summary: 'compare and set' }, [{ change_id }]);
  if (!slot.ok) {
    setCurrentDetails(`Refused: ${slot.reason}. Nothing was changed.`);
    return { v: 1, ok: false, reason: slot.reason };
  }

  // 2. Tell the workflow of everybody who has a seat: all of them, however often this is interrupted.
  let after: UserId | null = null;
  if (slot.concerns_seated)
    do {
      progress = { ...progress, step: 'telling' };
      setCurrentDetails(`Slot \`${slot.slot_id}\` is at rev ${slot.rev}. Bookings told: ${progress.told}.`);
      const page: Awaited<ReturnType<ChangeActivities['tellSeated']>> = await tellSeated({
        change_id,
        slot,
        after,
      });
      progress = { ...progress, told: progress.told + page.told };
      after = page.after;
    } while (after !== null);

  // 3. Announce it to whoever listens to slots.
  progress = { ...progress, step: 'announcing' };
  await announceSlotChange({ change_id, trace_id });

  // 4. Note that it is done.
  await finishChange({ change_id, told: progress.told });
  progress = { ...progress, step: 'done' };
  setCurrentDetails(`Done: slot \`${slot.slot_id}\` is at rev ${slot.rev}, ${progress.told} bookings told.`);
  return { v: 1, ok: true, rev: slot.rev, told: progress.told };
}
