// A bot of somebody else that knows only the seed: it says what its candidate did, in the words of §8.1.
//   AMQP_URL=amqp://… node examples/foreign-publisher.ts '{"event_type": "booking.created", …}'
import { fileURLToPath } from 'node:url';
import { connect } from 'amqplib';

/** Resolves when the broker has it for good. */
export async function sayWhatHappened(
  amqpUrl: string,
  prefix: string,
  event: object,
  messageId?: string,
): Promise<void> {
  const connection = await connect(amqpUrl);
  try {
    const channel = await connection.createConfirmChannel();
    const queue = `${prefix}admin.booking.event`;
    // Passively: declaring it with other arguments than Zapis's would be refused with 406.
    await channel.checkQueue(queue);
    channel.sendToQueue(queue, Buffer.from(JSON.stringify(event)), {
      persistent: true,
      contentType: 'application/json',
      ...(messageId === undefined ? {} : { messageId }),
    });
    await channel.waitForConfirms();
  } finally {
    await connection.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { AMQP_URL: url = 'amqp://127.0.0.1:5672', AMQP_PREFIX: prefix = '' } = process.env;
  await sayWhatHappened(url, prefix, JSON.parse(process.argv[2] ?? '{}') as object);
}
