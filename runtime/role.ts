import type { Registry } from 'prom-client';
import { HealthBoard } from './health.ts';
import { type Handler, listen, operatorRoutes } from './http.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { pause } from './retry.ts';
import { newTraceId, withTrace } from './trace.ts';

/** A part of the system that can be started and stopped whole: bot, worker, admin. */
export type Role = {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves with what makes going on pointless, for example data that contradicts an index. */
  readonly broken: Promise<Error>;
};

/** What a role is put together with; closed in the reverse order when the role stops. */
export type RoleParts = {
  readonly log: Log;
  readonly board: HealthBoard;
  /** What /metrics shows. */
  readonly metrics: Registry;
  /** Aborted when the role stops: ends every wait. */
  readonly stopping: AbortSignal;
  onStop(close: () => Promise<void>): void;
  /** Work that goes on beside the role; if it fails, the role is broken. */
  beside(work: Promise<void>): void;
  /** Listens with health and metrics in front of `handler`. */
  serve(handler: Handler, port: number, address: string): Promise<void>;
};

/** One neighbour that hangs must not keep the others from being closed. */
const closeWithinMs = 12_000;

async function withinLimit(close: () => Promise<void>): Promise<void> {
  const enough = new AbortController();
  const late = async () => {
    await pause(closeWithinMs, enough.signal);
    if (!enough.signal.aborted) throw new Error(`a part did not close within ${closeWithinMs / 1000} s`);
  };
  try {
    await Promise.race([close(), late()]);
  } finally {
    enough.abort();
  }
}

export function defineRole(name: string, parent: Log, assemble: (parts: RoleParts) => Promise<void>): Role {
  const log = parent.child({ role: name });
  const board = new HealthBoard(log);
  const stopping = new AbortController();
  const closers: (() => Promise<void>)[] = [];
  const broken = Promise.withResolvers<Error>();
  const metrics = createMetrics(name, board);
  const parts: RoleParts = {
    log,
    board,
    metrics,
    stopping: stopping.signal,
    onStop: (close) => void closers.unshift(close),
    beside(work) {
      const settled = work.catch((error: unknown) =>
        broken.resolve(error instanceof Error ? error : new Error(String(error))),
      );
      closers.unshift(() => settled);
    },
    async serve(handler, port, address) {
      const operator = operatorRoutes(board, metrics);
      const withOperator: Handler = (request, response) => {
        withTrace(newTraceId(), () => {
          if (!operator(request, response)) handler(request, response);
        });
      };
      const http = await listen(withOperator, port, address);
      closers.unshift(() => http.close());
      log.info({ port: http.port }, `${name} listens`);
    },
  };
  let started: Promise<void> = Promise.resolve();
  const startUp = async () => {
    await assemble(parts);
    await board.start();
    closers.unshift(() => board.stop());
  };
  return {
    name,
    broken: broken.promise,
    start() {
      const starting = startUp();
      started = starting.catch(() => undefined);
      return starting;
    },
    async stop() {
      stopping.abort();
      // Asked to stop while another role failed to start: what this one is still opening must be closed too.
      await started;
      const faults: unknown[] = [];
      for (const close of closers) await withinLimit(close).catch((error: unknown) => faults.push(error));
      if (faults.length > 0) throw new AggregateError(faults, 'not everything closed cleanly');
    },
  };
}
