import { type Collection, type Db, type Document, type Filter, ObjectId, type UpdateFilter } from 'mongodb';
import type { BookingStore, StoredBooking } from '../../../activities/booking/ports.ts';
import { bookingWorkflowId } from '../../../contracts/workflows/booking.ts';
import { collections } from '../collections.ts';
import type { BookingDoc } from '../documents/booking.ts';
import { isDuplicateKey } from '../errors.ts';
import { oid } from '../ids.ts';
import type { Index } from '../indexes.ts';
import { changeDoc, holdDoc, patchFields, slotFields, storedBooking } from './stored.ts';

export const bookingIndexes: readonly Index[] = [
  {
    collection: 'bookings',
    keys: { event_id: 1, user_id: 1 },
    options: {
      name: 'one_active_booking',
      unique: true,
      partialFilterExpression: { active: true },
    },
    guards: 'one person could have two active bookings of one event',
  },
  {
    collection: 'bookings',
    keys: { number: 1 },
    options: {
      name: 'one_booking_per_number',
      unique: true,
      partialFilterExpression: { number: { $type: 'string' } },
    },
    guards: 'two bookings could be quoted by the same number',
  },
  {
    collection: 'bookings',
    keys: { event_id: 1, user_id: 1, created_at: -1 },
    options: { name: 'bookings_of_person' },
    guards: 'finding a person’s last booking reads every booking ever made',
  },
  {
    collection: 'bookings',
    keys: { slot_id: 1 },
    options: { name: 'bookings_of_slot' },
    guards: 'finding who sits in a slot reads every booking ever made',
  },
  {
    collection: 'bookings',
    keys: { company_id: 1, status: 1, _id: -1 },
    options: { name: 'bookings_by_status' },
    guards: 'the few of one status are looked for among all bookings there ever were',
  },
  {
    collection: 'bookings',
    keys: { company_id: 1, starts_at: 1 },
    options: { name: 'bookings_by_time' },
    guards: 'a day’s interviews are found among every booking ever made',
  },
];

/** Each write is one conditional update whose condition says what it was decided by. */
export function createBookingStore(db: Db): BookingStore {
  const { bookings } = collections(db);
  const update = updating(bookings);
  return {
    async byId(id) {
      return stored(await bookings.findOne({ _id: oid(id) }));
    },
    async active({ event_id, user_id }) {
      return stored(await bookings.findOne({ event_id: oid(event_id), user_id: oid(user_id), active: true }));
    },
    async latest({ event_id, user_id }) {
      const theirs = { event_id: oid(event_id), user_id: oid(user_id) };
      return stored(await bookings.findOne(theirs, { sort: { active: -1, created_at: -1 } }));
    },
    async all({ event_id, user_id }) {
      const theirs = { event_id: oid(event_id), user_id: oid(user_id) };
      const docs = await bookings.find(theirs).sort({ active: -1, created_at: -1 }).toArray();
      return docs.map(storedBooking);
    },
    async open(order) {
      const fresh = newBooking(order);
      try {
        await bookings.insertOne(fresh);
        return storedBooking(fresh);
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },
    intend: ({ booking_id, rev, op_seq, holds }, hold) =>
      update(
        { _id: oid(booking_id), rev, op_seq, active: true },
        {
          $set: {
            op_seq: hold.op,
            holds: [...holds.filter((one) => one.slot_id !== hold.slot_id), hold].map(holdDoc),
          },
        },
      ),
    raise: ({ booking_id, slot_id, op, statuses }) =>
      update(
        {
          _id: oid(booking_id),
          active: true,
          status: { $in: statuses },
          op_seq: { $lt: op },
          'holds.slot_id': oid(slot_id),
        },
        { $set: { op_seq: op, 'holds.$[held].op': op } },
        [{ 'held.slot_id': oid(slot_id) }],
      ),
    begin: (id, op) => update({ _id: oid(id), op_seq: { $lt: op } }, { $set: { op_seq: op } }),
    refuse: ({ booking_id, op, slot_id, reason, forget }) =>
      update(
        { _id: oid(booking_id), op_seq: op, last_op: { $lt: op }, ...entry(oid(slot_id), op) },
        {
          $set: { refused: { op, reason } },
          ...(forget ? { $pull: { holds: { slot_id: oid(slot_id), op } } } : {}),
        },
      ),
    forget: (id, slots, op) =>
      update({ _id: oid(id) }, { $pull: { holds: { slot_id: { $in: slots.map(oid) }, op: { $lte: op } } } }),
    commit: committing(update),
  };
}

/** As it was read, and nothing begun or committed since. */
const committing =
  (update: ReturnType<typeof updating>): BookingStore['commit'] =>
  async ({ read, intended, patch, change }) => {
    const { op } = change;
    const asRead = { _id: oid(read.booking_id), rev: read.rev, op_seq: read.op_seq, last_op: { $lt: op } };
    const standing = intended ? { ...entry(oid(intended), op), 'refused.op': { $ne: op } } : {};
    const set = {
      ...patchFields(patch),
      rev: change.rev,
      op_seq: op,
      last_op: op,
      last_change: changeDoc(change),
      updated_at: new Date(change.at),
    };
    try {
      return await update({ ...asRead, ...standing }, { $set: set });
    } catch (error) {
      if (patch.number !== undefined && isDuplicateKey(error)) return 'number_taken';
      throw error;
    }
  };

const entry = (slot: ObjectId, op: number): Filter<BookingDoc> => ({
  holds: { $elemMatch: { slot_id: slot, op } },
});

const stored = (doc: BookingDoc | null): StoredBooking | null => doc && storedBooking(doc);

const updating =
  (bookings: Collection<BookingDoc>) =>
  async (
    filter: Filter<BookingDoc>,
    change: UpdateFilter<BookingDoc>,
    arrayFilters?: Document[],
  ): Promise<StoredBooking | null> =>
    stored(
      await bookings.findOneAndUpdate(filter, change, {
        returnDocument: 'after',
        ...(arrayFilters && { arrayFilters }),
      }),
    );

function newBooking(order: Parameters<BookingStore['open']>[0]): BookingDoc {
  const at = new Date(order.now);
  const none = slotFields(null) as Pick<
    BookingDoc,
    'slot_id' | 'starts_at' | 'date' | 'time' | 'location' | 'audience'
  >;
  return {
    _id: new ObjectId(),
    user_id: oid(order.user_id),
    event_id: oid(order.event_id),
    company_id: order.company_id,
    workflow_id: bookingWorkflowId(order.event_id, order.user_id),
    ...none,
    status: 'pending',
    active: true,
    number: null,
    rev: 0,
    op_seq: order.hold.op,
    last_op: 0,
    holds: [holdDoc(order.hold)],
    refused: null,
    previous: null,
    moves: 0,
    reply: null,
    arrived_at: null,
    cancelled: null,
    outcome: null,
    reminded: [],
    due_at: null,
    proposed: [],
    informed: null,
    rank: 0,
    last_change: null,
    created_at: at,
    booked_at: null,
    updated_at: at,
  };
}
