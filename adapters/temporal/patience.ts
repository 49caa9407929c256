import { Context } from '@temporalio/activity';
import type { Limit } from '../../activities/messaging/ports.ts';

/** A local activity holds up its whole workflow task: what takes longer goes on as a regular one, which may wait. */
const localCallMs = 1_200;
const regularCallMs = 10_000;

export function activityPatience(): Limit {
  const { info, cancellationSignal } = Context.current();
  const all = info.startToCloseTimeoutMs;
  const most = info.isLocal ? localCallMs : regularCallMs;
  return { timeoutMs: all > 0 ? Math.min(most, all) : most, signal: cancellationSignal };
}

/** Tells the server that a long activity lives; nobody has to wait for it to be believed dead. */
export function activityAlive(): void {
  Context.current().heartbeat();
}

/** Since the first attempt was due, by this machine's clock and the server's. */
export const activityTriedFor = (): number => Date.now() - Context.current().info.scheduledTimestampMs;
