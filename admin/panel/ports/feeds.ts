import type { Lang } from '../../../core/i18n/lang.ts';
import type { Feed as FeedEntries } from '../../../core/messages/feed.ts';
import type { UserId } from '../../../core/shared/ids.ts';

/** Whose slots: a specialist's, or those of a room. */
export type FeedOf =
  | { readonly kind: 'specialist'; readonly specialist: UserId }
  | { readonly kind: 'room'; readonly location: string | null; readonly room: string | null };
export type FeedRow = {
  readonly id: string;
  readonly of: FeedOf;
  /** Of the specialist, or of the place. */
  readonly name: string;
  readonly made_at: number;
  /** When a calendar asked for it last. */
  readonly asked_at: number | null;
};
export type Room = { readonly location: string | null; readonly room: string | null };

export type Feeds = {
  /** Those that work; of one specialist, or all of the company. */
  list(company: string, specialist: UserId | undefined): Promise<readonly FeedRow[]>;
  /** Places slots of this company are at. */
  rooms(company: string): Promise<readonly Room[]>;
  /** `hash`: of the token in its address, which is stored nowhere. */
  make(feed: {
    readonly id: string;
    readonly hash: string;
    readonly company: string;
    readonly of: FeedOf;
    readonly lang: Lang;
    readonly by: UserId;
    readonly at: number;
  }): Promise<void>;
  /** False: there was none that worked. */
  revoke(company: string, id: string, specialist: UserId | undefined, at: number): Promise<boolean>;
  /** What it holds now; undefined: no such address, or not any more. */
  read(hash: string, now: number): Promise<FeedEntries | undefined>;
};
