import type { ObjectId } from 'mongodb';
import type { LostReason } from '../../../core/conversations/staff-group.ts';
import type { Lang } from '../../../core/i18n/lang.ts';

/** `staff_groups`: of each company, under its id, the group of its coordinators in Telegram. */
export type StaffGroupDoc = {
  readonly _id: string;
  /** Stands while a group is connected. */
  readonly chat_id?: number;
  readonly title?: string;
  /** What is said there is in the language of whoever connected it. */
  readonly lang?: Lang;
  readonly connected_by?: ObjectId;
  /** Known by its hash, good once. */
  readonly code?: { readonly hash: string; readonly until: Date };
  /** By which it was connected: the same update may come again. */
  readonly used_code?: string;
  /** It ended by itself. */
  readonly lost?: { readonly why: LostReason; readonly at: Date; readonly told: boolean };
  /** Accounts that were told that nothing of theirs is passed on. */
  readonly strangers?: readonly number[];
  /** A test message that waits to be sent. */
  readonly test?: { readonly at: Date; readonly by: ObjectId };
  /** Topics of people who were erased, to be deleted with what was said in them. */
  readonly leftovers?: readonly {
    readonly chat_id: number;
    readonly thread_id: number;
    /** When Telegram last refused to delete it; administrators were told. */
    readonly refused_at?: Date;
  }[];
};
