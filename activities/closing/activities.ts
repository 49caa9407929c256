import type { EventId } from '../../core/shared/ids.ts';
import type { OverEvents, StartEventChange } from './ports.ts';

export type ClosingDeps = {
  readonly events: OverEvents;
  readonly startChange: StartEventChange;
  readonly time: { now(): Promise<number> };
};

export const createClosingActivities = ({ events, startChange, time }: ClosingDeps) => ({
  async findOverEvents(): Promise<{ events: readonly EventId[] }> {
    return { events: await events.find(await time.now()) };
  },
  /** Looks again first: somebody may have added a slot since it was found. */
  async closeOverEvent({ event_id }: { event_id: EventId }): Promise<{ asked: boolean }> {
    const change = await events.askToClose(event_id, await time.now());
    if (change) await startChange(change);
    return { asked: change !== null };
  },
});

export type ClosingActivities = ReturnType<typeof createClosingActivities>;
