import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { ObjectId } from 'mongodb';
import { createBroadcastControl } from '../../../adapters/temporal/broadcast-control.ts';
import { broadcastTestWorkflowId, broadcastWorkflowId } from '../../../contracts/workflows/broadcast.ts';
import { userId } from '../../../core/shared/ids.ts';
import { command } from '../../../tests/support/announcing.ts';
import type { Candidate } from '../../../tests/support/journey.ts';
import { waitFor } from '../../../tests/support/wait.ts';
import type { Event, Scene } from '../scene.ts';
import type { Story } from '../story.ts';

type To = { readonly event: Event; readonly target: string | number };

async function announce(scene: Scene, { event, target }: To): Promise<string> {
  const key = randomUUID();
  const body = { action: 'post_broadcast', message_text: 'Hello', event_id: event.id };
  await command(scene.house, { ...body, broadcast_id: key, target });
  const row = await waitFor(
    'the command',
    async () => (await scene.house.db.collection('broadcasts').findOne({ command_id: key })) ?? undefined,
  );
  return row._id.toHexString();
}

const runOf = (scene: Scene, id: string): WorkflowHandle =>
  scene.client.workflow.getHandle(broadcastWorkflowId(id));

const until = (scene: Scene, id: string, ...wanted: readonly string[]) =>
  waitFor(
    `the broadcast to be ${wanted.join(' or ')}`,
    async () => {
      const row = await scene.house.db.collection('broadcasts').findOne({ _id: new ObjectId(id) });
      return wanted.includes(String(row?.['status'])) || undefined;
    },
    120_000,
  );

async function spokenTo(scene: Scene, count: number): Promise<Candidate[]> {
  const people: Candidate[] = [];
  for (let one = 0; one < count; one += 1) people.push(await scene.spokenTo());
  return people;
}

/** Everyone else of the house may stay as they are: the event is these people's. */
async function eventOf(scene: Scene, people: readonly { readonly userId: string }[]): Promise<Event> {
  const event = await scene.event();
  await scene.set(event, { audience: people.map(({ userId: id }) => new ObjectId(id)) });
  return event;
}

let lastStranger = 900_000_000;

/** People on the list whom Telegram does not know: there are as many as are wanted. */
async function strangers(scene: Scene, count: number): Promise<{ readonly userId: string }[]> {
  const users = Array.from({ length: count }, () => ({
    _id: new ObjectId(),
    company_id: 'default',
    telegram_id: (lastStranger += 1),
    roles: ['candidate'],
    allowed: true,
    lang: null,
    language_code: null,
    reachable: 'unknown',
    broadcasts_off: false,
  }));
  await scene.house.db.collection('users').insertMany(users);
  return users.map(({ _id }) => ({ userId: _id.toHexString() }));
}

const slow = (scene: Scene, { id: chat }: Candidate, ms: number) =>
  scene.house.sandbox.sandbox.fault({ kind: 'slow', method: 'sendMessage', chat, count: 1, ms });

async function toMany(scene: Scene, count = 3): Promise<{ id: string; people: readonly Candidate[] }> {
  const people = await spokenTo(scene, count);
  const event = await eventOf(scene, people);
  return { id: await announce(scene, { event, target: 'unbooked' }), people };
}

/** In the middle of its first calls. */
async function inTheMiddle(scene: Scene): Promise<string> {
  const people = await spokenTo(scene, 10);
  for (const person of people.slice(0, 8)) await slow(scene, person, 3_000);
  const event = await eventOf(scene, people);
  const id = await announce(scene, { event, target: 'unbooked' });
  await waitFor('the first calls', async () => {
    const claimed = { broadcast_id: new ObjectId(id), state: 'claimed' };
    return (
      (await scene.house.db.collection('broadcast_recipients').countDocuments(claimed)) === 8 || undefined
    );
  });
  return id;
}

const control = (scene: Scene) => createBroadcastControl(scene.client, 30_000);

