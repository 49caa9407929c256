import type { EventId, UserId } from '../../../core/shared/ids.ts';
import type { SlotRow } from '../ports/events.ts';
import type { PanelReader } from '../ports/reader.ts';
import { type Fields, field } from '../request.ts';
import { reasonIn } from './booking.tsx';

/** What can be chosen for this person: a seat is free, it has not begun, and they are not in it. */
export const choicesOf = async (
  reader: PanelReader,
  event: EventId,
  who: UserId,
  now: number,
): Promise<readonly SlotRow[]> =>
  (await reader.slots(event, now)).filter(
    ({ active, starts_at, seats, taken }) =>
      active && starts_at > now && taken.length < seats && taken.every(({ user_id }) => user_id !== who),
  );

export type SlotChoice =
  | { readonly slot: SlotRow; readonly reason: string }
  | {
      readonly faults: {
        readonly slot?: 'panel.slots.choose_one';
        readonly reason?: 'panel.slots.reason_needed';
      };
    };

/** A time that was free when the page was drawn may be gone: whether it is, its claim decides. */
export function choiceIn(form: Fields, all: readonly SlotRow[]): SlotChoice {
  const slot = all.find((one) => one.slot_id === field(form, 'slot'));
  const reason = reasonIn(form);
  if (!slot) return { faults: { slot: 'panel.slots.choose_one' } };
  if (!slot.bookable && reason === '') return { faults: { reason: 'panel.slots.reason_needed' } };
  return { slot, reason };
}
