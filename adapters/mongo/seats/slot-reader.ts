import type { Db } from 'mongodb';
import type { SlotReader } from '../../../activities/booking/ports.ts';
import { seedDateTime } from '../../../core/time/slot-instants.ts';
import { collections } from '../collections.ts';
import { oid } from '../ids.ts';
import type { Index } from '../indexes.ts';
import { bookableFor } from './free.ts';
import { slotState } from './slot-state.ts';

export const slotIndexes: readonly Index[] = [
  {
    collection: 'interview_slots',
    keys: { event_id: 1, starts_at: 1 },
    options: { name: 'slots_of_event' },
    guards: 'showing the next free slots reads every slot of every event',
  },
  {
    collection: 'interview_slots',
    keys: { date: 1, starts_at: 1 },
    options: { name: 'slots_of_day' },
    guards: 'spreading a day’s reminders reads every slot of every day',
  },
  {
    collection: 'interview_slots',
    keys: { starts_at: 1 },
    options: { name: 'slots_by_start' },
    guards: 'every pass of the reconciler reads every slot there ever was to find the recent ones',
  },
  {
    collection: 'interview_slots',
    keys: { specialist_id: 1, starts_at: 1 },
    options: {
      name: 'slots_of_specialist',
      partialFilterExpression: { specialist_id: { $type: 'objectId' } },
    },
    guards: 'a specialist’s own day is found among every slot there ever was',
  },
];

const shown = { audience_ids: 0, booked_users: 0 } as const;

export function createSlotReader(db: Db): SlotReader {
  const { slots } = collections(db);
  return {
    async forPerson(slot, user) {
      const doc = await slots.findOne({ _id: oid(slot) }, { projection: { booked_users: 0 } });
      if (!doc) return null;
      const allowed = doc.audience_ids?.some((one) => one.equals(oid(user))) ?? true;
      return { ...slotState(doc), allows_person: allowed };
    },
    async byIds(ids) {
      const docs = await slots.find({ _id: { $in: ids.map(oid) } }, { projection: shown }).toArray();
      return docs.map(slotState);
    },
    async seatsBefore(slot) {
      const [row] = await slots
        .aggregate<{ seats: number }>([
          {
            $match: {
              date: seedDateTime(slot.starts_at).date,
              starts_at: { $lte: new Date(slot.starts_at) },
              $or: [
                { starts_at: { $lt: new Date(slot.starts_at) } },
                // Of those that begin together the older slot counts as earlier.
                { _id: { $lt: oid(slot.slot_id) } },
              ],
            },
          },
          { $group: { _id: null, seats: { $sum: { $size: '$booked_users' } } } },
        ])
        .toArray();
      return row?.seats ?? 0;
    },
    async seatedIn({ event_id, user_id }) {
      const filter = { event_id: oid(event_id), booked_users: oid(user_id) };
      return (await slots.find(filter, { projection: shown }).toArray()).map(slotState);
    },
    async bookableExists({ event_id, user_id }, now, except) {
      const filter = { ...bookableFor(oid(event_id), oid(user_id), now), _id: { $ne: oid(except) } };
      return (await slots.findOne(filter, { projection: { _id: 1 } })) !== null;
    },
    async lastBookableUntil(event) {
      const last = await slots.findOne(
        { event_id: oid(event), is_active: true },
        { sort: { starts_at: -1 }, projection: { bookable_until: 1 } },
      );
      return last?.bookable_until.getTime() ?? null;
    },
  };
}
