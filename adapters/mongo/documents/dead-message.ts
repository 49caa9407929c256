import type { ObjectId } from 'mongodb';

/** `dead_messages`: what no consumer could handle, kept until somebody decides. The id is the queue and the message’s own id. */
export type DeadMessageDoc = {
  readonly _id: string;
  readonly queue: string;
  readonly message_id: string | null;
  readonly reason: string;
  /** As text; what is none in base64. */
  readonly body: string;
  readonly encoding: 'utf8' | 'base64';
  readonly headers: Readonly<Record<string, string | number | boolean>>;
  readonly died_at: Date;
  readonly state: 'waiting' | 'retried' | 'discarded';
  readonly settled_at: Date | null;
  readonly settled_by: ObjectId | null;
};
