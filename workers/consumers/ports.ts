import type { BookingEvent } from '../../contracts/events/booking-event.ts';
import type { Notification } from '../../contracts/events/notification.ts';
import type { SlotChangedEvent } from '../../contracts/events/slot-changed.ts';
import type { Verdict } from './read.ts';

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

/** A message for each person whom something concerns. */
export type FanOut = {
  booking(event: BookingEvent): Promise<void>;
  slot(event: SlotChangedEvent): Promise<void>;
};
/** `wait`: Telegram or the chat wants a pause, which is nobody's fault. `refused`: no later try can help. */
export type Tell = (
  message: Notification,
) => Promise<
  | { readonly kind: 'told'; readonly what: string }
  | { readonly kind: 'wait' }
  | { readonly kind: 'refused'; readonly why: string }
>;

type Heard = { readonly body: Buffer };
/** Reads a queue of the broker until the role stops. */
export type Hear = (consumer: {
  readonly queue: string;
  readonly prefetch: number;
  readonly ordered?: boolean;
  readonly handle: (message: Heard) => Promise<Verdict>;
}) => Promise<void>;
