import { connect } from 'amqplib';
import { broadcastCommands } from '../../contracts/events/topology.ts';
import type { ShownMessage } from '../../sandbox/driver/types.ts';
import type { House } from './house.ts';

const nameOf = (house: House, queue: string): string => `${house.env['AMQP_PREFIX'] ?? ''}${queue}`;

/** As any publisher does it: straight into the queue. */
export async function command(house: House, ...bodies: readonly (object | string)[]): Promise<void> {
  const connection = await connect(house.env['AMQP_URL'] ?? '');
  try {
    const channel = await connection.createConfirmChannel();
    for (const body of bodies)
      channel.sendToQueue(
        nameOf(house, broadcastCommands),
        Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
        { persistent: true },
      );
    await channel.waitForConfirms();
  } finally {
    await connection.close();
  }
}

/** Why the newest dead command was buried; undefined: there is none. */
export async function buried(house: House): Promise<string | undefined> {
  const dead = await house.db
    .collection('dead_messages')
    .findOne({ queue: broadcastCommands, state: 'waiting' }, { sort: { died_at: -1 } });
  return dead ? String(dead['reason']) : undefined;
}

/** What one announcement came to. */
export const broadcastOf = (house: House, text: string) =>
  house.db.collection('broadcasts').findOne({ 'command.message_text': text }, { sort: { created_at: -1 } });

export const texts = (messages: readonly ShownMessage[], text: string): ShownMessage[] =>
  messages.filter((one) => one.text === text);
