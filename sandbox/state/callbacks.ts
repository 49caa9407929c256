import type { Callback, Dialog } from './types.ts';
import { callbackLifeMs } from './updates.ts';
import type { World } from './world.ts';

export function addCallback(
  world: World,
  input: { botId: number; personId: number; dialog: Dialog; messageId: number; data: string },
): Callback {
  // Ids are numbers in a string, as Telegram's; the number of the person makes them look alike too.
  const id = String(BigInt(input.personId) * 4_294_967_296n + BigInt(world.number()));
  const callback: Callback = {
    id,
    botId: input.botId,
    personId: input.personId,
    dialog: input.dialog.key,
    messageId: input.messageId,
    data: input.data,
    createdAt: world.clock.now(),
  };
  world.callbacks.set(id, callback);
  for (const old of world.callbacks.values()) {
    if (old.createdAt + 4 * callbackLifeMs > callback.createdAt) break;
    world.callbacks.delete(old.id);
  }
  world.emit({
    type: 'tapped',
    dialog: input.dialog.key,
    message_id: input.messageId,
    callback_id: id,
    person_id: input.personId,
  });
  return callback;
}

/** False when the query is unknown, too old or answered already: Telegram tells these apart for nobody. */
export function answerCallback(
  world: World,
  botId: number,
  id: string,
  answer: { text?: string | undefined; alert: boolean; url?: string | undefined },
): boolean {
  const callback = world.callbacks.get(id);
  const now = world.clock.now();
  if (!callback || callback.botId !== botId || callback.answer) return false;
  if (callback.createdAt + callbackLifeMs <= now) return false;
  callback.answer = { ...answer, at: now };
  world.emit({
    type: 'answered',
    dialog: callback.dialog,
    callback_id: id,
    person_id: callback.personId,
    answer: callback.answer,
  });
  return true;
}
