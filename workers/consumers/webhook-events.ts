import { bookingEventSchema } from '../../contracts/events/booking-event.ts';
import { slotChangedSchema } from '../../contracts/events/slot-changed.ts';
import type { Happened, WakeWebhook, WebhookFan } from './ports.ts';
import { parsed, type Verdict } from './read.ts';

/** `webhooks.event`: stored for each webhook that wants it, then its run is told, then acknowledged. Safe twice. */
export const createWebhookEvents =
  ({ fan, wake }: { readonly fan: WebhookFan; readonly wake: WakeWebhook }) =>
  async ({ body }: { readonly body: Buffer }): Promise<Verdict> => {
    const happened = read(body.toString('utf8'));
    if (!happened) return { verdict: 'bury', reason: 'it does not fit its schema' };
    const { subject } = happened;
    for (const webhook_id of await fan.spread(happened)) await wake({ webhook_id, subject }, false);
    return { verdict: 'done' };
  };

function read(text: string): Happened | undefined {
  const json = parsed(text);
  const booking = bookingEventSchema.safeParse(json);
  if (booking.success) {
    const {
      message_id,
      event_type,
      timestamp,
      user_telegram_id: _looked_up,
      trace_id: _ours,
      ...data
    } = booking.data;
    const { event_id, booking_id, user_id, rev } = data;
    return {
      message_id,
      type: event_type,
      event_id,
      subject: booking_id,
      rev,
      user_id,
      happened_at: timestamp,
      data,
    };
  }
  const slot = slotChangedSchema.safeParse(json);
  if (!slot.success) return undefined;
  const { message_id, event_type, timestamp, trace_id: _ours, ...data } = slot.data;
  const { event_id, slot_id, rev } = data;
  return {
    message_id,
    type: event_type,
    event_id,
    subject: slot_id,
    rev,
    user_id: null,
    happened_at: timestamp,
    data,
  };
}
