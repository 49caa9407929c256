import { type Db, ObjectId } from 'mongodb';
import type { SlotId } from '../../../core/shared/ids.ts';
import type { Standing } from '../../../core/slots/overlap.ts';
import { collections } from '../collections.ts';
import type { EventDoc } from '../documents/event.ts';

const dayMs = 86_400_000;

type Asked = {
  readonly from: number;
  readonly to: number;
  /** The slot that is being changed is in nobody's way. */
  readonly except?: SlotId;
};

/** Slots that may be in the way there and then: of this event, and of others of its company wherever a place is named. */
export async function standingSlots(
  db: Db,
  event: Pick<EventDoc, '_id' | 'company_id'>,
  { from, to, except }: Asked,
): Promise<readonly Standing[]> {
  const { events, slots } = collections(db);
  const all = await events.find({ company_id: event.company_id }, { projection: { _id: 1 } }).toArray();
  const docs = await slots
    .find(
      {
        is_active: true,
        // The longest slot lasts a day.
        starts_at: { $gt: new Date(from - dayMs), $lt: new Date(to) },
        $or: [
          { event_id: event._id },
          { event_id: { $in: all.map(({ _id }) => _id) }, location: { $ne: null } },
        ],
        ...(except === undefined ? {} : { _id: { $ne: new ObjectId(except) } }),
      },
      { projection: { event_id: 1, starts_at: 1, duration_minutes: 1, location: 1, audience: 1 } },
    )
    .toArray();
  return docs.map(({ event_id, starts_at, duration_minutes, location, audience }) => ({
    starts_at: starts_at.getTime(),
    ends_at: starts_at.getTime() + duration_minutes * 60_000,
    place: location,
    room: audience,
    own: event_id.equals(event._id),
  }));
}
