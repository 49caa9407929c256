import type { Db, ObjectId } from 'mongodb';
import type { DayRow } from '../../../admin/panel/ports/day.ts';
import type { EventNamed, EventRow, Specialist } from '../../../admin/panel/ports/events.ts';
import type { PanelReader } from '../../../admin/panel/ports/reader.ts';
import type { BookingStatus } from '../../../core/booking/words.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { dayAfter, slotInstants } from '../../../core/time/slot-instants.ts';
import { collections } from '../collections.ts';
import type { EventDoc } from '../documents/event.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { asBookingId, asEventId, asUserId, oid } from '../ids.ts';
import { inParts } from '../in-parts.ts';
import { ledElsewhere } from '../seats/led.ts';
import { readBookings } from './bookings.ts';
import { readAhead, readDays, readSlots } from './event-slots.ts';
import { nameOf, namesOf, titlesOf, unique } from './names.ts';
import { readOwnSlots } from './own-slots.ts';

const minuteMs = 60_000;
const shown = ['booked', 'done', 'no_show'] as const;
const isShown = (status: BookingStatus): status is (typeof shown)[number] =>
  shown.some((one) => one === status);

/** What the panel shows, read straight from the collections. */
export const createPanelReader = (db: Db): PanelReader => ({
  day: (company, day, specialist) => readDay(db, company, day, specialist),
  ownSlots: (company, day, specialist) => readOwnSlots(db, company, day, specialist),
  async events(company, archived) {
    const found = await collections(db)
      .events.find({
        company_id: company,
        ...(archived === undefined ? {} : { status: archived ? 'archived' : { $ne: 'archived' } }),
      })
      .sort({ created_at: -1 })
      .toArray();
    const seats = await seatsOf(db, found);
    return found.map((event) => eventRow(event, seats));
  },
  async eventsNamed(company, text, most) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    // By our own rule: a database compares letters of other alphabets by its own, or not at all.
    return (await readTitles(db, company))
      .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
      .slice(0, most);
  },
  titles: (company) => readTitles(db, company),
  async event(company, id) {
    const event = await collections(db).events.findOne({ _id: oid(id), company_id: company });
    return event ? eventRow(event, await seatsOf(db, [event])) : undefined;
  },
  days: (event) => readDays(db, event),
  slots: (event, query) => readSlots(db, event, query),
  ahead: (event, who, now) => readAhead(db, event, who, now),
  bookings: (company, query, most) => readBookings(db, company, query, most),
  specialists: (company) => readSpecialists(db, company),
});

async function readTitles(db: Db, company: string): Promise<readonly EventNamed[]> {
  const found = await collections(db)
    .events.find({ company_id: company }, { projection: { title: 1, status: 1 } })
    .sort({ _id: -1 })
    .toArray();
  return found.map(({ _id, title, status }) => ({ event_id: asEventId(_id), title, status }));
}

type Length = Pick<SlotDoc, '_id' | 'duration_minutes' | 'specialist_id' | 'starts_at'>;

async function readDay(
  db: Db,
  company: string,
  day: string,
  specialist: UserId | undefined,
): Promise<readonly DayRow[]> {
  const { bookings, slots } = collections(db);
  const thatDay = { $gte: startOf(day), $lt: startOf(dayAfter(day, 1)) };
  const own = specialist && (await ownSlots(db, specialist, thatDay));
  // By the index of days alone: of one day's bookings nearly all are shown.
  const thatDays = await bookings
    .find({ company_id: company, starts_at: thatDay })
    .sort({ starts_at: 1, audience: 1 })
    .toArray();
  const found = thatDays.filter(
    ({ status, slot_id }) =>
      isShown(status) && (!own || own.some((id) => slot_id !== null && id.equals(slot_id))),
  );
  const [names, titleOf, lengths] = await Promise.all([
    namesOf(db, unique(found.map((row) => row.user_id))),
    titlesOf(db, unique(found.map((row) => row.event_id))),
    inParts(unique(found.flatMap((row) => row.slot_id ?? [])), (some) =>
      slots
        .find({ _id: { $in: some } })
        .project<Length>({ duration_minutes: 1, specialist_id: 1, starts_at: 1 })
        .toArray(),
    ),
  ]);
  const ledTwice = await ledElsewhere(db, lengths);
  const lengthOf = new Map(lengths.map(({ _id, duration_minutes: min }) => [_id.toHexString(), min]));
  return found.flatMap((row) => {
    const { status } = row;
    if (!isShown(status) || !row.starts_at) return [];
    const starts_at = row.starts_at.getTime();
    const length = lengthOf.get(row.slot_id?.toHexString() ?? '') ?? 0;
    return [
      {
        booking_id: asBookingId(row._id),
        event_id: asEventId(row.event_id),
        user_id: asUserId(row.user_id),
        event: titleOf.get(row.event_id.toHexString()) ?? '',
        number: row.number,
        name: names.get(row.user_id.toHexString())?.name ?? '',
        username: names.get(row.user_id.toHexString())?.username ?? null,
        starts_at,
        ends_at: starts_at + length * minuteMs,
        location: row.location,
        room: row.audience,
        status,
        reply: row.reply?.value ?? null,
        arrived: row.arrived_at !== null,
        led_twice: ledTwice.has(row.slot_id?.toHexString() ?? ''),
        informed: row.informed,
      },
    ];
  });
}

/** Of one specialist; read by the slot each time, so that one handed over is the other's at once. */
async function ownSlots(
  db: Db,
  specialist: UserId,
  starts_at: { $gte: Date; $lt: Date },
): Promise<ObjectId[]> {
  const found = await collections(db)
    .slots.find({ specialist_id: oid(specialist), starts_at }, { projection: { _id: 1 } })
    .toArray();
  return found.map(({ _id }) => _id);
}

const startOf = (day: string): Date => new Date(slotInstants(day, '00:00', 1).starts_at);

type Seats = Pick<EventRow, 'slots' | 'taken' | 'seats' | 'from' | 'to'>;

async function seatsOf(db: Db, events: readonly EventDoc[]): Promise<ReadonlyMap<string, Seats>> {
  type Row = { _id: ObjectId; slots: number; taken: number; seats: number; from: Date; to: Date };
  const count = {
    _id: '$event_id',
    slots: { $sum: 1 },
    taken: { $sum: { $size: '$booked_users' } },
    seats: { $sum: '$max_users' },
    from: { $min: '$starts_at' },
    to: { $max: '$starts_at' },
  };
  const ids = events.map(({ _id }) => _id);
  const rows = await inParts(ids, (some) =>
    collections(db)
      .slots.aggregate<Row>([{ $match: { event_id: { $in: some } } }, { $group: count }])
      .toArray(),
  );
  return new Map(
    rows.map(({ _id, from, to, ...rest }) => [
      _id.toHexString(),
      { ...rest, from: from.getTime(), to: to.getTime() },
    ]),
  );
}

function eventRow({ _id, title, status }: EventDoc, seats: ReadonlyMap<string, Seats>): EventRow {
  const none = { slots: 0, taken: 0, seats: 0, from: null, to: null };
  return { event_id: asEventId(_id), title, status, ...none, ...seats.get(_id.toHexString()) };
}

async function readSpecialists(db: Db, company: string): Promise<readonly Specialist[]> {
  const found = await collections(db)
    .users.find({ company_id: company, roles: 'specialist' })
    .sort({ first_name: 1, last_name: 1, _id: 1 })
    .toArray();
  return found
    .filter(({ erased_at: erased }) => erased === undefined)
    .map((person) => ({ user_id: asUserId(person._id), name: nameOf(person) }));
}
