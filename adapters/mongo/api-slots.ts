import { type Db, type Filter, ObjectId } from 'mongodb';
import type { SlotFinder, SlotFound } from '../../admin/ports.ts';
import type { SlotDay } from '../../contracts/api/slots.ts';
import { eventId, slotId } from '../../core/shared/ids.ts';
import { dayOf, slotInstants } from '../../core/time/slot-instants.ts';
import type { SlotSource } from '../redis/slot-cache.ts';
import type { Index } from './indexes.ts';

type SlotRow = {
  readonly _id: ObjectId;
  readonly event_id: ObjectId;
  readonly date: Date;
  readonly time: string;
  readonly starts_at: Date;
  readonly location: string | null;
  readonly audience?: string | null;
  readonly open: boolean;
  readonly is_active: boolean;
  readonly bookable_until: Date;
  readonly max_users: number;
  readonly booked_users: readonly ObjectId[];
};

export const apiSlotIndexes: readonly Index[] = [
  {
    collection: 'interview_slots',
    keys: { event_id: 1, open: 1, bookable_until: 1 },
    options: { name: 'open_slots_of_event' },
    guards: 'showing the free slots of one event reads every slot there ever was',
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
  const slots = db.collection<SlotRow>('interview_slots');
  return {
    async byId(slot) {
      const row = await slots.findOne({ _id: new ObjectId(slot) });
      return row ? found(row) : undefined;
    },
    async at({ event_id, date, time, location }) {
      const filter: Filter<SlotRow> = {
        date: new Date(slotInstants(date, '00:00', 0).starts_at),
        time,
        is_active: true,
        ...(event_id === undefined ? {} : { event_id: new ObjectId(event_id) }),
        ...(location === undefined ? {} : { location }),
      };
      return (await slots.find(filter).limit(enough).toArray()).map(found);
    },
  };
}

const found = (row: SlotRow): SlotFound => ({
  slot_id: slotId(row._id.toHexString()),
  event_id: eventId(row.event_id.toHexString()),
  date: dayOf(row.date.getTime()),
  time: row.time,
  starts_at: row.starts_at.getTime(),
  location: row.location ?? '',
  audience: row.audience ?? null,
});

/** Real time, or ahead of it in the sandbox. */
export type Clock = () => number | Promise<number>;

/** Slots a seat can be had in now, and until when that stays so by the clock alone. */
export function createSlotSource(db: Db, clock: Clock): SlotSource {
  const slots = db.collection<SlotRow>('interview_slots');
  return async (event) => {
    const now = await clock();
    const filter: Filter<SlotRow> = {
      ...(event === undefined ? {} : { event_id: new ObjectId(event) }),
      open: true,
      is_active: true,
      bookable_until: { $gt: new Date(now) },
      $expr: { $lt: [{ $size: '$booked_users' }, '$max_users'] },
    };
    const rows = await slots.find(filter).sort({ starts_at: 1, location: 1, _id: 1 }).toArray();
    const closes = rows.map((row) => row.bookable_until.getTime() - now);
    return { days: byDay(rows), holds_ms: Math.max(1, Math.min(...closes)) };
  };
}

function byDay(rows: readonly SlotRow[]): SlotDay[] {
  const days = Map.groupBy(rows, (row) => dayOf(row.date.getTime()));
  return [...days].map(([date, slots]) => ({ date, slots: slots.map(entry) }));
}

const entry = (row: SlotRow): SlotDay['slots'][number] => ({
  time: row.time,
  max: row.max_users,
  booked: row.booked_users.length,
  location: row.location ?? '',
  slot_id: row._id.toHexString(),
  event_id: row.event_id.toHexString(),
  audience: row.audience ?? null,
});
