import type { SlotRow } from '../ports/events.ts';
import { type Fields, field } from '../request.ts';
import { reasonIn } from './booking.tsx';

/** Those with a free seat. */
export const choicesIn = (ahead: readonly SlotRow[]): readonly SlotRow[] =>
  ahead.filter(({ seats, taken }) => taken < seats);

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
