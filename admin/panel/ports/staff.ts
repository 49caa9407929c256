import type { Lang } from '../../../core/i18n/lang.ts';
import type { NoticeChoice } from '../../../core/notify/preference.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import type { StoredSession } from '../../security/sessions.ts';

/** Somebody of the staff, as far as the panel has to know them. */
export type StaffPerson = {
  readonly user_id: UserId;
  readonly company_id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly lang: Lang | null;
};
export type OwnSession = StoredSession & { readonly browser: string };
export type Sessions = {
  /** `id`: the hash of what the browser keeps. */
  open(session: {
    readonly id: string;
    readonly user_id: UserId;
    readonly browser: string;
    readonly at: number;
  }): Promise<void>;
  /** Not one that was ended. */
  find(id: string): Promise<{ readonly session: StoredSession; readonly person: StaffPerson } | undefined>;
  seen(id: string, at: number): Promise<void>;
  end(id: string, at: number): Promise<void>;
  /** Those that nobody ended, the last used first. */
  of(user: UserId): Promise<readonly OwnSession[]>;
  /** Only if it is theirs. */
  endOwn(user: UserId, id: string, at: number): Promise<void>;
  /** `except`: the one they ask from; null: all. */
  endOthers(user: UserId, except: string | null, at: number): Promise<void>;
};
export type SignInLinks = {
  /** `hash`: of the token in the link, which is stored nowhere. */
  make(link: { readonly hash: string; readonly user_id: UserId; readonly until: number }): Promise<void>;
  /** Whatever links this person still has are worth nothing then. */
  drop(user: UserId, at: number): Promise<void>;
  /** Whose it is; once, and only while it is young. */
  use(hash: string, now: number): Promise<UserId | undefined>;
};
export type StaffLanguage = { choose(user: UserId, lang: Lang): Promise<void> };
export type StaffNotices = {
  read(user: UserId): Promise<NoticeChoice>;
  choose(user: UserId, choice: NoticeChoice): Promise<void>;
};
/** What colleagues know somebody by; empty: nobody has named them yet. */
export type StaffNames = {
  read(user: UserId): Promise<string>;
  write(user: UserId, name: string): Promise<void>;
};
