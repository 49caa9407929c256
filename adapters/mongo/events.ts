import { type Db, type Filter, ObjectId } from 'mongodb';
import type { EventReader } from '../../activities/booking/ports.ts';
import type { Identity } from '../../contracts/api/identity.ts';
import { placeOr } from '../../core/events/company.ts';
import { eventDefaults } from '../../core/events/values.ts';
import { defaultCompany } from '../../core/shared/company.ts';
import type { EventId } from '../../core/shared/ids.ts';
import { collections } from './collections.ts';
import type { EventDoc } from './documents/event.ts';
import type { UserDoc } from './documents/user.ts';
import { inserted } from './errors.ts';
import { asEventId, oid } from './ids.ts';
import type { Index } from './indexes.ts';
import { companyEvents, quietHours } from './settings.ts';

export const eventIndexes: readonly Index[] = [
  {
    collection: 'events',
    keys: { status: 1, created_at: -1 },
    options: { name: 'events_by_status' },
    guards: 'finding the open events reads every event there ever was',
  },
];

export type NewEvent = Pick<EventDoc, 'title'> &
  Partial<Omit<EventDoc, '_id' | 'title' | 'rev' | 'created_at'>>;

/** What is not said is as the company has it, else as SPEC §2.1 has it by default. With an `id` that is there already nothing is made. */
export async function createEvent(
  db: Db,
  event: NewEvent,
  now: number,
  id: ObjectId = new ObjectId(),
): Promise<EventId> {
  const company_id = event.company_id ?? defaultCompany;
  const own = await companyEvents(db, company_id);
  const doc: EventDoc = {
    _id: id,
    ...eventDefaults,
    ...own,
    status: 'draft',
    audience: null,
    ...event,
    company_id,
    place: placeOr(event.place ?? eventDefaults.place, own.place),
    rev: 1,
    created_at: new Date(now),
  };
  await inserted(() => collections(db).events.insertOne(doc));
  return asEventId(doc._id);
}

export const findEvent = (db: Db, id: EventId): Promise<EventDoc | null> =>
  collections(db).events.findOne({ _id: oid(id) });

/** Newest first. */
export const listEvents = (db: Db, company: string, filter: Filter<EventDoc> = {}): Promise<EventDoc[]> =>
  collections(db)
    .events.find({ ...filter, company_id: company })
    .sort({ created_at: -1 })
    .toArray();

/** What this person may book in or has a booking in: what a command without a name can mean. */
export async function eventsOf(
  db: Db,
  { _id: user, company_id }: Pick<UserDoc, '_id' | 'company_id'>,
): Promise<Identity['events']> {
  const { bookings, events } = collections(db);
  const booked = await bookings
    .find({ user_id: user, active: true }, { projection: { event_id: 1 } })
    .toArray();
  const bookedIn = new Set(booked.map((row) => row.event_id.toHexString()));
  const theirs = { status: 'open' as const, company_id, $or: [{ audience: null }, { audience: user }] };
  const rows = await events
    .find(
      { $or: [{ _id: { $in: booked.map((row) => row.event_id) } }, theirs] },
      { projection: { status: 1 } },
    )
    .sort({ _id: 1 })
    .toArray();
  return rows.map(({ _id, status }) => ({
    event_id: asEventId(_id),
    open: status === 'open',
    active_booking: bookedIn.has(_id.toHexString()),
  }));
}

export const createEventReader = (db: Db): EventReader => ({
  async quietHours(id) {
    const event = await collections(db).events.findOne({ _id: oid(id) }, { projection: { company_id: 1 } });
    return event && quietHours(db, event.company_id);
  },
  async byId(id) {
    // Without the names of those invited, which may be thousands.
    const event = await collections(db).events.findOne({ _id: oid(id) }, { projection: { audience: 0 } });
    return (
      event && {
        status: event.status,
        rev: event.rev,
        company_id: event.company_id,
        reschedule_policy: event.reschedule_policy,
        hold_ms: event.hold_minutes * 60_000,
        max_moves: event.max_moves,
        nudge_after_ms: event.nudge_after_hours === null ? null : event.nudge_after_hours * 3_600_000,
        reminders: event.reminders,
      }
    );
  },
});
