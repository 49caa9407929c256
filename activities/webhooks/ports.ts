/** What is sent, and where to. */
export type Delivery = {
  readonly delivery_id: string;
  readonly message_id: string;
  readonly type: string;
  readonly created_at: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Tries that failed. */
  readonly tries: number;
  readonly url: string;
  /** Each signs: the newest first, and the one before while it still counts. */
  readonly secrets: readonly string[];
};
export type Lane = { readonly webhook_id: string; readonly subject: string };

/** `answer`: how the body began. */
export type Posted =
  | { readonly ok: true; readonly status: number; readonly answer: string }
  | {
      readonly ok: false;
      readonly status: number | null;
      readonly error: string;
      readonly answer: string | null;
    };

export type Deliveries = {
  /** The oldest that waits; null: none does, or its webhook is paused or gone. */
  next(lane: Lane): Promise<Delivery | null>;
  /** `dead`: it was the last try. */
  tried(delivery: Delivery, posted: Posted, dead: boolean): Promise<void>;
  /** The receiver said that nobody wants this any more. */
  pauseGone(lane: Lane): Promise<void>;
};
/** Never rejects: whatever goes wrong is an answer. */
export type PostWebhook = (delivery: Delivery) => Promise<Posted>;
