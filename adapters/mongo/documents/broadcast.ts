import type { ObjectId } from 'mongodb';
import type { InitiatedBy } from '../../../core/booking/words.ts';
import type { AnnouncementOwner, BroadcastStatus, RecipientState } from '../../../core/broadcasts/words.ts';
import type { ChatTarget } from '../../../core/shared/chat-target.ts';

/** `broadcasts`: a command to announce something, from before it is carried out. */
export type BroadcastDoc = {
  readonly _id: ObjectId;
  readonly command_id: string;
  /** Of the command: another one under the same id is refused. */
  readonly command_hash: string;
  /** Of commands that are known by their content only: which of the equal ones this is. */
  readonly nth: number | null;
  readonly command: Readonly<Record<string, unknown>>;
  readonly company_id: string;
  readonly created_at: Date;
  readonly status: BroadcastStatus;
  /** Decided once, before anything is sent. */
  readonly chat_id: ChatTarget | null;
  readonly message_id: number | null;
  /** Why it failed, for operators. */
  readonly reason: string | null;
  readonly settled_at: Date | null;
  /** Written here rather than by a publisher of commands: by whom, and whom its author chose by name. */
  readonly by?: InitiatedBy;
  readonly people?: readonly ObjectId[];
  /** The list as its author typed it. */
  readonly typed?: string;
  /** How often the draft was changed; not there: never. */
  readonly draft_rev?: number;
  /** How far the numbers of its recipients go; there once all are known, which may be after the first were written to. */
  readonly rows?: number;
  readonly recalled_at?: Date;
  /** The broker took what was written here. */
  readonly handed_over_at?: Date;
};

/** `broadcast_recipients`: one person of one broadcast. `_id` = `{broadcast_id}:{user_id}`. */
export type BroadcastRecipientDoc = {
  readonly _id: string;
  readonly broadcast_id: ObjectId;
  readonly user_id: ObjectId;
  readonly company_id: string;
  /** Its place: batches are ranges of it. Not always without gaps. */
  readonly n: number;
  readonly state: RecipientState;
  /** A `SkipReason`, or what Telegram said. */
  readonly reason: string | null;
  readonly owner: AnnouncementOwner;
  readonly message_id: number | null;
  /** Which attempt has begun the call. */
  readonly claim: string | null;
  /** The recalled message was edited. */
  readonly taken_back: boolean;
  readonly created_at: Date;
  readonly settled_at: Date | null;
};
