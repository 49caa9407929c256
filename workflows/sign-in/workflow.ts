import { ActivityFailure, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { SignInActivities } from '../../activities/sign-in/activities.ts';
import type { SignInInput, SignInResult } from '../../contracts/workflows/sign-in.ts';

const { sendSignInCode } = proxyActivities<SignInActivities>({
  startToCloseTimeout: '15 seconds',
  // Somebody sits in front of the page: what has not come by then is asked for again.
  scheduleToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '20 seconds' },
});

/** One code for one attempt to sign in. The numbered steps are those of README.md beside this file. */
export async function signInWorkflow(input: SignInInput): Promise<SignInResult> {
  // 1. Make it and send it.
  const result = await sent(input);
  setCurrentDetails(`A code to sign in: ${result.sent}.`);
  return result;
}

async function sent(input: SignInInput): Promise<SignInResult> {
  try {
    return await sendSignInCode.executeWithOptions({ summary: 'code' }, [input]);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return { v: 1, sent: 'failed' };
  }
}
