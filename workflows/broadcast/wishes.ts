import { condition, setHandler, sleep } from '@temporalio/workflow';
import {
  type BroadcastAnswer,
  type BroadcastRefusal,
  broadcastProgress,
  cancelBroadcast,
  pauseBroadcast,
  recallBroadcast,
  resumeBroadcast,
  retryBroadcast,
} from '../../contracts/workflows/broadcast.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import { allKnown } from './audience.ts';
import type { Asked, Run, Wish } from './run.ts';
import { takeBackBatch, verbs } from './verbs.ts';

const refused = (reason: BroadcastRefusal): BroadcastAnswer => ({ ok: false, reason });
const granted = (count = 0): BroadcastAnswer => ({ ok: true, count });
const takeBackSize = 200;

/** A handler only notes what is wished; the run grants one after the other. */
export function registerHandlers(run: Run): void {
  const ask = async (wish: Wish): Promise<BroadcastAnswer> => {
    const asked: Asked = { wish, answer: undefined };
    run.asked.push(asked);
    await condition(() => asked.answer !== undefined);
    return asked.answer ?? refused('not_now');
  };
  setHandler(broadcastProgress, () => ({ step: run.step, rows: run.end, all_known: run.page === null }), {
    description: 'How far the announcement is',
  });
  setHandler(pauseBroadcast, () => ask({ kind: 'pause' }), { description: 'Send nothing more for now' });
  setHandler(resumeBroadcast, () => ask({ kind: 'resume' }), { description: 'Go on sending' });
  setHandler(cancelBroadcast, () => ask({ kind: 'cancel' }), { description: 'Nobody else hears of it' });
  setHandler(retryBroadcast, ({ unknown }) => ask({ kind: 'retry', unknown }), {
    description: 'Send again to those whom it could not be sent to',
  });
  setHandler(recallBroadcast, () => ask({ kind: 'recall' }), { description: 'Take the announcement back' });
}

/** Of an announcement to many people. */
export async function grant(run: Run, wish: Wish): Promise<BroadcastAnswer> {
  switch (wish.kind) {
    case 'pause':
      return run.step === 'sending' ? become(run, 'paused') : refused('not_now');
    case 'resume':
      return run.step === 'paused' ? become(run, 'sending') : refused('not_now');
    case 'cancel':
      return run.step === 'sending' || run.step === 'paused' ? cancel(run) : refused('not_now');
    case 'retry':
      return retry(run, wish.unknown);
    case 'recall':
      return recall(run);
    default:
      return assertNever(wish);
  }
}

/** The store first: batches that are under way look there. */
async function become(run: Run, status: 'sending' | 'paused'): Promise<BroadcastAnswer> {
  await verbs.setBroadcastStatus.executeWithOptions({ summary: status }, [{ broadcast_id: run.id, status }]);
  run.step = status;
  return granted();
}

export async function cancel(run: Run): Promise<BroadcastAnswer> {
  await verbs.setBroadcastStatus.executeWithOptions({ summary: 'cancelled' }, [
    { broadcast_id: run.id, status: 'cancelled' },
  ]);
  run.step = 'cancelled';
  await condition(() => run.inFlight === 0);
  await allKnown(run);
  const { count } = await verbs.dropWaiting({ broadcast_id: run.id });
  run.cursor = run.end;
  run.ready = [];
  run.later = [];
  return granted(count);
}

async function retry(run: Run, unknown: boolean): Promise<BroadcastAnswer> {
  await allKnown(run);
  // A run that was ended by force may have left some who were never told apart from those who fail.
  if (run.step === 'cancelled') await verbs.dropWaiting({ broadcast_id: run.id });
  const { count, n } = await verbs.reopenFailed({ broadcast_id: run.id, unknown, n: run.end });
  if (count === 0) return refused('nobody');
  run.end = n;
  if (run.step === 'done' || run.step === 'cancelled') await become(run, 'sending');
  return granted(count);
}

/** Whoever did not hear of it yet does not have to; from the others it is taken back after this was answered. */
async function recall(run: Run): Promise<BroadcastAnswer> {
  if (run.step === 'sending' || run.step === 'paused') await cancel(run);
  await allKnown(run);
  const { sent } = await verbs.countRecipients({ broadcast_id: run.id });
  if (sent === 0) return refused('nobody');
  await verbs.noteRecalled({ broadcast_id: run.id });
  run.takingBack = true;
  return granted(sent);
}

export async function takeAllBack(run: Run): Promise<void> {
  for (let from = 0; from < run.end; from += takeBackSize) await takeBack(run, from);
  run.takingBack = false;
}

async function takeBack(run: Run, from: number): Promise<void> {
  for (;;) {
    const { left, wait_ms } = await takeBackBatch({ broadcast_id: run.id, from, to: from + takeBackSize });
    if (left === 0) return;
    await sleep(Math.max(1, wait_ms), { summary: 'Telegram wants a pause' });
  }
}
