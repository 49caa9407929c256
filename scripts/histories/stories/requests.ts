import { createHash, randomBytes } from 'node:crypto';
import { createPerson } from '../../../adapters/mongo/people.ts';
import { tapLimit } from '../../../adapters/redis/gateway/limits.ts';
import { sandboxBot } from '../../../config/sandbox-bot.ts';
import { invitePayload, startLink } from '../../../contracts/callback-data.ts';
import {
  type RequestInput,
  type RequestKind,
  requestWorkflowType,
} from '../../../contracts/workflows/request.ts';
import { waitFor } from '../../../tests/support/wait.ts';
import type { Scene } from '../scene.ts';
import type { Story } from '../story.ts';

type Kind = RequestKind['kind'];

async function requestRun(scene: Scene, kind: Kind) {
  const query = `WorkflowType = '${requestWorkflowType}' AND ExecutionStatus = 'Completed'`;
  return waitFor(`a request of kind ${kind}`, async () => {
    for await (const { workflowId } of scene.client.workflow.list({ query })) {
      const run = scene.client.workflow.getHandle(workflowId);
      const { events } = await run.fetchHistory();
      const data = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
      const input = JSON.parse(Buffer.from(data ?? []).toString()) as RequestInput;
      if (input.request.kind === kind) return run;
    }
    return undefined;
  });
}

const request = (kind: Kind, act: (scene: Scene) => Promise<unknown>): Story => ({
  name: `request-${kind.replaceAll('_', '-')}`,
  async play(scene) {
    await act(scene);
    return requestRun(scene, kind);
  },
});

const says =
  (...texts: string[]) =>
  async (scene: Scene) => {
    const person = await scene.person();
    for (const text of texts) await person.sends(text);
  };

async function privacy(scene: Scene, ...buttons: readonly string[]): Promise<void> {
  const person = await scene.person();
  await person.sends('/privacy');
  await scene.sees(person, 'Your data');
  for (const button of buttons) {
    await person.tap(button);
    if (button.startsWith('Delete')) await scene.sees(person, 'Delete your data?');
  }
}

async function followsInvite(scene: Scene): Promise<void> {
  const token = randomBytes(24).toString('base64url');
  const invite = {
    token_hash: createHash('sha256').update(token).digest('hex'),
    expires_at: new Date(scene.now() + 86_400_000),
  };
  await createPerson(scene.house.db, { invite }, scene.now());
  const invited = await scene.person('Vera', { allowed: false });
  await invited.opens(startLink(sandboxBot.username, invitePayload(token)));
}

/** What people ask the bot that belongs to no booking. */
export const requests: readonly Story[] = [
  request('denied', async (scene) => (await scene.person('Stranger', { allowed: false })).sends('/start')),
  request('help', says('/help')),
  request('welcome', says('/start')),
  request('stop', says('/stop')),
  request('language', says('/language')),
  request('privacy', (scene) => privacy(scene)),
  request('export', (scene) => privacy(scene, 'Get my data')),
  request('erase', (scene) => privacy(scene, 'Delete my data', 'Yes, delete it')),
  request('invite', followsInvite),
  request('no_event', says('/mybooking')),
  request('contact', async (scene) => {
    const { person } = await scene.booked();
    await person.sends('/contact');
  }),
  request('choose_event', async (scene) => {
    await scene.event();
    await scene.event();
    await says('/slots')(scene);
  }),
  request('outdated', async (scene) => {
    const person = await scene.person();
    await person.sends('/help');
    const { message_id } = await scene.sees(person, 'Commands');
    await person.forges('somebody else’s', { message_id });
  }),
  request('too_many', says(...Array.from({ length: tapLimit.most + 1 }, () => '/help'))),
];
