import { proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { MovingActivities } from '../../activities/moving/activities.ts';
import {
  type PeopleMoveInput,
  type PeopleMoveProgress,
  type PeopleMoveResult,
  peopleMoveProgress,
} from '../../contracts/workflows/people-move.ts';

const { moveSomePeople } = proxyActivities<MovingActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '500 ms', maximumInterval: '30 seconds' },
});

/** Staff move people to another slot. The numbered steps are those of README.md beside this file. */
export async function peopleMoveWorkflow({ move_id }: PeopleMoveInput): Promise<PeopleMoveResult> {
  let progress: PeopleMoveProgress = { asked: 0 };
  setHandler(peopleMoveProgress, () => progress, { description: 'How many were asked for so far' });

  // 1. Ask the workflow of one after another, a few at a time, until everybody has an outcome.
  for (;;) {
    setCurrentDetails(`Move \`${move_id}\`. Outcomes so far: ${progress.asked}.`);
    const { asked, left } = await moveSomePeople.executeWithOptions({ summary: 'a few people' }, [
      { move_id },
    ]);
    progress = { asked: progress.asked + asked };
    if (left === 0) break;
  }
  setCurrentDetails(`Done: ${progress.asked} outcomes.`);
  return { v: 1, ...progress };
}