/** Every way an announcement goes. */
export const broadcasts: readonly Story[] = [
  {
    name: 'broadcast-to-one-chat',
    async play(scene) {
      const person = await scene.spokenTo();
      const id = await announce(scene, { event: await scene.event(), target: person.id });
      await until(scene, id, 'posted');
      return runOf(scene, id);
    },
  },
  {
    name: 'broadcast-of-no-event',
    async play(scene) {
      const id = await announce(scene, { event: { id: 'f'.repeat(24), slots: [] }, target: 'unbooked' });
      await until(scene, id, 'failed');
      return runOf(scene, id);
    },
  },
  {
    name: 'broadcast-to-many',
    async play(scene) {
      const { id } = await toMany(scene);
      await until(scene, id, 'done');
      await scene.ended(runOf(scene, id));
      return runOf(scene, id);
    },
  },
  {
    name: 'broadcast-waits-for-telegram',
    async play(scene) {
      const people = await spokenTo(scene, 2);
      const [first] = people as [Candidate];
      await scene.house.sandbox.sandbox.fault({
        kind: 'too_many_requests',
        method: 'sendMessage',
        chat: first.id,
        count: 1,
        retry_after: 7,
      });
      const id = await announce(scene, { event: await eventOf(scene, people), target: 'unbooked' });
      await until(scene, id, 'done');
      await scene.ended(runOf(scene, id));
      return runOf(scene, id);
    },
  },
  {
    name: 'broadcast-paused-and-resumed',
    async play(scene) {
      const id = await inTheMiddle(scene);
      await control(scene).pause(id, 'pause');
      await control(scene).resume(id, 'resume');
      await until(scene, id, 'done');
      await scene.ended(runOf(scene, id));
      return runOf(scene, id);
    },
  },
  {
    name: 'broadcast-cancelled',
    async play(scene) {
      const id = await inTheMiddle(scene);
      await control(scene).cancel(id, 'cancel');
      await scene.ended(runOf(scene, id));
      return runOf(scene, id);
    },
  },
  {
    name: 'broadcast-cancelled-in-temporal',
    async play(scene) {
      const id = await inTheMiddle(scene);
      await runOf(scene, id).cancel();
      await scene.ended(runOf(scene, id));
      return runOf(scene, id);
    },
  },
  {
    name: 'broadcast-tried-again',
    async play(scene) {
      const people = await spokenTo(scene, 2);
      const [first] = people as [Candidate];
      await scene.house.sandbox.sandbox.fault({
        kind: 'server_error',
        method: 'sendMessage',
        chat: first.id,
        count: 1,
        code: 400,
        description: 'Bad Request: BUTTON_URL_INVALID',
      });
      const id = await announce(scene, { event: await eventOf(scene, people), target: 'unbooked' });
      await until(scene, id, 'done');
      await scene.ended(runOf(scene, id));
      await control(scene).retry(id, 'retry', false);
      await until(scene, id, 'done');
      await scene.ended(runOf(scene, id));
      return runOf(scene, id);
    },
  },
  {
    name: 'broadcast-recalled',
    async play(scene) {
      const { id } = await toMany(scene);
      await until(scene, id, 'done');
      await scene.ended(runOf(scene, id));
      await control(scene).recall(id, 'recall');
      await scene.ended(runOf(scene, id));
      return runOf(scene, id);
    },
  },
  {
    name: 'broadcast-recalled-from-one-chat',
    async play(scene) {
      const person = await scene.spokenTo();
      const id = await announce(scene, { event: await scene.event(), target: person.id });
      await until(scene, id, 'posted');
      await scene.ended(runOf(scene, id));
      await control(scene).recall(id, 'recall');
      await scene.ended(runOf(scene, id));
      return runOf(scene, id);
    },
  },
  {
    name: 'broadcast-test',
    async play(scene) {
      const { id, people } = await toMany(scene, 1);
      await until(scene, id, 'done');
      await control(scene).test(id, 'key', userId(people[0]?.userId ?? ''));
      return scene.client.workflow.getHandle(broadcastTestWorkflowId(id, 'key'));
    },
  },
];

/** A run that became too long, and the one that went on. */
const handedOver = (name: string, which: 'before' | 'after'): Story => ({
  name,
  async play(scene) {
    const event = await eventOf(scene, await strangers(scene, 1_000));
    const id = await announce(scene, { event, target: 'unbooked' });
    const first = await waitFor('the first run', async () => {
      const { runId, raw } = await runOf(scene, id).describe();
      return raw.workflowExecutionInfo?.firstRunId ?? runId;
    });
    await waitFor(
      'the run to be handed over',
      async () => (await runOf(scene, id).describe()).runId !== first || undefined,
      120_000,
    );
    const { runId } = await runOf(scene, id).describe();
    await control(scene).cancel(id, 'cancel');
    await scene.ended(runOf(scene, id));
    return scene.client.workflow.getHandle(broadcastWorkflowId(id), which === 'before' ? first : runId);
  },
});

export const broadcastsHandedOver: readonly Story[] = [
  handedOver('broadcast-handed-over-before', 'before'),
  handedOver('broadcast-handed-over-after', 'after'),
];
