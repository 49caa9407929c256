import { workflowInfo } from '@temporalio/workflow';
import type { BroadcastAnswer, BroadcastInput } from '../../contracts/workflows/broadcast.ts';

export type Wish =
  | { readonly kind: 'pause' | 'resume' | 'cancel' | 'recall' }
  | { readonly kind: 'retry'; readonly unknown: boolean };
export type Asked = { readonly wish: Wish; answer: BroadcastAnswer | undefined };

export type Range = { readonly from: number; readonly to: number };
/** Handed out again at that instant. */
export type Later = { readonly range: Range; readonly at: number };

/** Where the audience is read on, and which number its next recipient gets. */
type Page = { readonly after: string | null; readonly n: number };

/** What a run hands to the next. */
export type Carried = {
  readonly status: 'sending' | 'paused';
  readonly cursor: number;
  readonly end: number;
  readonly ready: readonly Range[];
  readonly later: readonly Later[];
  /** A run of an older version knew everybody before it sent anything. */
  readonly page?: Page | null;
};

/** What the lanes of one run share. */
export type Run = {
  readonly id: string;
  readonly asked: Asked[];
  step: 'planning' | 'sending' | 'paused' | 'done' | 'cancelled';
  /** Numbers below it were handed out; those from `end` on belong to nobody yet. */
  cursor: number;
  end: number;
  /** null: everybody is known. */
  page: Page | null;
  /** A page is being read. */
  reading: boolean;
  ready: Range[];
  later: Later[];
  inFlight: number;
  /** Tries in a row that settled nobody: Telegram is away. */
  idle: number;
  /** Granted, and not done yet: what still is the broadcast's is taken back. */
  takingBack: boolean;
  /** Nothing new is begun: the run is about to hand over to the next. */
  handingOver: boolean;
};

export function createRun({ broadcast_id, carried }: BroadcastInput): Run {
  const before = carried as Carried | undefined;
  return {
    id: broadcast_id,
    asked: [],
    step: before?.status ?? 'planning',
    cursor: before?.cursor ?? 0,
    end: before?.end ?? 0,
    page: before?.page ?? null,
    reading: false,
    ready: [...(before?.ready ?? [])],
    later: [...(before?.later ?? [])],
    inFlight: 0,
    idle: 0,
    takingBack: false,
    handingOver: false,
  };
}

/** About two seconds of messages: what still goes out after a pause is a part of so many. */
const batchSize = 50;

export const mayTake = (run: Run): boolean =>
  run.step === 'sending' && !run.handingOver && (run.ready.length > 0 || run.cursor < run.end);

/** Undefined: nothing is to be handed out now. */
export function take(run: Run): Range | undefined {
  if (!mayTake(run)) return undefined;
  const again = run.ready.shift();
  if (again) return again;
  const from = run.cursor;
  run.cursor = Math.min(from + batchSize, run.end);
  return { from, to: run.cursor };
}

export const isDone = (run: Run): boolean =>
  run.page === null &&
  run.inFlight === 0 &&
  run.ready.length === 0 &&
  run.later.length === 0 &&
  run.cursor >= run.end;

const historyEnough = 4_000;
export const isLong = (): boolean => {
  const info = workflowInfo();
  return info.continueAsNewSuggested || info.historyLength > historyEnough;
};
