import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import type { BroadcastActivities } from '../../activities/broadcast/activities.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import { openNamespace } from './own-namespace.ts';
import { bundleInto } from './workflow-bundle.ts';

export const pageSize = 60;

/** An audience of so many pages, of which the test lets one after the other be read. */
export class AudienceDouble {
  readonly pages: number;
  readonly states: string[] = [];
  readonly statuses: string[] = [];
  /** What was asked for, in order. */
  readonly asked: string[] = [];
  #readable = 0;
  #wake: () => void = () => undefined;

  constructor(pages: number) {
    this.pages = pages;
  }

  let(pages: number): void {
    this.#readable = pages;
    this.#wake();
  }

  count(state: string): number {
    return this.states.filter((one) => one === state).length;
  }

  readonly activities = {
    planBroadcast: () => Promise.resolve({ ok: true, to: 'people', status: 'sending', rows: null } as const),
    resolveAudience: async ({ n }) => {
      const page = n / pageSize;
      this.asked.push(`page ${page}`);
      while (page >= this.#readable)
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      for (let at = n; at < n + pageSize; at += 1) this.states[at] = 'waiting';
      return { after: page + 1 === this.pages ? null : String(page), n: n + pageSize };
    },
    sendBatch: ({ from, to }) => {
      let settled = 0;
      for (let at = from; at < to; at += 1)
        if (this.states[at] === 'waiting') {
          this.states[at] = 'sent';
          settled += 1;
        }
      return Promise.resolve({ settled, left: 0, wait_ms: 0 });
    },
    setBroadcastStatus: ({ status }) => {
      this.statuses.push(status);
      return Promise.resolve();
    },
    dropWaiting: () => {
      const count = this.count('waiting');
      for (const [at, state] of this.states.entries()) if (state === 'waiting') this.states[at] = 'skipped';
      return Promise.resolve({ count });
    },
    countRecipients: () =>
      Promise.resolve({
        waiting: this.count('waiting'),
        claimed: 0,
        sent: this.count('sent'),
        failed: 0,
        blocked: 0,
        unknown: 0,
        skipped: this.count('skipped'),
      }),
  } satisfies Partial<BroadcastActivities>;
}

/** A namespace of its own on the real server, in which the real workflow meets what a test makes up. */
export async function openBroadcasts() {
  const folder = mkdtempSync(join(tmpdir(), 'zapis-bundle-'));
  const codePath = await bundleInto(folder);
  const { namespace, temporal, connection, close } = await openNamespace('announce');
  return {
    client: temporal.client,
    async work(audience: AudienceDouble, during: () => Promise<void>): Promise<void> {
      const { activities } = audience;
      const taskQueue = taskQueues.bulk;
      const workflowBundle = { codePath };
      const worker = await Worker.create({ connection, namespace, taskQueue, workflowBundle, activities });
      await worker.runUntil(during());
    },
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
