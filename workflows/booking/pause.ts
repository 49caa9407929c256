/** Between two tries at a screen that Telegram did not take. Nobody gains from hammering: what it refuses, it mostly refuses for good. */
export const shortest = 30_000;
const longest = 15 * 60_000;

export const longer = (pauseMs: number): number => Math.min(pauseMs * 2, longest);
