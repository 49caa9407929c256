const dayMs = 86_400_000;

export type EventTimes = {
  /** When each slot ends that is on offer or has somebody in it. */
  readonly ends: readonly number[];
  /** When somebody last opened it by hand. */
  readonly opened: number | null;
};

/** Whether an open event has nothing left to come. Without slots it only waits for them; who opened it after its last one has a day to add more. */
export function isOver({ ends, opened }: EventTimes, now: number): boolean {
  if (ends.length === 0) return false;
  const last = ends.reduce((latest, end) => Math.max(latest, end));
  if (last > now) return false;
  return opened === null || opened < last || opened < now - dayMs;
}
