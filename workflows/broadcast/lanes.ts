import { condition, sleep } from '@temporalio/workflow';
import { type Later, mayTake, type Range, type Run, take } from './run.ts';
import { sendBatch } from './verbs.ts';

/** Two: while one batch ends and the next is handed out, the other keeps Telegram busy. */
const lanes = 2;
const longestIdleMs = 60_000;

export function openLanes(run: Run): void {
  for (let one = 0; one < lanes; one += 1) void lane(run);
  for (const later of run.later) void wake(run, later);
}

async function lane(run: Run): Promise<void> {
  for (;;) {
    await condition(() => mayTake(run));
    const range = take(run);
    if (range) await hand(run, range);
  }
}

async function hand(run: Run, range: Range): Promise<void> {
  run.inFlight += 1;
  const summary = `recipients ${range.from} to ${range.to - 1}`;
  const done = await sendBatch.executeWithOptions({ summary }, [{ broadcast_id: run.id, ...range }]);
  run.idle = done.settled > 0 || done.wait_ms === 0 ? 0 : run.idle + 1;
  if (done.left > 0) putBack(run, range, done.wait_ms);
  run.inFlight -= 1;
}

function putBack(run: Run, range: Range, waitMs: number): void {
  if (waitMs === 0) {
    run.ready.push(range);
    return;
  }
  const wait = Math.max(waitMs, Math.min(waitMs * 2 ** Math.max(0, run.idle - 1), longestIdleMs));
  const later = { range, at: Date.now() + wait };
  run.later.push(later);
  void wake(run, later);
}

async function wake(run: Run, later: Later): Promise<void> {
  const summary = `recipients ${later.range.from} to ${later.range.to - 1} again`;
  await sleep(Math.max(1, later.at - Date.now()), { summary });
  const at = run.later.indexOf(later);
  if (at < 0) return;
  run.later.splice(at, 1);
  run.ready.push(later.range);
}
