import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import type { ConversationActivities } from '../../activities/conversations/activities.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import { openNamespace } from './own-namespace.ts';
import { bundleInto } from './workflow-bundle.ts';

const nothing = () => Promise.resolve({ carried: false });

/** What a conversation's workflow asks for: a person who waits, and a group whose topic takes steps as the test lets it. */
export class DeskDouble {
  /** In the order they were taken up. */
  heard: string[] = [];
  /** Answers that wait to be sent. */
  answers = 0;
  /** Tries of a step in the topic. */
  steps = 0;
  carry: (n: number) => Promise<{ carried: boolean }> = nothing;

  reset(): void {
    [this.heard, this.answers, this.steps, this.carry] = [[], 0, 0, nothing];
  }

  readonly activities = {
    takeUp: ({ message_id }) => {
      this.heard.push(message_id);
      return Promise.resolve({ to_worker: false, to_topic: this.heard.length === 1 });
    },
    sendNext: () => {
      const sent = this.answers > 0;
      if (sent) this.answers -= 1;
      return Promise.resolve({ sent, to_topic: false });
    },
    carryNext: () => {
      this.steps += 1;
      return this.carry(this.steps);
    },
    // Longer than any test takes.
    lookAfter: () => Promise.resolve({ again_in_ms: 900_000 }),
    passToWorker: () => Promise.resolve(),
  } satisfies ConversationActivities;
}

/** A namespace of its own on this server, in which the real workflow meets what a test makes up. */
export async function openDesk(desk: DeskDouble, address: string) {
  const folder = mkdtempSync(join(tmpdir(), 'zapis-bundle-'));
  const codePath = await bundleInto(folder);
  const { namespace, temporal, connection, close } = await openNamespace('desk', address);
  const { activities } = desk;
  const taskQueue = taskQueues.booking;
  const workflowBundle = { codePath };
  const worker = await Worker.create({ connection, namespace, taskQueue, workflowBundle, activities });
  const running = worker.run();
  return {
    client: temporal.client,
    async close() {
      worker.shutdown();
      await running;
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
