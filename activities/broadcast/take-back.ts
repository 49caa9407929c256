import { recalledMessage } from '../../core/messages/announcement.ts';
import { eventId } from '../../core/shared/ids.ts';
import { isMendable } from '../messaging/failures.ts';
import type { Done } from '../messaging/ports.ts';
import { rendered } from '../rendering/render.ts';
import type { BroadcastDeps, Range } from './ports.ts';

type TakenBack = { readonly left: number; readonly wait_ms: number };
/** Telegram does not count edits; this is what it takes from us without complaint. */
const gapMs = 40;

/** What is still the broadcast's says that it was withdrawn; of the others their workflow shows the truth again. */
export async function takeBackRange(deps: BroadcastDeps, id: string, range: Range): Promise<TakenBack> {
  const stored = await deps.broadcasts.read(id);
  if (stored === null || 'unreadable' in stored) throw new Error(`there is no broadcast ${id}`);
  const { event_id } = stored.command;
  const rows = await deps.ledger.takeBack(id, range);
  for (const [at, { user_id, message_id, mine }] of rows.entries()) {
    deps.alive();
    if (mine && message_id !== null) {
      const person = await deps.messaging.reader.person(user_id);
      if (person?.telegram_id != null) {
        const message = rendered(recalledMessage(person.lang));
        const { messenger, patience } = deps.messaging;
        const done = await messenger.edit(person.telegram_id, message_id, message, patience());
        const wait = waitOf(done);
        if (wait !== undefined) return { left: rows.length - at, wait_ms: wait };
      }
      await deps.pause(gapMs);
    } else if (!mine && event_id !== undefined)
      await deps.showAgain({ event_id: eventId(event_id), user_id });
    await deps.ledger.takenBack(id, user_id);
  }
  return { left: 0, wait_ms: 0 };
}

/** The message in a channel or group, which is nobody else's. */
export async function takeBackPost(deps: BroadcastDeps, id: string): Promise<{ readonly wait_ms: number }> {
  const stored = await deps.broadcasts.read(id);
  if (stored === null || 'unreadable' in stored) throw new Error(`there is no broadcast ${id}`);
  const { chat_id, message_id } = stored;
  if (chat_id === null || message_id === null) return { wait_ms: 0 };
  const { messenger, patience } = deps.messaging;
  const done = await messenger.edit(chat_id, message_id, rendered(recalledMessage('ru')), patience());
  return { wait_ms: waitOf(done) ?? 0 };
}

/** undefined: it is done, or can never be. A wrong token of ours is mended by a person, and then it can. */
function waitOf(done: Done): number | undefined {
  if (done.kind === 'wait') return done.ms;
  if (done.kind !== 'ok' && isMendable(done)) return 3_000;
  return done.kind === 'unknown' || done.kind === 'unreached' ? 3_000 : undefined;
}
