import type { Screen } from '../../core/booking/screen.ts';
import type { ScreenModel } from '../../core/messages/model.ts';
import type { Whose } from '../booking/orders.ts';
import type { Anchor, Limit, MessagingDeps, Mirror, Says } from './ports.ts';

/**
 * Takes the keyboards of older anchors away, once the new one is shown. What cannot be done now stays on the list for the
 * next time; until then its buttons are old, and say so when they are tapped.
 */
export async function retireOld(
  deps: MessagingDeps,
  whose: Whose,
  anchor: Anchor,
  limit: Limit,
): Promise<void> {
  const { messenger, anchors } = deps;
  const done: number[] = [];
  for (const messageId of anchor.retiring) {
    const answer = await messenger.retire(anchor.chat_id, messageId, limit);
    const later = answer.kind === 'wait' || answer.kind === 'unknown' || answer.kind === 'unreached';
    if (!later) done.push(messageId);
  }
  if (done.length > 0) await anchors.retired(whose, done);
}

/** What the seed keeps in Redis about somebody who is choosing. */
export function mirrorOf(whose: Whose, screen: Screen, model: ScreenModel): Mirror | null {
  if (screen.kind === 'slots') return { state: 'waiting_for_slot', event_id: whose.event_id };
  const slot = screen.kind === 'chosen' ? model.slots.get(screen.slot_id) : undefined;
  if (!slot) return null;
  return { state: 'waiting_for_confirmation', event_id: whose.event_id, starts_at: slot.starts_at };
}

/** Another page of the same list, another language, a later minute of the same hold: nothing new was told. */
export function saysOf(screen: Screen, edited: boolean): Says {
  const about = {
    slot: 'slot_id' in screen ? screen.slot_id : null,
    notice: 'notice' in screen ? screen.notice : null,
    reply: 'reply' in screen ? screen.reply : null,
    reason: 'reason' in screen ? screen.reason : null,
    rev: 'rev' in screen ? screen.rev : null,
  };
  return { what: screen.kind, key: JSON.stringify([screen.kind, ...Object.values(about)]), edited };
}
