import { uuid4, workflowInfo } from '@temporalio/workflow';
import type { BookingInput } from '../../contracts/workflows/booking.ts';
import type { Effect } from '../../core/booking/machine/effects.ts';
import type { Happening } from '../../core/booking/machine/happening.ts';
import type { BookingState } from '../../core/booking/machine/state.ts';
import type { Entry } from './journal.ts';
import { shortest } from './pause.ts';
import type { Turns } from './turn.ts';

/** Jobs of the view lane: everything the candidate sees. */
export type ViewJob = Extract<Effect, { readonly do: 'show' | 'send' | 'note' | 'calendar' }>;

export type ShowJob = Extract<ViewJob, { readonly do: 'show' }>;

/** A screen that Telegram did not take, and when it is tried again, in real time. `asked`: Telegram named the pause itself. */
export type Unshown = { readonly job: ShowJob; readonly at: number; readonly asked: boolean };

/** What a run hands to the next: its state, and what it still owes the candidate's eyes. */
export type Carried = BookingState & { readonly unshown?: Unshown; readonly pause_ms?: number };

/** What the lanes of one run share. Everything that must outlive the run stands in `state`, or goes with it (`Carried`). */
export type Run = {
  readonly input: BookingInput;
  /** undefined until the stored truth was read. */
  state: BookingState | undefined;
  readonly inbox: Happening[];
  readonly jobs: ViewJob[];
  /** For operators. */
  journal: readonly Entry[];
  /** The state lane is at something that was taken out of the inbox. */
  acting: boolean;
  viewBusy: boolean;
  /** The view lane rests until it is tried again. */
  unshown: Unshown | undefined;
  /** The next pause after a try that failed. */
  pauseMs: number;
  publishing: boolean;
  readonly turns: Turns;
  /** Nothing new is begun by the other lanes: the run is about to hand over to the next. */
  pausing: boolean;
  offsetMs: number;
  /** There is no such event for this person: whoever waits for an answer gets that one. */
  noEvent: boolean;
};

export function createRun(input: BookingInput): Run {
  const { unshown, pause_ms, ...carried } = (input.carried ?? {}) as Partial<Carried>;
  return {
    input,
    state: input.carried === undefined ? undefined : (carried as BookingState),
    inbox: [],
    jobs: [],
    journal: [],
    acting: false,
    viewBusy: false,
    unshown,
    pauseMs: pause_ms ?? shortest,
    publishing: false,
    turns: { busy: false, waiting: [] },
    pausing: false,
    offsetMs: Math.max(carried.offsetMs ?? 0, input.offset_ms ?? 0),
    noEvent: false,
  };
}

/** Workflow time, and the sandbox's clock ahead of it. */
export const nowOf = (run: Run): number => Date.now() + run.offsetMs;

/** Buttons of this chain of runs carry it. */
export const newNonce = (): string =>
  Number.parseInt(uuid4().replaceAll('-', '').slice(0, 8), 16).toString(36);

export const stateOf = (run: Run): BookingState => {
  if (run.state === undefined) throw new Error('the truth was not read yet');
  return run.state;
};

/** What arrived together is taken in the order Telegram numbered it. */
export function takeNext(run: Run): Happening | undefined {
  const taps = run.inbox.filter((one) => one.kind === 'tap');
  const first = run.inbox[0];
  if (first?.kind !== 'tap') return run.inbox.shift();
  const next = taps.reduce((one, other) => (other.tap.update_id < one.tap.update_id ? other : one));
  run.inbox.splice(run.inbox.indexOf(next), 1);
  return next;
}

/** Nothing is under way. A screen that waits to be tried again is not: the next run can wait for it as well as this one. */
export const isIdle = (run: Run): boolean =>
  run.inbox.length === 0 &&
  run.jobs.length === 0 &&
  !run.viewBusy &&
  !run.publishing &&
  // A tap's answer is waited for by nobody, but must not be lost with the run.
  !run.turns.busy &&
  run.turns.waiting.length === 0;

/** What came and was not yet decided and shown. */
export const unhandled = (run: Run): number =>
  run.inbox.length + run.jobs.length + (run.acting ? 1 : 0) + (run.viewBusy || run.unshown ? 1 : 0);

const historyEnough = 4_000;
export const isLong = (): boolean => {
  const info = workflowInfo();
  return info.continueAsNewSuggested || info.historyLength > historyEnough;
};
