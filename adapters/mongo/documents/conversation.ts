import type { ObjectId } from 'mongodb';
import type { FileKind } from '../../../contracts/api/conversations.ts';
import type { TopicNotice } from '../../../core/messages/staff-group.ts';

/** `conversations`: one per person, under their id; opened again by their next message. */
export type ConversationDoc = {
  readonly _id: ObjectId;
  readonly company_id: string;
  readonly status: 'open' | 'closed';
  /** The key of the person's word that opened it last; null: staff wrote first. */
  readonly opened_by: string | null;
  /** Of the newest message; each has a number of its own. */
  readonly seq: number;
  /** The newest of the person's own, and up to which they were read and answered. */
  readonly said_seq: number;
  readonly read_seq: number;
  readonly answered_seq: number;
  readonly last_at: Date;
  /** The newest that is not the bot's own. */
  readonly last_message: ObjectId | null;
  /** Since when they wait for an answer; null: they do not. */
  readonly waiting_since: Date | null;
  /** Of the oldest message with which a plugged-in worker left them to a coordinator. */
  readonly left_seq?: number;
  /** The newest edit nobody has answered: its number, and when it was made. Nobody is told that it waits; a plugged-in worker gets it. */
  readonly changed_seq?: number;
  readonly changed_at?: Date;
  /** Coordinators were told that it takes long. */
  readonly late_told: boolean;
  /** Who of staff looks after it, until it is closed. */
  readonly claimed_by: ObjectId | null;
  /** When something was last put before a plugged-in worker, by the real clock. */
  readonly relayed_at?: Date;
  /** Up to which number all lay before it. */
  readonly relayed_seq?: number;
  /** Up to which entry its answers were read. */
  readonly answers_read?: string;
  /** Their topic in the group of coordinators. */
  readonly topic?: TopicDoc;
  /** What is to be said there to whoever wrote what was not passed on. */
  readonly topic_notices?: readonly { readonly key: string; readonly notice: TopicNotice }[];
};

export type TopicDoc = {
  readonly chat_id: number;
  /** Rises with each topic that is to be made. */
  readonly n: number;
  /** Calls to make it of which it is not certain that they made none. */
  readonly calls: number;
  /** null: it is not there yet, or not any more. */
  readonly thread_id: number | null;
  /** The first message says whose it is. */
  readonly introduced: boolean;
  readonly closed: boolean;
};

type ConversationFile = {
  readonly kind: FileKind;
  readonly file_id: string;
  readonly unique_id?: string | undefined;
  readonly name: string | null;
  readonly type: string | null;
  readonly size: number | null;
};

/** `conversation_messages`: what was said, by whom, in which order. */
export type ConversationMessageDoc = {
  readonly _id: ObjectId;
  /** What it was made from: the same again is not another. */
  readonly key: string;
  readonly user_id: ObjectId;
  readonly company_id: string;
  readonly seq: number;
  readonly from: 'person' | 'staff' | 'bot' | 'worker';
  /** Of staff: who wrote it. */
  readonly by: ObjectId | null;
  readonly text: string;
  readonly file: ConversationFile | null;
  /** Of the person: its number in their chat; what they edit there is found by it. */
  readonly chat_message_id: number | null;
  /** Nobody was talking with them before. */
  readonly opens: boolean;
  readonly at: Date;
  readonly edited_at: Date | null;
  /** The update that brought the newest text. */
  readonly edited_by: string | null;
  /** The number these newest words were given. */
  readonly edited_seq?: number;
  /** Stands while it waits to be sent, and is the person's id. */
  readonly unsent_to?: ObjectId;
  /** Stands while it waits to be carried into the person's topic, and is the person's id. */
  readonly uncarried?: ObjectId;
  /** Edited, and its file is still to be carried: it is another one, or was not before the edit. */
  readonly file_uncarried?: true;
  /** The person was woken for it so often, and is not again before that. */
  readonly carry_woken?: { readonly times: number; readonly again_at: Date };
  /** Where a coordinator wrote it, when that was in a topic. */
  readonly from_topic?: { readonly chat_id: number; readonly message_id: number };
  readonly fate: 'sent' | 'unreachable' | 'unknown' | 'refused' | null;
};
