/** Nobody should wait longer for a first word of a person. */
export const longestWaitMs = 15 * 60_000;

/** Since when somebody waits for an answer, and whether coordinators were told that it takes long. */
export type Waiting = { readonly since: number; readonly told: boolean };

/**
 * When to look again; `late`: it is time to tell coordinators. null: nothing to wait for. `opens`: when somebody is there
 * for what was said meanwhile; nobody is woken at night.
 */
export function whenLate(waiting: Waiting | null, now: number, opens: number | null): 'late' | number | null {
  if (waiting === null || waiting.told) return null;
  const due = Math.max(waiting.since, opens ?? 0) + longestWaitMs;
  return now >= due ? 'late' : due - now;
}
