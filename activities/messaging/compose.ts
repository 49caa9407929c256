import { createHash } from 'node:crypto';
import type { Screen } from '../../core/booking/screen.ts';
import { needs, type ScreenModel } from '../../core/messages/model.ts';
import type { Whose } from '../booking/orders.ts';
import type { Rendered } from '../rendering/render.ts';
import type { MessagingReader, Time } from './ports.ts';

/** Looks up what the screen speaks of: everything at once, because somebody waits. */
export async function lookUp(
  deps: { readonly reader: MessagingReader; readonly time: Time },
  whose: Whose,
  screen: Screen,
): Promise<ScreenModel> {
  const { reader, time } = deps;
  const wanted = needs(screen);
  const [event, slots, page, change] = await Promise.all([
    reader.event(whose.event_id),
    reader.slots(wanted.slots),
    wanted.page === null ? null : reader.freeSlots(whose, wanted.page, await time.now()),
    wanted.change === null ? null : reader.change(whose, wanted.change),
  ]);
  if (!event) throw new Error(`there is no event ${whose.event_id}`);
  return { event, slots, page, change };
}

/** The same message has the same hash. */
export const hashOf = (message: Rendered): string =>
  createHash('sha256').update(JSON.stringify(message)).digest('base64url');
