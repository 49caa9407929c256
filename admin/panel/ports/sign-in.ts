import type { UserId } from '../../../core/shared/ids.ts';
import type { Limit } from '../../../core/staff/sign-in.ts';

type Tried = { readonly what: string; readonly who: string; readonly limit: Limit };
export type Throttle = {
  /** One more try of each, by whichever process; `until`: when the next one will be looked at. */
  count(
    tried: readonly Tried[],
    now: number,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly until: number }>;
  /** It was the right person. */
  forget(what: string, who: string): Promise<void>;
};

export type Passwords = {
  /** Whose it is. A login that nobody has takes as long as one that somebody has. */
  check(login: string, password: string): Promise<UserId | undefined>;
  loginOf(user: UserId): Promise<string | undefined>;
  set(user: UserId, login: string, password: string, at: number): Promise<'set' | 'login_taken'>;
  drop(user: UserId): Promise<void>;
};
