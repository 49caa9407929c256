import type { WorkflowHandle } from '@temporalio/client';
import { TcpProxy } from '../../../tests/support/tcp-proxy.ts';
import { waitFor } from '../../../tests/support/wait.ts';
import type { Scene } from '../scene.ts';
import type { Story } from '../story.ts';

/** Until a regular activity of that name is under way: the local one was given up. */
const underWay = (run: WorkflowHandle, activity: string): Promise<unknown> =>
  waitFor(`${activity} as a regular activity`, async () => {
    const { raw } = await run.describe();
    return raw.pendingActivities?.some((one) => one.activityType?.name === activity) || undefined;
  });

/** A worker whose wire to one service can be cut, instead of the one that runs. */
async function workerBehind(scene: Scene, variable: 'MONGODB_URL' | 'AMQP_URL'): Promise<TcpProxy> {
  const address = scene.house.env[variable] ?? '';
  const wire = new TcpProxy(address);
  await wire.mend();
  const url = new URL(address);
  url.host = `127.0.0.1:${wire.port}`;
  await scene.house.start(['worker'], { [variable]: url.href });
  await scene.house.roles[0]?.stop();
  return wire;
}

/** Neighbours that are slow, away, or want a pause. */
export const telegramTroubles: readonly Story[] = [
  {
    name: 'telegram-wants-a-pause',
    async play(scene) {
      const [event, person] = [await scene.event(), await scene.person()];
      await scene.signsUp(person, event);
      const kind = 'too_many_requests';
      await scene.house.sandbox.sandbox.fault({ kind, method: 'editMessageText', count: 1, retry_after: 2 });
      await person.tap('None of these fits');
      await scene.sees(person, 'None of the times fits');
      return scene.runOf(person, event);
    },
  },
  {
    name: 'telegram-does-not-answer',
    async play(scene) {
      const [event, person] = [await scene.event(), await scene.person()];
      await scene.signsUp(person, event);
      await scene.house.sandbox.sandbox.fault({ kind: 'hang_before', method: 'editMessageText', count: 2 });
      await person.tap('None of these fits');
      await scene.sees(person, 'None of the times fits');
      return scene.runOf(person, event);
    },
  },
];

export const storeSlow: Story = {
  name: 'store-slow',
  async play(scene) {
    const [event, person] = [await scene.event(), await scene.person()];
    const wire = await workerBehind(scene, 'MONGODB_URL');
    await scene.chooses(person, event);
    await wire.cut();
    await person.tap('Confirm');
    await underWay(scene.runOf(person, event), 'confirmSeat');
    await wire.mend();
    await scene.sees(person, 'Your interview is booked');
    return scene.runOf(person, event);
  },
};

export const publishingFails: Story = {
  name: 'publishing-fails',
  async play(scene) {
    const [event, person] = [await scene.event(), await scene.person()];
    const wire = await workerBehind(scene, 'AMQP_URL');
    await scene.chooses(person, event);
    await wire.cut();
    await person.tap('Confirm');
    await scene.sees(person, 'Your interview is booked');
    await underWay(scene.runOf(person, event), 'publishBookingEvent');
    await wire.mend();
    return scene.runOf(person, event);
  },
};

/** The run before a hand-over, or the one after it. */
const handedOver = (name: string, which: 'before' | 'after'): Story => ({
  name,
  async play(scene) {
    const { event, person, run } = await scene.booked();
    const first = (await run.describe()).runId;
    const current = () => scene.runOf(person, event);
    await waitFor(
      'the next run',
      async () => {
        await person.sends('/cancel');
        await scene.settled(current());
        return (await current().describe()).runId !== first || undefined;
      },
      60_000,
    );
    if (which === 'before') return scene.client.workflow.getHandle(run.workflowId, first);
    await person.sends('/cancel');
    await scene.sees(person, 'Cancel your booking?');
    await scene.settled(current());
    return current();
  },
});

export const continued: readonly Story[] = [
  handedOver('continued-as-new-before', 'before'),
  handedOver('continued-as-new-after', 'after'),
];
