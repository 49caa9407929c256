import type { ObjectId } from 'mongodb';
import type { ReschedulePolicy } from '../../../core/booking/words.ts';

/** `events`: an interview campaign. */
export type EventDoc = {
  readonly _id: ObjectId;
  readonly company_id: string;
  readonly title: string;
  readonly description: string | null;
  readonly place: {
    readonly name: string | null;
    readonly address: string | null;
    readonly map_url: string | null;
    readonly online_url: string | null;
  };
  /** What to bring. */
  readonly bring: string | null;
  readonly status: 'draft' | 'open' | 'closed' | 'archived';
  readonly cutoff_minutes: number;
  readonly hold_minutes: number;
  readonly reschedule_policy: ReschedulePolicy;
  readonly max_moves: number | null;
  /** "same day 11:00", "day before 18:00", "120 min before". */
  readonly reminders: readonly string[];
  readonly nudge_after_hours: number | null;
  /** A Telegram username or a link. */
  readonly contact: string | null;
  readonly channel_chat_id: number | string | null;
  /** null = everyone on the list. */
  readonly audience: readonly ObjectId[] | null;
  /** Rises with every change; copies on slots say of which they are. */
  readonly rev: number;
  readonly created_at: Date;
};
