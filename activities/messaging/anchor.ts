import type { Screen } from '../../core/booking/screen.ts';
import type { ScreenModel } from '../../core/messages/model.ts';
import type { Whose } from '../booking/orders.ts';
import type { Anchor, Limit, MessagingDeps, Mirror } from './ports.ts';

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
