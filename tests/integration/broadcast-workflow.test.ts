import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBroadcastControl } from '../../adapters/temporal/broadcast-control.ts';
import {
  type BroadcastInput,
  type BroadcastResult,
  broadcastProgress,
  broadcastWorkflowId,
  broadcastWorkflowType,
} from '../../contracts/workflows/broadcast.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import { AudienceDouble, openBroadcasts, pageSize } from '../support/broadcast-double.ts';
import { waitFor } from '../support/wait.ts';

type Broadcast = (input: BroadcastInput) => Promise<BroadcastResult>;

let broadcasts: Awaited<ReturnType<typeof openBroadcasts>>;
beforeAll(async () => {
  broadcasts = await openBroadcasts();
});
afterAll(() => broadcasts?.close());

const start = (id: string) =>
  broadcasts.client.workflow.start<Broadcast>(broadcastWorkflowType, {
    workflowId: broadcastWorkflowId(id),
    taskQueue: taskQueues.bulk,
    args: [{ v: 1, broadcast_id: id }],
  });
const control = () => createBroadcastControl(broadcasts.client, 30_000);
const until = (what: string, holds: () => boolean) =>
  waitFor(what, () => Promise.resolve(holds() || undefined));

test('the first are written to while the others are still being looked up, and nobody is left out', async () => {
  const audience = new AudienceDouble(3);
  await broadcasts.work(audience, async () => {
    const run = await start('by-page');
    audience.let(1);
    await until('the first page to be sent', () => audience.count('sent') === pageSize);
    expect(await run.query(broadcastProgress)).toEqual({
      step: 'sending',
      rows: pageSize,
      all_known: false,
    });
    expect(audience.statuses).toEqual([]);
    audience.let(3);
    expect(await run.result()).toMatchObject({ status: 'done', counts: { sent: 3 * pageSize, waiting: 0 } });
    expect(audience.statuses).toEqual(['done']);
  });
});

test('a pause holds up the sending and not the looking up', async () => {
  const audience = new AudienceDouble(2);
  await broadcasts.work(audience, async () => {
    const run = await start('paused');
    audience.let(1);
    await until('the first page to be sent', () => audience.count('sent') === pageSize);
    expect(await control().pause('paused', 'pause')).toEqual({ ok: true, count: 0 });
    audience.let(2);
    await waitFor(
      'everybody to be known',
      async () => (await run.query(broadcastProgress)).all_known || undefined,
    );
    expect(audience.count('waiting')).toBe(pageSize);
    expect(await control().resume('paused', 'resume')).toEqual({ ok: true, count: 0 });
    expect(await run.result()).toMatchObject({ status: 'done', counts: { sent: 2 * pageSize } });
  });
});

test('cancelled in the middle of the looking up, it says how many will not hear of it when all of them are known', async () => {
  const audience = new AudienceDouble(3);
  await broadcasts.work(audience, async () => {
    const run = await start('cancelled');
    audience.let(1);
    await until('the first page to be sent', () => audience.count('sent') === pageSize);
    const answer = control().cancel('cancelled', 'cancel');
    await until('the sending to stop', () => audience.statuses.includes('cancelled'));
    audience.let(3);
    expect(await answer).toEqual({ ok: true, count: 2 * pageSize });
    expect(await run.result()).toMatchObject({
      status: 'cancelled',
      counts: { sent: pageSize, skipped: 2 * pageSize, waiting: 0 },
    });
  });
});

test('stopped before it was begun, its run looks nobody up and writes to nobody', async () => {
  const audience = new AudienceDouble(1);
  const status = 'cancelled' as const;
  const planBroadcast = () => Promise.resolve({ ok: true, to: 'people', status, rows: 0 } as const);
  Object.assign(audience.activities, { planBroadcast });
  await broadcasts.work(audience, async () => {
    const run = await start('stopped');
    expect(await run.result()).toMatchObject({ status, counts: { sent: 0, waiting: 0, skipped: 0 } });
    expect([audience.asked, audience.statuses]).toEqual([[], []]);
  });
});
