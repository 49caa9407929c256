import type { Db } from 'mongodb';
import type { EventId } from '../../../core/shared/ids.ts';
import type { Standing } from '../../../core/slots/plan.ts';
import { collections } from '../collections.ts';
import { oid } from '../ids.ts';

/** Slots that may be in the way of new ones: of this event, and of others wherever a place is named. */
export async function standingSlots(db: Db, event: EventId, from: number): Promise<readonly Standing[]> {
  const dayMs = 86_400_000;
  const docs = await collections(db)
    .slots.find(
      {
        is_active: true,
        starts_at: { $gt: new Date(from - dayMs) },
        $or: [{ event_id: oid(event) }, { location: { $ne: null } }],
      },
      { projection: { starts_at: 1, duration_minutes: 1, location: 1, audience: 1 } },
    )
    .toArray();
  return docs.map(({ starts_at, duration_minutes, location, audience }) => ({
    starts_at: starts_at.getTime(),
    ends_at: starts_at.getTime() + duration_minutes * 60_000,
    place: location,
    room: audience,
  }));
}
