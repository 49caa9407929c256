import { ActivityFailure, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { NoticeActivities } from '../../activities/notices/activities.ts';
import {
  type NoticesProgress,
  type NoticesResult,
  noticesProgress,
} from '../../contracts/workflows/notices.ts';

const { findNotices } = proxyActivities<NoticeActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});
/** One that cannot be sent does not keep the others waiting: the next pass finds it again. */
const { sendNotice } = proxyActivities<NoticeActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '10 seconds', maximumAttempts: 5 },
});

/** What staff get at an hour, not at an event. The numbered steps are those of README.md beside this file. */
export async function noticesWorkflow(): Promise<NoticesResult> {
  let progress: NoticesProgress = { found: 0, sent: 0, left: 0 };
  setHandler(noticesProgress, () => progress, {
    description: 'How many notices were due, and how many went out',
  });

  // 1. Find what is due by now.
  const { notices } = await findNotices.executeWithOptions(
    { summary: 'lists, digests, missing outcomes' },
    [],
  );
  progress = { ...progress, found: notices.length };

  // 2. Send each once.
  for (const notice of notices) {
    setCurrentDetails(
      `Due: ${progress.found}. Sent: ${progress.sent}. Left for the next pass: ${progress.left}.`,
    );
    try {
      await sendNotice.executeWithOptions({ summary: notice.kind }, [notice]);
      progress = { ...progress, sent: progress.sent + 1 };
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      progress = { ...progress, left: progress.left + 1 };
    }
  }
  setCurrentDetails(
    `Due: ${progress.found}. Sent: ${progress.sent}. Left for the next pass: ${progress.left}.`,
  );
  return { v: 1, ...progress };
}
