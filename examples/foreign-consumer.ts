// A service of somebody else that wants to know what happens to bookings: it binds a queue of its own.
//   AMQP_URL=amqp://… node examples/foreign-consumer.ts
import { fileURLToPath } from 'node:url';
import { connect } from 'amqplib';

/** The fields of seed §8.1; there are more, and there may be more tomorrow. */
export type SeedEvent = {
  event_type: string;
  user_telegram_id: number | null;
  timestamp: string;
  payload: {
    old_date: string | null;
    old_time: string | null;
    new_date: string | null;
    new_time: string | null;
    location: string | null;
  };
};

/** `name`: of the queue, durable: what happens while this service is down waits in it. Ends with `stop`. */
export async function followBookings(
  amqpUrl: string,
  prefix: string,
  name: string,
  heard: (event: SeedEvent, messageId: string) => Promise<void>,
): Promise<{ stop(): Promise<void> }> {
  const connection = await connect(amqpUrl);
  const channel = await connection.createChannel();
  // Passively: the exchange is Zapis's to declare, with whatever arguments it needs.
  await channel.checkExchange(`${prefix}zapis.events`);
  await channel.assertQueue(name, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  for (const key of ['booking.created', 'booking.cancelled', 'booking.rescheduled'])
    await channel.bindQueue(name, `${prefix}zapis.events`, key);
  await channel.prefetch(10);
  await channel.consume(name, (message) => {
    if (!message) return;
    // The same message may come twice: what `heard` does must be known by its message id.
    const event = JSON.parse(message.content.toString()) as SeedEvent;
    heard(event, String(message.properties.messageId)).then(
      () => channel.ack(message),
      () => channel.nack(message),
    );
  });
  return { stop: () => connection.close() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { AMQP_URL: url = 'amqp://127.0.0.1:5672', AMQP_PREFIX: prefix = '' } = process.env;
  await followBookings(url, prefix, `${prefix}my-service.bookings`, async (event, id) => {
    process.stdout.write(`${id} ${event.event_type} ${event.payload.new_date} ${event.payload.new_time}\n`);
  });
}
