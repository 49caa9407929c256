import type { Db } from 'mongodb';
import { differsFrom, overlapAfter, type SlotEdit, windowOf } from '../../../core/slots/change.ts';
import type { Standing } from '../../../core/slots/overlap.ts';
import type { Beside, SlotChangeDoc, SlotPatch } from '../documents/change.ts';
import type { EventDoc } from '../documents/event.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { asSlotId } from '../ids.ts';
import { standingSlots } from '../seats/standing.ts';
import { slotValues } from './slot-now.ts';

/** Whether an edit may need a room that was free, and so has to be alone with the rooms. */
export const mayTakeRoom = ({ patch, beside }: SlotChangeDoc): boolean =>
  beside !== undefined && (patch.is_active === true || where.some((field) => field in patch));

const where = ['day', 'time', 'duration_minutes', 'location', 'audience'] as const;

/** Whether another slot is in that room then, and not the one the editor was told of. */
export async function roomIsTaken(
  db: Db,
  { slot, event }: { readonly slot: SlotDoc; readonly event: Pick<EventDoc, '_id' | 'company_id'> },
  { patch, beside }: SlotChangeDoc,
): Promise<boolean> {
  const [now, edit] = [slotValues(slot), placing(patch)];
  const standing = await standingSlots(db, event, { ...windowOf(now, edit), except: asSlotId(slot._id) });
  const other = overlapAfter(now, differsFrom(now, edit), standing);
  return other !== null && !isAsTold(other, beside);
}

const isAsTold = ({ starts_at, ends_at }: Standing, told: Beside | null | undefined): boolean =>
  told?.from.getTime() === starts_at && told.to.getTime() === ends_at;

export const besideOf = (told: Standing | null): Beside | null =>
  told && { from: new Date(told.starts_at), to: new Date(told.ends_at) };

/** The part of an edit that says where, when and whether, in the words of the rules. */
function placing({ day, time, duration_minutes, location, audience, is_active }: SlotPatch): SlotEdit {
  return {
    ...(day !== undefined && { day }),
    ...(time !== undefined && { time }),
    ...(duration_minutes !== undefined && { minutes: duration_minutes }),
    ...(location !== undefined && { place: location }),
    ...(audience !== undefined && { room: audience }),
    ...(is_active !== undefined && { active: is_active }),
  };
}
