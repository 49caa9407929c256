/** What happened to a booking or a slot, as a company's other systems hear of it. */
export type Happened = {
  readonly message_id: string;
  readonly type: string;
  readonly event_id: string;
  readonly subject: string;
  readonly rev: number;
  readonly user_id: string | null;
  readonly happened_at: string;
  readonly data: Readonly<Record<string, unknown>>;
};
export type WebhookFan = {
  /** A delivery for each webhook of the event's company that wants this; the same again adds none. Whose they are. */
  spread(happened: Happened): Promise<readonly string[]>;
};
export type WakeWebhook = (
  lane: { readonly webhook_id: string; readonly subject: string },
  now: boolean,
) => Promise<void>;
