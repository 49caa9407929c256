import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEventActivities } from '../../../activities/events/activities.ts';
import { openRabbit, type Rabbit } from '../../../adapters/rabbit/connect.ts';
import { done } from '../../../adapters/rabbit/consumer.ts';
import { createEventPublisher } from '../../../adapters/rabbit/event-publisher.ts';
import { bookingEventSchema } from '../../../contracts/events/booking-event.ts';
import type { SlotId } from '../../../core/shared/ids.ts';
import { createLog } from '../../../runtime/log.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  openBookingWorld,
  someSlots,
} from '../../support/booking-world.ts';
import { ownName, serviceUrl } from '../../support/services.ts';
import { waitFor } from '../../support/wait.ts';

let world: BookingWorld;
let rabbit: Rabbit;
beforeAll(async () => {
  world = await openBookingWorld('broker');
  const prefix = `${ownName('booking')}.`;
  rabbit = await openRabbit({ url: serviceUrl('AMQP_URL'), prefix }, createLog({ level: 'silent' }));
  await waitFor('the broker', async () => (await rabbit.health()).ok || undefined);
});
afterAll(async () => {
  await rabbit.close();
  await world.close();
});

test('a booking arrives in the seed’s queue through the real broker, under its own message id', async () => {
  const heard: unknown[] = [];
  await rabbit.consume({
    queue: 'admin.booking.event',
    prefetch: 1,
    handle: async ({ body, messageId }) => {
      heard.push({ ...(JSON.parse(body.toString()) as object), messageId });
      return done;
    },
  });
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const { booking_id } = await bookedIn(world, event, slot);
  const { publishBookingEvent } = createEventActivities({
    ...world.deps,
    publisher: createEventPublisher(rabbit),
  });
  await publishBookingEvent({ booking_id, rev: 1, type: 'booking.created', trace_id: 'trace' });
  const message = await waitFor('the message', () => heard[0]);
  expect(message).toMatchObject({ messageId: `booking.created:${booking_id}:1` });
  expect(bookingEventSchema.parse(message)).toMatchObject({
    event_type: 'booking.created',
    message_id: `booking.created:${booking_id}:1`,
    booking_id,
  });
  expect((await world.rows.audit.findOne({ _id: `${booking_id}:1` }))?.published_at).not.toBeNull();
});
