import type { Db, ObjectId } from 'mongodb';
import { collections } from '../../adapters/mongo/collections.ts';
import type { BookingAuditDoc, BookingDoc } from '../../adapters/mongo/documents/booking.ts';
import type { SlotDoc } from '../../adapters/mongo/documents/slot.ts';

export type Stored = {
  readonly slots: readonly SlotDoc[];
  readonly bookings: readonly BookingDoc[];
  readonly journal: readonly BookingAuditDoc[];
};

export async function readStored(db: Db): Promise<Stored> {
  const { slots, bookings, audit } = collections(db);
  const [allSlots, allBookings, journal] = await Promise.all([
    slots.find().toArray(),
    bookings.find().toArray(),
    audit.find({ kind: 'booking' }).toArray(),
  ]);
  return { slots: allSlots, bookings: allBookings, journal };
}

/** What must be true at rest, read from the database alone. Each sentence is one violation; an empty list is the verdict. */
export const violations = async (db: Db): Promise<readonly string[]> => violationsIn(await readStored(db));

export function violationsIn({
  slots: allSlots,
  bookings: allBookings,
  journal: rows,
}: Stored): readonly string[] {
  const explained = explanations(allBookings);
  return [
    ...allSlots.flatMap((slot) => faultsOfSlot(slot, explained)),
    ...faultsOfExplanations(allSlots, explained),
    ...secondBookings(allBookings),
    ...allBookings.flatMap((booking) =>
      faultsOfJournal(
        booking,
        rows.filter((row) => row.booking_id.equals(booking._id)).map((row) => row.rev),
      ),
    ),
  ];
}

/** A seat that a booking says it has, or is holding, or still has to give back. */
type Explained = { readonly key: string; readonly by: string; readonly op?: number };

const seatKey = (slot: ObjectId, user: ObjectId, booking: ObjectId) =>
  [slot, user, booking].map((id) => id.toHexString()).join('/');

const seated = new Set(['booked', 'done', 'no_show']);

const explanations = (bookings: readonly BookingDoc[]): readonly Explained[] =>
  bookings.flatMap((booking) => {
    const { _id: id, user_id: user, slot_id: slot } = booking;
    const own = slot && seated.has(booking.status) ? [{ key: seatKey(slot, user, id), by: 'its slot' }] : [];
    return [
      ...own,
      ...booking.holds.map((hold) => ({ key: seatKey(hold.slot_id, user, id), by: 'a hold', op: hold.op })),
    ];
  });

function faultsOfSlot(slot: SlotDoc, explained: readonly Explained[]): readonly string[] {
  const name = `slot ${slot._id.toHexString()}`;
  const people = slot.seats.map((seat) => seat.user_id.toHexString());
  const listed = slot.booked_users.map((user) => user.toHexString());
  return [
    ...(people.length > slot.max_users
      ? [`${name} has ${people.length} seats taken of ${slot.max_users}`]
      : []),
    ...(new Set(people).size < people.length ? [`${name} seats one person twice`] : []),
    ...(people.toSorted().join() === listed.toSorted().join()
      ? []
      : [`${name}: booked_users and seats name different people`]),
    ...slot.seats.flatMap((seat) => {
      const key = seatKey(slot._id, seat.user_id, seat.booking_id);
      const by = explained.filter((one) => one.key === key);
      const whose = `${name}: the seat of ${seat.user_id.toHexString()}`;
      if (by.length !== 1) return [`${whose} is explained ${by.length} times`];
      const held = by[0]?.op ?? seat.op;
      return held === seat.op ? [] : [`${whose} is held by operation ${held} and taken by ${seat.op}`];
    }),
  ];
}

function faultsOfExplanations(slots: readonly SlotDoc[], explained: readonly Explained[]): readonly string[] {
  const seats = new Set(
    slots.flatMap((slot) => slot.seats.map((seat) => seatKey(slot._id, seat.user_id, seat.booking_id))),
  );
  return explained.filter(({ key }) => !seats.has(key)).map(({ key, by }) => `${by} has no seat: ${key}`);
}

function secondBookings(bookings: readonly BookingDoc[]): readonly string[] {
  const active = bookings.filter((booking) => booking.active);
  const people = active.map(
    ({ event_id: event, user_id: user }) => `${event.toHexString()}/${user.toHexString()}`,
  );
  return people
    .filter((one, index) => people.indexOf(one) !== index)
    .map((one) => `two active bookings of one person in one event: ${one}`);
}

/** Every revision has exactly one row, and no row is of a revision that never was. */
function faultsOfJournal({ _id: id, rev }: BookingDoc, revs: readonly number[]): readonly string[] {
  const found = revs.toSorted((one, other) => one - other).join();
  const expected = Array.from({ length: rev }, (_none, index) => index + 1).join();
  return found === expected ? [] : [`booking ${id.toHexString()} is at ${rev}, its journal has [${found}]`];
}
