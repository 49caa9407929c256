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

export type Codes = {
  /** Somebody asks for a code, under the hash of what their browser keeps. Whoever it is, an attempt is begun. */
  open(attempt: string, who: string, now: number): Promise<void>;
  /** One of its few tries. `left`: how many there are after this one. */
  check(
    attempt: string,
    code: string,
    now: number,
  ): Promise<{ readonly ok: true; readonly user_id: UserId } | { readonly ok: false; readonly left: number }>;
};
