import type { ObjectId } from 'mongodb';

/** `push_subscriptions`: a browser somebody wants messages in. Its id is the hash of its address, so there is one of each. */
export type PushSubscriptionDoc = {
  readonly _id: string;
  readonly user_id: ObjectId;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly created_at: Date;
  /** With which it ends; null: with the link. */
  readonly visit: string | null;
  /** When its service last took a message. */
  readonly ok_at: Date | null;
  /** Refused since. */
  readonly failures: number;
};

/** `page_visits`: a browser in which somebody opened their invite link. */
export type PageVisitDoc = {
  /** Hash of what the browser keeps. */
  readonly _id: string;
  readonly user_id: ObjectId;
  /** Of the link it was opened with: when the link is renewed, this is over. */
  readonly invite_hash: string;
  readonly created_at: Date;
};
