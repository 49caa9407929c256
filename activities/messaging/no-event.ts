import { notTheirsMessage } from '../../core/messages/person/events.ts';
import { rendered } from '../rendering/render.ts';
import { answerQuery } from './answer.ts';
import { deliver } from './deliver.ts';
import type { NoEventOrder } from './orders.ts';
import type { MessagingDeps } from './ports.ts';
import { about, withoutSignal } from './send.ts';

/** Nothing of the event is told, not even that there is one. */
export async function sayNoEvent(deps: MessagingDeps, order: NoEventOrder): Promise<void> {
  const person = await deps.reader.person(order.user_id);
  if (!person || person.telegram_id === null) return;
  if (order.query_id !== undefined) {
    await answerQuery(deps, order.query_id, { code: 'outdated', alert: true }, person.lang);
    return;
  }
  const chat = person.telegram_id;
  const message = rendered(notTheirsMessage(person.lang));
  await deliver(deps, {
    key: order.key,
    about: about(order, chat, 'no_event'),
    reachable: person.reachable,
    send: () => deps.messenger.send(chat, message, 'person', withoutSignal(deps)),
  });
}
