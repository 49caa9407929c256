import { EventEmitter } from 'node:events';
import type { ConfirmChannel, Options } from 'amqplib';
import { expect, test } from 'vitest';
import { NotConfirmed, Publisher, Unroutable } from './publisher.ts';

type Confirm = (error: Error | null, ok: object) => void;
type Sent = { options: Options.Publish; confirm: Confirm };

/** A channel that remembers what was published and confirms only when a test says so. */
class HeldChannel extends EventEmitter {
  readonly sent: Sent[] = [];
  publish(
    _exchange: string,
    _key: string,
    _content: Buffer,
    options: Options.Publish,
    confirm: Confirm,
  ): boolean {
    this.sent.push({ options, confirm });
    return true;
  }
  asChannel(): ConfirmChannel {
    return this as unknown as ConfirmChannel;
  }
}

function connected(patienceMs = 60_000) {
  const channel = new HeldChannel();
  const publisher = new Publisher(patienceMs);
  publisher.use(channel.asChannel());
  return { channel, publisher };
}

const message = {
  exchange: 'zapis.events',
  routingKey: 'booking.created',
  messageId: 'b1:1:created',
  body: { v: 1 },
};

test('a publish ends when the broker confirms it, persistent and mandatory, under its own message id', async () => {
  const { channel, publisher } = connected();
  const published = publisher.publish(message);
  channel.sent[0]?.confirm(null, {});
  await published;
  expect(channel.sent[0]?.options).toMatchObject({
    mandatory: true,
    persistent: true,
    messageId: 'b1:1:created',
  });
});

test('a message that no queue takes is refused although the broker confirms it', async () => {
  const { channel, publisher } = connected();
  const published = publisher.publish(message);
  channel.emit('return', { properties: { headers: channel.sent[0]?.options.headers } });
  channel.sent[0]?.confirm(null, {});
  await expect(published).rejects.toBeInstanceOf(Unroutable);
});

test('of two messages with one id, only the one that came back is refused', async () => {
  const { channel, publisher } = connected();
  const first = publisher.publish(message);
  const second = publisher.publish(message);
  channel.emit('return', { properties: { headers: channel.sent[1]?.options.headers } });
  for (const sent of channel.sent) sent.confirm(null, {});
  await expect(first).resolves.toBeUndefined();
  await expect(second).rejects.toBeInstanceOf(Unroutable);
});

test('a confirm that never comes ends by time', async () => {
  const { publisher } = connected(5);
  await expect(publisher.publish(message)).rejects.toThrow('no answer within 5 ms');
});

test('what was on its way when the channel is lost fails at once, and so does what comes after', async () => {
  const { channel, publisher } = connected();
  const published = publisher.publish(message);
  channel.emit('close');
  await expect(published).rejects.toBeInstanceOf(NotConfirmed);
  await expect(publisher.publish(message)).rejects.toThrow('not connected');
  expect(publisher.ready).toBe(false);
});

test('a refusal by the broker is not a confirm', async () => {
  const { channel, publisher } = connected();
  const published = publisher.publish(message);
  channel.sent[0]?.confirm(new Error('nacked'), {});
  await expect(published).rejects.toBeInstanceOf(NotConfirmed);
});

test('the end of an old channel does not disturb the one that replaced it', async () => {
  const { channel, publisher } = connected();
  const next = new HeldChannel();
  publisher.use(next.asChannel());
  channel.emit('close');
  const published = publisher.publish(message);
  next.sent[0]?.confirm(null, {});
  await expect(published).resolves.toBeUndefined();
});
