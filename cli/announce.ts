import { randomUUID } from 'node:crypto';
import { findEvent } from '../adapters/mongo/events.ts';
import { broadcastCommandSchema } from '../contracts/events/broadcast-command.ts';
import { broadcastCommands } from '../contracts/events/topology.ts';
import { eventId, isObjectId } from '../core/shared/ids.ts';
import type { Given, Usage } from './arguments.ts';
import { atBroker } from './broker.ts';
import { atDesk } from './desk.ts';
import { eventOption, noSuchEvent } from './event/change-status.ts';
import { complain, say } from './say.ts';

export const usage: Usage = {
  what: 'Publishes the command to announce an event, with a button that leads to its slots.',
  options: {
    ...eventOption,
    text: { what: 'what people read: plain text, up to 4,096 characters', value: 'TEXT', required: true },
    to: { what: 'one chat (the event’s channel, else DEFAULT_CHAT)', value: '@CHANNEL|ID' },
  },
};

export async function run(given: Given): Promise<number> {
  const id = given.needed('event');
  if (!isObjectId(id)) return noSuchEvent(id);
  const target = given.text('to');
  const command = broadcastCommandSchema.safeParse({
    action: 'post_broadcast',
    message_text: given.needed('text'),
    broadcast_id: randomUUID(),
    event_id: id,
    ...(target === undefined ? {} : { target }),
  });
  if (!command.success) {
    complain(command.error.issues.map(({ path, message }) => `${optionOf(path[0])}: ${message}.`).join('\n'));
    return 2;
  }
  return atDesk(async ({ db, env }) => {
    const event = await findEvent(db, eventId(id));
    if (!event) return noSuchEvent(id);
    const body = command.data;
    const messageId = `broadcast:${body.broadcast_id ?? ''}`;
    const told = await atBroker(env, (rabbit) =>
      rabbit.publish({ exchange: '', routingKey: broadcastCommands, messageId, body }),
    );
    if (!told) return 1;
    say(`The command ${body.broadcast_id ?? ''} is on its way.`);
    if (target === undefined && event.channel_chat_id === null)
      say(
        'Neither --to nor the event names a chat: it goes to the worker’s DEFAULT_CHAT, or nowhere if that is not set.',
      );
    return 0;
  });
}

const optionOf = (field: PropertyKey | undefined): string => (field === 'target' ? '--to' : '--text');
