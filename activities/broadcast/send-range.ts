import { Batch } from './batch.ts';
import { oneMessage } from './one-message.ts';
import type { BroadcastDeps, Range } from './ports.ts';

/** How many of one batch are on their way at a time: enough to keep the lane full while Telegram thinks. */
const atOnce = 8;
const aliveEveryMs = 2_000;

/** `left`: they wait still, and should be asked for again after so long. */
export type BatchDone = { readonly settled: number; readonly left: number; readonly wait_ms: number };

/** Sends to those of a range who wait. Begun again after a crash it leaves alone whoever was claimed before. */
export async function sendRange(deps: BroadcastDeps, id: string, range: Range): Promise<BatchDone> {
  // At once: while a batch reads, nothing of it is on its way.
  const [stored, lost, waiting] = await Promise.all([
    deps.broadcasts.read(id),
    deps.ledger.giveUpClaims(id, range),
    deps.ledger.waiting(id, range),
  ]);
  if (stored === null || 'unreadable' in stored) throw new Error(`there is no broadcast ${id}`);
  if (stored.status !== 'sending') return { settled: lost, left: waiting.length, wait_ms: 0 };
  const batch = new Batch(deps, stored, waiting);
  const alive = setInterval(deps.alive, aliveEveryMs);
  try {
    const ended = await Promise.allSettled(Array.from({ length: atOnce }, () => sender(batch)));
    const fault = ended.find((one) => one.status === 'rejected');
    if (fault) throw fault.reason;
  } finally {
    clearInterval(alive);
  }
  return { settled: lost + batch.settled, left: batch.left, wait_ms: batch.waitMs };
}

async function sender(batch: Batch): Promise<void> {
  try {
    for (let row = await batch.next(); row; row = await batch.next()) await oneMessage(batch, row);
  } catch (error) {
    // The others end what they have begun: the next attempt must not meet their calls.
    batch.stop(undefined, 0);
    throw error;
  }
}
