const minuteMs = 60_000;

/** At most so many within a window that begins with the first. */
export type Limit = { readonly most: number; readonly windowMs: number };
export type Limits = {
  /** Of one account, whoever asks: somebody guesses one person’s secret. */
  readonly account: Limit;
  /** Of one address, whatever it asks for: somebody tries one secret on many. */
  readonly address: Limit;
};

const quarter = 15 * minuteMs;
export const passwordLimits: Limits = {
  account: { most: 5, windowMs: quarter },
  address: { most: 40, windowMs: quarter },
};
/** What colleagues call somebody. */
export const longestName = 64;

/** However somebody writes their name: without @, in small letters. */
export const plainName = (typed: string): string => typed.trim().replace(/^@/, '').toLowerCase().slice(0, 64);

/** Begins with a letter, so that it is never mistaken for a number. */
export const isLogin = (name: string): boolean => /^[a-z][a-z0-9._-]{2,31}$/.test(name);

export type PasswordFault = 'short' | 'long' | 'same_as_login';
const shortest = 10;
const longest = 200;

/** Long is what counts; anything else makes people write it down. */
export function passwordFault(password: string, login: string): PasswordFault | undefined {
  if (password.length > longest) return 'long';
  if (password.length < shortest) return 'short';
  return password.toLowerCase().includes(login) && login !== '' ? 'same_as_login' : undefined;
}
