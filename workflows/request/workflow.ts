import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { PersonActivities } from '../../activities/person/activities.ts';
import { type RequestInput, type RequestResult, requestLabel } from '../../contracts/workflows/request.ts';

const { handleRequest } = proxyActivities<PersonActivities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '1 minute' },
});

/** One request of one person. The numbered steps are those of README.md beside this file. */
export async function requestWorkflow(input: RequestInput): Promise<RequestResult> {
  const who = input.user_id === null ? 'an unknown account' : `person ${input.user_id}`;
  const what = requestLabel(input);
  setCurrentDetails(`**${what}** of ${who}: being answered.`);

  // 1. Do it and say it.
  const result = await handleRequest.executeWithOptions({ summary: what }, [input]);
  setCurrentDetails(`**${what}** of ${who}: ${result.said}, ${result.sent}.`);
  return result;
}
