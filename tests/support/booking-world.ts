import { ObjectId } from 'mongodb';
import { createBookingActivities } from '../../activities/booking/activities.ts';
import type { OpOrder } from '../../activities/booking/orders.ts';
import type { BookingDeps } from '../../activities/booking/ports.ts';
import { allIndexes } from '../../adapters/mongo/all-indexes.ts';
import { createBookingPorts } from '../../adapters/mongo/booking-ports.ts';
import { collections } from '../../adapters/mongo/collections.ts';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { createEvent, type NewEvent } from '../../adapters/mongo/events.ts';
import { ensureIndexes, type Index } from '../../adapters/mongo/indexes.ts';
import { createPerson } from '../../adapters/mongo/people.ts';
import { insertSlots } from '../../adapters/mongo/slots.ts';
import type { BookingId, EventId, SlotId, UserId } from '../../core/shared/ids.ts';
import { dayAfter, dayOf } from '../../core/time/slot-instants.ts';
import { ownName, serviceUrl } from './services.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A database of its own with everything a booking needs, and a clock that stands still until it is told to move. */
export async function openBookingWorld(what: string, indexes: readonly Index[] = allIndexes) {
  const mongo: Mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName(what) });
  await ensureIndexes(mongo.db, indexes);
  const clock = { now: Date.UTC(2026, 10, 24, 9, 0) };
  const deps: BookingDeps = {
    ...createBookingPorts(mongo.db),
    time: { sandbox: false, now: () => Promise.resolve(clock.now), offset: () => Promise.resolve(0) },
    cache: { slotsChanged: () => undefined },
    openings: { freed: () => Promise.resolve() },
  };
  return {
    db: mongo.db,
    client: mongo.client,
    rows: collections(mongo.db),
    deps,
    clock,
    verbs: createBookingActivities(deps),
    close: async () => {
      await mongo.db.dropDatabase();
      await mongo.close();
    },
  };
}

export type BookingWorld = Awaited<ReturnType<typeof openBookingWorld>>;

export async function anEvent(world: BookingWorld, event: Partial<NewEvent> = {}): Promise<EventId> {
  return createEvent(world.db, { title: 'Interviews', status: 'open', ...event }, world.clock.now);
}

/** Slots of one seat each unless said otherwise, two days from now, an hour apart from 14:00 on. */
export async function someSlots(
  world: BookingWorld,
  event: EventId,
  count: number,
  maxUsers = 1,
): Promise<readonly SlotId[]> {
  const day = dayAfter(dayOf(world.clock.now), 2);
  const slots = Array.from({ length: count }, (_none, index) => ({
    day,
    time: `${String(14 + (index % 10)).padStart(2, '0')}:00`,
    duration_minutes: 30,
    max_users: maxUsers,
    location: `Office ${index}`,
    audience: '301',
  }));
  return insertSlots(world.db, event, slots);
}

export async function someone(world: BookingWorld): Promise<UserId> {
  const id = await createPerson(world.db, { telegram_id: accounts() }, world.clock.now);
  if (!id) throw new Error('the account is taken');
  return id;
}

let lastAccount = 1_000;
const accounts = () => {
  lastAccount += 1;
  return lastAccount;
};

const candidate = { role: 'candidate', channel: 'tg_bot' } as const;

/** Orders of one person in one event; the operation rises by itself unless it is given. */
export function ordersOf(event_id: EventId, user_id: UserId) {
  let last = 0;
  const base = (op = last + 1) => {
    last = Math.max(last, op);
    const initiated_by = { user_id, ...candidate };
    return { event_id, user_id, op, trace_id: `trace-${op}`, initiated_by };
  };
  return {
    whose: { event_id, user_id },
    hold: (slot_id: SlotId, booking_id: BookingId | null = null, op?: number) => ({
      ...base(op),
      booking_id,
      slot_id,
    }),
    confirm: (
      slot_id: SlotId,
      booking_id: BookingId | null = null,
      as: 'first' | 'moved' | 'kept' = 'first',
      op?: number,
    ) => ({ ...base(op), booking_id, slot_id, as }),
    op: (booking_id: BookingId, op?: number): OpOrder => ({ ...base(op), booking_id }),
  };
}

/** A booked seat, with the orders that go on from there. */
export async function bookedIn(world: BookingWorld, event: EventId, slot: SlotId, user?: UserId) {
  const person = user ?? (await someone(world));
  const orders = ordersOf(event, person);
  const answer = await world.verbs.confirmSeat(orders.confirm(slot));
  if (!answer.ok) throw new Error(`not booked: ${answer.reason}`);
  return { user: person, orders, booking_id: answer.booking.booking_id };
}

export const hours = (count: number): number => count * hourMs;
export const minutes = (count: number): number => count * minuteMs;
export const oidOf = (id: string): ObjectId => new ObjectId(id);
