import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { PersonActivities } from '../../activities/person/activities.ts';
import type { RequestInput, RequestResult } from '../../contracts/workflows/request.ts';

const { handleRequest } = proxyActivities<PersonActivities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '1 minute' },
});

/** One request of one person. The numbered steps are those of README.md beside this file. */
export async function requestWorkflow(input: RequestInput): Promise<RequestResult> {
  const who = input.user_id === null ? 'an unknown account' : `person ${input.user_id}`;
  setCurrentDetails(`**${input.request.kind}** of ${who}: being answered.`);

  // 1. Do it and say it.
  const result = await handleRequest.executeWithOptions({ summary: input.request.kind }, [input]);
  setCurrentDetails(`**${input.request.kind}** of ${who}: ${result.said}, ${result.sent}.`);
  return result;
}
