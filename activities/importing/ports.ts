/** Where the last part ended. */
export type Place = { readonly kind: 'new' | 'changed'; readonly nth: number };

/** Lists of candidates as they were checked. */
export type ImportWriter = {
  /**
   * The next rows of a list that somebody said is to be written. Each is done once however often it is asked for. Accounts of those who
   * changed are given to `changed`. `next: null`: there are no more.
   */
  writeSome(
    importId: string,
    after: Place | null,
    changed: (account: number) => Promise<void>,
  ): Promise<{ readonly rows: number; readonly next: Place | null }>;
  /** Notes that it is written, and in the audit log by whom. */
  finish(importId: string): Promise<void>;
};
