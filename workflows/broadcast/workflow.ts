import {
  allHandlersFinished,
  CancellationScope,
  CancelledFailure,
  condition,
  continueAsNew,
  isCancellation,
  patched,
  setCurrentDetails,
} from '@temporalio/workflow';
import type {
  BroadcastInput,
  BroadcastResult,
  BroadcastTestInput,
  BroadcastTestResult,
} from '../../contracts/workflows/broadcast.ts';
import { readAudience } from './audience.ts';
import { openLanes } from './lanes.ts';
import { failed, post } from './one-chat.ts';
import { type Carried, createRun, isDone, isLong, type Run } from './run.ts';
import { sendTest, verbs } from './verbs.ts';
import { cancel, grant, registerHandlers, takeAllBack } from './wishes.ts';

/** One announcement, in one chat or to many people. The numbered steps are those of README.md beside this file. */
export async function broadcastWorkflow(input: BroadcastInput): Promise<BroadcastResult> {
  const run = createRun(input);
  // 1. Listen first: whoever started this run may have done so to ask for something.
  registerHandlers(run);
  const ended = whenCancelled();
  return CancellationScope.nonCancellable(async () => {
    if (run.step !== 'planning') return toPeople(run, ended);
    // 2. Decide where it goes, once; or say why it can go nowhere.
    const { id: broadcast_id } = run;
    setCurrentDetails(`Reading command \`${broadcast_id}\`.`);
    const plan = await verbs.planBroadcast.executeWithOptions({ summary: 'where to' }, [{ broadcast_id }]);
    if (!plan.ok) return refuse(run, failed(broadcast_id, plan.reason));
    if (plan.to === 'chat') return refuse(run, await post(run, plan.done));
    // 3. Whoever it goes to gets a row in the ledger before they hear of it.
    if (plan.rows === null) run.page = { after: null, n: 0 };
    run.end = plan.rows ?? 0;
    run.cursor = plan.status === 'sending' || plan.status === 'paused' ? 0 : run.end;
    run.step = plan.status;
    return toPeople(run, ended);
  });
}

/** Nothing more can be done here: whoever still asks is told so. */
async function refuse<T>(run: Run, result: T): Promise<T> {
  for (const one of run.asked.splice(0)) one.answer ??= { ok: false, reason: 'not_now' };
  await condition(allHandlersFinished);
  return result;
}

function whenCancelled(): { yes: boolean } {
  const seen = { yes: false };
  CancellationScope.current().cancelRequested.catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
    seen.yes = true;
  });
  return seen;
}

async function toPeople(run: Run, ended: { readonly yes: boolean }): Promise<BroadcastResult> {
  // 4. Batches side by side, while others are still looked up; what was left of one is handed out again when its time has come.
  if (run.page !== null) await beginReading(run);
  openLanes(run);
  for (;;) {
    describe(run);
    await condition(() => run.asked.length > 0 || ended.yes || isOver(run) || mayHandOver(run));
    // 5. One wish at a time; the answer says what became of it.
    const asked = run.asked.shift();
    if (asked) asked.answer = await grant(run, asked.wish);
    else if (run.takingBack) await takeAllBack(run);
    else if (ended.yes) return endedByHand(run);
    else if (mayHandOver(run)) await handOver(run);
    // 6. Nobody is left: look whether that is so, and end.
    else if (run.step === 'sending') await finish(run);
    else {
      const told = await result(run);
      await condition(() => run.asked.length > 0 || allHandlersFinished());
      if (run.asked.length === 0) return told;
    }
  }
}

async function beginReading(run: Run): Promise<void> {
  const all = readAudience(run);
  // Runs that began when everybody was known before the first was written to.
  if (!patched('sends-while-reading')) await all;
}

async function endedByHand(run: Run): Promise<never> {
  if (run.step === 'sending' || run.step === 'paused') await cancel(run);
  await refuse(run, undefined);
  throw new CancelledFailure('cancelled by an operator');
}

const isOver = (run: Run): boolean =>
  run.takingBack ||
  run.step === 'done' ||
  run.step === 'cancelled' ||
  (run.step === 'sending' && isDone(run));

/** A call whose answer came after its batch was given up may wait again. */
async function finish(run: Run): Promise<void> {
  const { waiting, claimed } = await verbs.countRecipients({ broadcast_id: run.id });
  if (run.step !== 'sending' || !isDone(run)) return;
  if (waiting + claimed > 0) {
    run.cursor = 0;
    return;
  }
  await verbs.setBroadcastStatus.executeWithOptions({ summary: 'done' }, [
    { broadcast_id: run.id, status: 'done' },
  ]);
  run.step = 'done';
}

async function result(run: Run): Promise<BroadcastResult> {
  const counts = await verbs.countRecipients({ broadcast_id: run.id });
  const status = run.step === 'cancelled' ? 'cancelled' : 'done';
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  setCurrentDetails(`**${status}** · ${told.map(([state, count]) => `${state} ${count}`).join(' · ')}.`);
  return { v: 1, status, counts };
}

function describe(run: Run): void {
  setCurrentDetails(
    `**${run.step}** · broadcast \`${run.id}\`: ${run.cursor} of ${run.end}${run.page ? ' or more' : ''} recipients handed out, batches under way ${run.inFlight}, waiting ${run.later.length}.`,
  );
}

const isSending = (run: Run): run is Run & { readonly step: Carried['status'] } =>
  run.step === 'sending' || run.step === 'paused';

const mayHandOver = (run: Run): boolean => isSending(run) && !isDone(run) && isLong();

/** 7. A long history hands over to the next run, once what is under way has ended. */
async function handOver(run: Run): Promise<void> {
  run.handingOver = true;
  await condition(
    () => run.asked.length > 0 || (run.inFlight === 0 && !run.reading && allHandlersFinished()),
  );
  if (run.asked.length > 0 || !isSending(run)) {
    run.handingOver = false;
    return;
  }
  const { step: status, cursor, end, ready, later, page } = run;
  const carried: Carried = { status, cursor, end, ready, later, page };
  await continueAsNew<typeof broadcastWorkflow>({ v: 1, broadcast_id: run.id, carried });
}

/** The same message to whoever wrote it, so that they see it before others do. */
export async function broadcastTestWorkflow(input: BroadcastTestInput): Promise<BroadcastTestResult> {
  const { sent } = await sendTest.executeWithOptions({ summary: 'one message' }, [input]);
  return { v: 1, sent };
}
