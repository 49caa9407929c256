import type { Db } from 'mongodb';
import type { OwnSlot } from '../../../admin/panel/ports/day.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { dayAfter, slotInstants } from '../../../core/time/slot-instants.ts';
import { collections } from '../collections.ts';
import { asSlotId, oid } from '../ids.ts';

const startOf = (day: string): Date => new Date(slotInstants(day, '00:00', 1).starts_at);

/** A specialist's slots of a day that still have room: only those of this company's events. */
export async function readOwnSlots(
  db: Db,
  company: string,
  day: string,
  specialist: UserId,
): Promise<readonly OwnSlot[]> {
  const { events, slots } = collections(db);
  const found = await slots
    .find({
      specialist_id: oid(specialist),
      starts_at: { $gte: startOf(day), $lt: startOf(dayAfter(day, 1)) },
      is_active: true,
    })
    .sort({ starts_at: 1 })
    .toArray();
  const theirs = await events
    .find(
      { _id: { $in: found.map((slot) => slot.event_id) }, company_id: company },
      { projection: { title: 1 } },
    )
    .toArray();
  const titles = new Map(theirs.map(({ _id, title }) => [_id.toHexString(), title]));
  return found.flatMap((slot) => {
    const event = titles.get(slot.event_id.toHexString());
    const free = slot.max_users - slot.booked_users.length;
    if (event === undefined || free <= 0) return [];
    const { starts_at, location, audience } = slot;
    return [
      { slot_id: asSlotId(slot._id), event, starts_at: starts_at.getTime(), location, room: audience, free },
    ];
  });
}
