import type { Db, Document, Filter, ObjectId } from 'mongodb';
import type { EventDay, EventRow, SlotPage, SlotQuery, SlotRow } from '../../../admin/panel/ports/events.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { dayOf, seedDateTime, slotInstants } from '../../../core/time/slot-instants.ts';
import { collections } from '../collections.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { asSlotId, asUserId, oid } from '../ids.ts';
import { ledElsewhere } from '../seats/led.ts';
import { type Named, namesOf } from './names.ts';

type EventId = EventRow['event_id'];

/** Counted by the database: an event of thousands costs no more here than a small one. */
export async function readDays(db: Db, event: EventId): Promise<readonly EventDay[]> {
  type Row = Pick<EventDay, 'slots' | 'off' | 'seats' | 'taken'> & {
    readonly _id: Date;
    readonly first: Date;
  };
  const rows = await collections(db)
    .slots.aggregate<Row>([
      { $match: { event_id: oid(event) } },
      {
        $group: {
          _id: '$date',
          slots: { $sum: 1 },
          off: { $sum: { $cond: ['$is_active', 0, 1] } },
          seats: { $sum: { $cond: ['$is_active', '$max_users', { $size: '$booked_users' }] } },
          taken: { $sum: { $size: '$booked_users' } },
          first: { $min: '$starts_at' },
        },
      },
      { $sort: { _id: 1 } },
    ])
    .toArray();
  return rows.map(({ _id, first, ...counted }) => ({
    day: dayOf(_id.getTime()),
    from: seedDateTime(first.getTime()).time,
    ...counted,
  }));
}

/** So many of a slot are named where many slots are shown. */
const namedOfSlot = 5;

type Shown = SlotDoc & { readonly taken: number };

export async function readSlots(
  db: Db,
  event: EventId,
  { now, day, skip, most }: SlotQuery,
): Promise<SlotPage> {
  const wanted = {
    event_id: oid(event),
    ...(day === undefined ? {} : { date: new Date(slotInstants(day, '00:00', 0).starts_at) }),
  };
  const found = await shownOf(db, wanted, [{ $skip: skip }, { $limit: most + 1 }]);
  return { rows: await rowsOf(db, found.slice(0, most), now), more: found.length > most };
}

/** What one person could be given: not begun, not off, not theirs already; those that are full too. */
export async function readAhead(db: Db, event: EventId, who: UserId, now: number): Promise<SlotRow[]> {
  const wanted = {
    event_id: oid(event),
    is_active: true,
    starts_at: { $gt: new Date(now) },
    booked_users: { $ne: oid(who) },
  };
  return rowsOf(db, await shownOf(db, wanted), now);
}

const shownOf = (db: Db, wanted: Filter<SlotDoc>, part: readonly Document[] = []): Promise<Shown[]> =>
  collections(db)
    .slots.aggregate<Shown>([
      { $match: wanted },
      { $sort: { starts_at: 1, audience: 1, _id: 1 } },
      ...part,
      {
        $project: {
          starts_at: 1,
          duration_minutes: 1,
          location: 1,
          audience: 1,
          max_users: 1,
          specialist_id: 1,
          is_active: 1,
          open: 1,
          bookable_until: 1,
          taken: { $size: '$booked_users' },
          seats: { $slice: ['$seats', namedOfSlot] },
        },
      },
    ])
    .toArray();

async function rowsOf(db: Db, slots: readonly Shown[], now: number): Promise<SlotRow[]> {
  const [names, booked, theirs, led_twice] = await Promise.all([
    namesOf(db, idsIn(slots)),
    bookedIn(db, slots),
    ownBookings(db, slots),
    ledElsewhere(db, slots),
  ]);
  return slots.map((slot) => rowOf(slot, { now, names, booked, theirs, led_twice }));
}

const idsIn = (slots: readonly Shown[]): ObjectId[] =>
  slots.flatMap((slot) => [
    ...slot.seats.map(({ user_id }) => user_id),
    ...(slot.specialist_id ? [slot.specialist_id] : []),
  ]);

const isBooked = { $in: ['booked', 'done', 'no_show'] as ('booked' | 'done' | 'no_show')[] };

/** How many bookings each slot has: whoever else sits in it is still deciding. */
async function bookedIn(db: Db, slots: readonly Shown[]): Promise<ReadonlyMap<string, number>> {
  const rows = await collections(db)
    .bookings.aggregate<{ readonly _id: ObjectId; readonly count: number }>([
      { $match: { slot_id: { $in: slots.map(({ _id }) => _id) }, status: isBooked } },
      { $group: { _id: '$slot_id', count: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(rows.map(({ _id, count }) => [_id.toHexString(), count]));
}

/** Of those who are named: which booking has which slot. */
async function ownBookings(db: Db, slots: readonly Shown[]): Promise<ReadonlySet<string>> {
  const ids = slots.flatMap(({ seats }) => seats.map(({ booking_id }) => booking_id));
  const rows = await collections(db)
    .bookings.find({ _id: { $in: ids }, status: isBooked }, { projection: { slot_id: 1 } })
    .toArray();
  return new Set(rows.map(({ _id, slot_id }) => `${_id.toHexString()} ${slot_id?.toHexString()}`));
}

type Known = {
  readonly now: number;
  readonly names: ReadonlyMap<string, Named>;
  readonly booked: ReadonlyMap<string, number>;
  readonly theirs: ReadonlySet<string>;
  readonly led_twice: ReadonlySet<string>;
};

function rowOf(slot: Shown, { now, names, booked, theirs, led_twice }: Known): SlotRow {
  const nameOf = (id: ObjectId) => names.get(id.toHexString())?.name ?? '';
  const id = slot._id.toHexString();
  return {
    slot_id: asSlotId(slot._id),
    starts_at: slot.starts_at.getTime(),
    minutes: slot.duration_minutes,
    location: slot.location,
    room: slot.audience,
    seats: slot.max_users,
    taken: slot.taken,
    held: Math.max(0, slot.taken - (booked.get(id) ?? 0)),
    people: slot.seats.map(({ user_id, booking_id }) => ({
      user_id: asUserId(user_id),
      name: nameOf(user_id),
      held: !theirs.has(`${booking_id.toHexString()} ${id}`),
    })),
    specialist: slot.specialist_id && {
      user_id: asUserId(slot.specialist_id),
      name: nameOf(slot.specialist_id),
    },
    led_twice: led_twice.has(id),
    active: slot.is_active,
    bookable: slot.open && slot.is_active && slot.bookable_until.getTime() > now,
    over: slot.bookable_until.getTime() <= now,
  };
}
