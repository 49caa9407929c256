import type { LostReason } from '../../../core/conversations/staff-group.ts';
import type { UserId } from '../../../core/shared/ids.ts';

export type StaffGroupShown = {
  readonly connected: { readonly title: string; readonly by: string } | null;
  /** It ended by itself, and none was connected since. */
  readonly lost: { readonly title: string; readonly why: LostReason } | null;
};

/** The group of a company's coordinators in Telegram. */
export type StaffGroupDesk = {
  read(company: string): Promise<StaffGroupShown>;
  /** Good once, and for a while; an earlier one is not good any more. Shown once and stored nowhere. */
  makeCode(company: string, now: number): Promise<string>;
  /** False: none is connected. */
  test(company: string, by: UserId, now: number): Promise<boolean>;
  /** Its name; undefined: none was connected. */
  disconnect(company: string): Promise<string | undefined>;
};
