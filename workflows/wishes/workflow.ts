import { condition, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { WishActivities } from '../../activities/wishes/activities.ts';
import {
  type Opening,
  seatsOpened,
  type WishesInput,
  type WishesResult,
  wishesProgress,
} from '../../contracts/workflows/wishes.ts';

const { tellWishes } = proxyActivities<WishActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '500 ms', maximumInterval: '30 seconds' },
});

/** Tells those who asked that seats became free. The numbered steps are those of README.md beside this file. */
export async function wishesWorkflow({ event_id }: WishesInput): Promise<WishesResult> {
  const inbox: Opening[] = [];
  let openings = 0;
  let told = 0;
  // 1. Listen first: the signal that started this run is among those that wait.
  setHandler(seatsOpened, (opening) => void inbox.push(opening), {
    description: 'Seats became free: tell those who asked, the oldest wish first',
  });
  setHandler(wishesProgress, () => ({ waiting: inbox.length, told }), {
    description: 'Openings still to be told, and people told so far',
  });
  await condition(() => inbox.length > 0);

  // 2. One opening after the other, page by page: who is told is noted before they are.
  for (let next = inbox.shift(); next; next = inbox.shift()) {
    openings += 1;
    setCurrentDetails(
      `Event \`${event_id}\`: telling of opening \`${next.key}\`. Openings waiting: ${inbox.length} · people told: ${told}.`,
    );
    let more = true;
    while (more) {
      const page = await tellWishes.executeWithOptions({ summary: 'oldest wishes' }, [next]);
      told += page.told;
      more = page.more;
    }
  }

  // 3. Nothing waits: end. With a signal that comes meanwhile the server refuses the end, and it is taken first.
  setCurrentDetails(`Event \`${event_id}\`: openings ${openings}, people told ${told}.`);
  return { v: 1, openings, told };
}
