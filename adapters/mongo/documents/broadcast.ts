import type { ObjectId } from 'mongodb';
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
  readonly status: 'stored' | 'posting' | 'posted' | 'failed';
  /** Decided once, before anything is sent. */
  readonly chat_id: ChatTarget | null;
  readonly message_id: number | null;
  /** Why it failed, for operators. */
  readonly reason: string | null;
  readonly settled_at: Date | null;
};
