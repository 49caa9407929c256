import {
  allHandlersFinished,
  CancellationScope,
  CancelledFailure,
  condition,
  continueAsNew,
  isCancellation,
  patched,
} from '@temporalio/workflow';
import type { BookingInput } from '../../contracts/workflows/booking.ts';
import type { Effect } from '../../core/booking/machine/effects.ts';
import type { Happening } from '../../core/booking/machine/happening.ts';
import {
  begin,
  endsWithEvent,
  happen,
  type Step,
  settle,
  timersOf,
} from '../../core/booking/machine/index.ts';
import { describe, firstDescribed } from './describe.ts';
import { registerHandlers } from './handlers.ts';
import { answered, begins } from './journal.ts';
import { isNoEvent, leave } from './no-event.ts';
import { carryOut } from './orders.ts';
import { outboxLane } from './outbox-lane.ts';
import {
  type Carried,
  createRun,
  isIdle,
  isLong,
  newNonce,
  nowOf,
  type Run,
  stateOf,
  takeNext,
} from './run.ts';
import { Timers } from './timers.ts';
import { answerTap, enqueue, viewLane } from './view-lane.ts';

/** One candidate, one event. The numbered steps are those of README.md beside this file. */
export async function bookingWorkflow(input: BookingInput): Promise<{ v: 1; phase: string }> {
  const run = createRun(input);
  // 1. Listen before anything else: what arrives while the truth is read waits in the inbox.
  registerHandlers(run);
  const cancelled = whenCancelled(run);
  return CancellationScope.nonCancellable(async () => {
    // 2. Begin with the stored truth, or with what the run before handed over.
    if (run.state === undefined && !(await readTheTruth(run))) return leave(run);
    // 3. Three lanes: what is decided, what is shown, what is announced. None waits for another.
    void viewLane(run);
    void outboxLane(run);
    await stateLane(run);
    // 4. Cancelled in the Temporal UI: the seat was given back and the candidate told; the run says so too.
    if (cancelled.yes) throw new CancelledFailure('cancelled by an operator');
    return { v: 1, phase: stateOf(run).phase };
  });
}

function whenCancelled(run: Run): { yes: boolean } {
  const seen = { yes: false };
  CancellationScope.current().cancelRequested.catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
    seen.yes = true;
    run.inbox.push({ kind: 'ended_by_operator' });
  });
  return seen;
}

/** false: there is no such event for this person. */
async function readTheTruth(run: Run): Promise<boolean> {
  const by = { user_id: null, role: 'system', channel: 'system' } as const;
  const order = { do: 'order', order: { verb: 'readTruth' }, by, cause: { kind: 'start' } } as const;
  const read = await carryOut(run, order).catch((error: unknown) => {
    if (!isNoEvent(error)) throw error;
    return null;
  });
  if (read === null) return false;
  if (!read.ok || !read.truth) throw new Error('the truth cannot be refused');
  run.offsetMs = read.truth.sandbox ? Math.max(run.offsetMs, read.truth.offset_ms) : 0;
  run.state = begin(read.truth, newNonce(), nowOf(run), run.input.because);
  return true;
}

async function stateLane(run: Run): Promise<void> {
  const timers = new Timers(run);
  const last = firstDescribed(run);
  for (;;) {
    // 5. One thing at a time: an update or signal first, then what fell due.
    const next = takeNext(run) ?? dueNow(run);
    if (next) {
      run.acting = true;
      run.journal = begins(run.journal, nowOf(run), next);
      await follow(run, happen(stateOf(run), next, nowOf(run)));
      run.acting = false;
      continue;
    }
    // 6. Tell operators, and arm a timer for the next instant that matters.
    describe(run, last);
    timers.arm();
    const { offsetMs } = run;
    // 7. Over: leave only with empty lanes; a tap that comes meanwhile begins again.
    if (isOver(run)) return;
    // 8. A long history hands its state over to the next run.
    if (isLong() && isIdle(run)) await handOver(run);
    await condition(
      () =>
        run.inbox.length > 0 ||
        timers.ringing ||
        run.offsetMs !== offsetMs ||
        isOver(run) ||
        (isLong() && isIdle(run)),
    );
    timers.rang();
  }
}

const isOver = (run: Run): boolean =>
  stateOf(run).over &&
  isIdle(run) &&
  !run.unshown &&
  stateOf(run).outbox.length === 0 &&
  allHandlersFinished();

function dueNow(run: Run): Happening | undefined {
  // In this order: histories of runs that lived on after their event was closed hold no such marker.
  if (endsWithEvent(stateOf(run)) && patched('ends-with-its-event'))
    return { kind: 'timer', timer: 'event_shut' };
  const [first] = timersOf(stateOf(run));
  if (first === undefined || first.at > nowOf(run)) return undefined;
  // Asks whether it is quiet now; histories of runs that nudged before hold no such marker.
  if (first.timer === 'nudge' && patched('nudge-waits-for-quiet'))
    return { kind: 'timer', timer: 'nudge_due' };
  return { kind: 'timer', timer: first.timer, ...(first.key === undefined ? {} : { key: first.key }) };
}

/** Does what a step says, in its order; what the store answers leads to the next step. */
async function follow(run: Run, step: Step): Promise<void> {
  run.state = step.state;
  for (const effect of step.effects) await act(run, effect);
}

async function act(run: Run, effect: Effect): Promise<void> {
  switch (effect.do) {
    case 'order': {
      const result = await carryOut(run, effect);
      run.journal = answered(run.journal, effect.order, result);
      return follow(run, settle(stateOf(run), effect.order, result, effect.cause, nowOf(run)));
    }
    case 'answer':
      return answerTap(run, effect.answer);
    default:
      return enqueue(run, effect);
  }
}

async function handOver(run: Run): Promise<void> {
  run.pausing = true;
  await condition(allHandlersFinished);
  if (!isIdle(run)) {
    run.pausing = false;
    return;
  }
  const { offsetMs, unshown } = run;
  const state = { ...stateOf(run), offsetMs };
  const carried: Carried = unshown ? { ...state, unshown, pause_ms: run.pauseMs } : state;
  await continueAsNew<typeof bookingWorkflow>({ ...run.input, offset_ms: offsetMs, carried });
}
