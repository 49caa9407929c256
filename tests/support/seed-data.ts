import { type Db, ObjectId } from 'mongodb';
import { slotInstants } from '../../core/time/slot-instants.ts';

/** Documents as the store writes them, as far as the API reads them. */
export type Seeded = { readonly id: string; readonly oid: ObjectId };

const made = (hexEnd = ''): Seeded => {
  const id = new ObjectId().toHexString().slice(hexEnd.length) + hexEnd;
  return { id, oid: new ObjectId(id) };
};

export async function seedPerson(db: Db, telegramId: number | null, more: object = {}): Promise<Seeded> {
  const person = made();
  const row = { _id: person.oid, telegram_id: telegramId, roles: ['candidate'], allowed: true, lang: null };
  await db
    .collection('users')
    .insertOne({ ...row, language_code: null, waits_for_reason: null, reachable_at: null, ...more });
  return person;
}

export async function seedEvent(db: Db, more: object = {}): Promise<Seeded> {
  const event = made();
  await db.collection('events').insertOne({ _id: event.oid, status: 'open', audience: null, ...more });
  return event;
}

export type SlotAsked = {
  readonly event: Seeded;
  readonly date: string;
  readonly time: string;
  readonly location?: string | null;
  readonly max?: number;
  /** How the id ends: the double of the booking workflow answers by it. */
  readonly ends?: string;
  readonly more?: object;
};

export async function seedSlot(db: Db, asked: SlotAsked): Promise<Seeded> {
  const { event, date, time, location = 'Office A', max = 2, ends = '1', more = {} } = asked;
  const slot = made(ends);
  const starts_at = new Date(slotInstants(date, time, 60).starts_at);
  await db.collection('interview_slots').insertOne({
    _id: slot.oid,
    event_id: event.oid,
    date: new Date(slotInstants(date, '00:00', 0).starts_at),
    time,
    starts_at,
    max_users: max,
    booked_users: [],
    location,
    audience: '301',
    open: true,
    is_active: true,
    bookable_until: new Date(starts_at.getTime() - 2 * 3_600_000),
    ...more,
  });
  return slot;
}

export const seedBooking = (db: Db, person: Seeded, event: Seeded, more: object = {}): Promise<unknown> =>
  db.collection('bookings').insertOne({
    _id: new ObjectId(),
    user_id: person.oid,
    event_id: event.oid,
    active: true,
    date: null,
    time: null,
    rev: 1,
    ...more,
  });

/** A day that does not come while this code is looked after. */
export const farDay = '2199-11-26';
