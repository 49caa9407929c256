import type { Lang } from '../../core/i18n/lang.ts';

/** What sending a code needs of its neighbours. */
export type CodeStore = {
  /** Whom to write to; null: the attempt is over, or whoever it was for works here no more, or never did. */
  addressee(
    attempt: string,
    now: number,
  ): Promise<{ readonly telegram_id: number; readonly lang: Lang } | null>;
  /** Only a hash of it stays. One that was kept before is worth nothing then. */
  keep(attempt: string, code: string, now: number): Promise<void>;
};
