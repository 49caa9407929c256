import type { Db, Filter } from 'mongodb';
import type { SlotFinder, SlotFound } from '../../admin/ports.ts';
import type { SlotDay } from '../../contracts/api/slots.ts';
import { dayOf, slotInstants } from '../../core/time/slot-instants.ts';
import type { SlotSource } from '../redis/slot-cache.ts';
import type { Clock } from './api-people.ts';
import { collections } from './collections.ts';
import type { SlotDoc } from './documents/slot.ts';
import { asEventId, asSlotId, oid } from './ids.ts';
import type { Index } from './indexes.ts';
import { bookableAt } from './seats/free.ts';

export const apiSlotIndexes: readonly Index[] = [
  {
    collection: 'interview_slots',
    keys: { event_id: 1, open: 1, bookable_until: 1 },
    options: { name: 'open_slots_of_event' },
    guards: 'showing the free slots of one event reads every slot there ever was',
  },
  {
    collection: 'interview_slots',
    keys: { open: 1, bookable_until: 1 },
    options: { name: 'open_slots' },
    guards: 'showing the free slots of all events reads every slot there ever was',
  },
  {
    collection: 'interview_slots',
    keys: { date: 1, time: 1 },
    options: { name: 'slots_by_date_and_time' },
    guards: 'finding a slot by its date and time reads every slot there ever was',
  },
];

const enough = 5;

export function createSlotFinder(db: Db): SlotFinder {
  const { slots, events } = collections(db);
  return {
    async isOf(event, company) {
      if (company === null) return true;
      const theirs = { _id: oid(event), company_id: company };
      return (await events.findOne(theirs, { projection: { _id: 1 } })) !== null;
    },
    async byId(slot) {
      const row = await slots.findOne({ _id: oid(slot) });
      return row ? found(row) : undefined;
    },
    async at({ event_id, date, time, location }) {
      const filter: Filter<SlotDoc> = {
        date: new Date(slotInstants(date, '00:00', 0).starts_at),
        time,
        is_active: true,
        ...(event_id === undefined ? {} : { event_id: oid(event_id) }),
        ...(location === undefined ? {} : { location }),
      };
      return (await slots.find(filter).limit(enough).toArray()).map(found);
    },
  };
}

const found = (row: SlotDoc): SlotFound => ({
  slot_id: asSlotId(row._id),
  event_id: asEventId(row.event_id),
  date: dayOf(row.date.getTime()),
  time: row.time,
  starts_at: row.starts_at.getTime(),
  location: row.location ?? '',
  audience: row.audience,
});

/** Slots a seat can be had in now, and until when that stays so by the clock alone. */
export function createSlotSource(db: Db, now: Clock): SlotSource {
  const { slots } = collections(db);
  return async (event) => {
    const at = await now();
    const filter = { ...(event === undefined ? {} : { event_id: oid(event) }), ...bookableAt(at) };
    const rows = await slots.find(filter).sort({ starts_at: 1, location: 1, _id: 1 }).toArray();
    const closes = rows.map((row) => row.bookable_until.getTime() - at);
    return { days: byDay(rows), holds_ms: Math.max(1, Math.min(...closes)) };
  };
}

function byDay(rows: readonly SlotDoc[]): SlotDay[] {
  const days = Map.groupBy(rows, (row) => dayOf(row.date.getTime()));
  return [...days].map(([date, slots]) => ({ date, slots: slots.map(entry) }));
}

const entry = (row: SlotDoc): SlotDay['slots'][number] => ({
  time: row.time,
  max: row.max_users,
  booked: row.booked_users.length,
  location: row.location ?? '',
  slot_id: row._id.toHexString(),
  event_id: row.event_id.toHexString(),
  audience: row.audience,
});
