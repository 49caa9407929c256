import type { ObjectId } from 'mongodb';

/** `webhooks`: addresses of a company's other systems. */
export type WebhookDoc = {
  readonly _id: ObjectId;
  readonly company_id: string;
  readonly url: string;
  readonly types: readonly string[];
  readonly description: string | null;
  /** What signs; shown once. It has to be known to sign, so it is no hash. */
  readonly secret: string;
  /** The one before, which signs beside it until then. */
  readonly old_secret?: { readonly secret: string; readonly until: Date };
  readonly status: 'active' | 'paused';
  readonly paused_because: 'gone' | null;
  readonly created_at: Date;
};

/** `webhook_deliveries`: what happened, for one webhook; written before anybody is asked to send it. */
export type WebhookDeliveryDoc = {
  readonly _id: ObjectId;
  readonly webhook_id: ObjectId;
  readonly message_id: string;
  readonly type: string;
  /** The booking, or the slot. */
  readonly subject: string;
  readonly rev: number;
  /** Ids and codes; who the person is in Telegram is looked up as it is sent. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly user_id: ObjectId | null;
  readonly happened_at: string;
  readonly state: 'waiting' | 'delivered' | 'dead';
  readonly tries: number;
  readonly created_at: Date;
  readonly tried_at: Date | null;
  readonly status: number | null;
  readonly error: string | null;
  readonly answer: string | null;
};
