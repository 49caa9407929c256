import type { Limit, Limits } from './sign-in.ts';

const minuteMs = 60_000;

/** Asking for a code writes to somebody in Telegram: fewer are enough. */
export const codeLimits: Limits = {
  account: { most: 3, windowMs: 10 * minuteMs },
  address: { most: 20, windowMs: 15 * minuteMs },
};
/** Codes typed from one address; each code has its own few tries besides. */
export const codeTryLimit: Limit = { most: 40, windowMs: 15 * minuteMs };

export const codeDigits = 6;
export const codeLifeMs = 5 * minuteMs;
export const codeTries = 5;
