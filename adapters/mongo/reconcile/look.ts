import type { Collection, Db, Filter, ObjectId } from 'mongodb';
import type { Commit, StoreLooker } from '../../../activities/reconcile/ports.ts';
import type { BookingSeen, SlotSeen } from '../../../core/damage/compare.ts';
import type { EventId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { BookingAuditDoc, BookingDoc } from '../documents/booking.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { asBookingId, asEventId, asSlotId, asUserId, oid } from '../ids.ts';
import { copyEventToSlots } from '../slots.ts';
import { createChangeLooker } from './changes.ts';

const dayMs = 86_400_000;
/** What went wrong in an event that has been over for so long hurts nobody any more. */
const longPastMs = 30 * dayMs;
/** A commit whose journal row is missing was made by a run that was lost in that moment: it is seen long before this. */
const recentMs = 2 * dayMs;
const mostAtOnce = 5_000;
const perRead = 500;

export function createStoreLooker(db: Db): StoreLooker {
  const { slots, bookings, events, audit } = collections(db);
  return {
    async events(now) {
      const [recent, live] = await Promise.all([
        slots
          .aggregate<{ _id: ObjectId }>([
            { $match: { starts_at: { $gte: new Date(now - longPastMs) } } },
            { $group: { _id: '$event_id' } },
          ])
          .toArray(),
        bookings
          .aggregate<{ _id: ObjectId }>([{ $match: { active: true } }, { $group: { _id: '$event_id' } }])
          .toArray(),
      ]);
      return [...new Set([...recent, ...live].map((row) => asEventId(row._id)))];
    },
    async event(id, now) {
      const event_id = oid(id);
      const event = await events.findOne({ _id: event_id }, { projection: { rev: 1 } });
      if (!event) return null;
      const recent = new Date(now - recentMs);
      const concerned: Filter<BookingDoc> = {
        event_id,
        $or: [
          { status: { $ne: 'cancelled' } },
          { 'holds.0': { $exists: true } },
          { updated_at: { $gte: recent } },
        ],
      };
      const [slotDocs, bookingDocs] = await Promise.all([
        slots.find({ event_id }, { projection: slotFields }).toArray(),
        bookings.find(concerned, { projection: bookingFields }).toArray(),
      ]);
      const commits = bookingDocs
        .filter((doc) => doc.rev > 0 && doc.updated_at >= recent)
        .map((doc) => commitOf({ ...doc, event_id, booking_id: doc._id }));
      const seen = { slots: slotDocs.map(slotSeen), bookings: bookingDocs.map(bookingSeen) };
      return { seen: { event_id: id, rev: event.rev, ...seen }, commits };
    },
    ...createAnnouncementLooker(audit),
    ...createChangeLooker(db),
    async activeBookings() {
      const fields = { event_id: 1, user_id: 1 } as const;
      const docs = await bookings.find({ active: true }, { projection: fields }).toArray();
      return docs.map((doc) => ({
        booking_id: asBookingId(doc._id),
        event_id: asEventId(doc.event_id),
        user_id: asUserId(doc.user_id),
      }));
    },
    async copyToSlots(id: EventId) {
      const event = await events.findOne({ _id: oid(id) });
      if (event) await copyEventToSlots(db, event);
    },
  };
}

function createAnnouncementLooker(
  audit: Collection<BookingAuditDoc>,
): Pick<StoreLooker, 'unpublished' | 'unjournalled'> {
  return {
    async unpublished(before) {
      const rows = await audit
        .find({ unpublished: true, at: { $lt: new Date(before) } }, { projection: rowFields })
        .limit(mostAtOnce)
        .toArray();
      return rows.map(commitOf);
    },
    async unjournalled(commits) {
      const missing: Commit[] = [];
      for (let from = 0; from < commits.length; from += perRead) {
        const some = commits.slice(from, from + perRead);
        const rows = await audit
          .find({ _id: { $in: some.map(rowId) } }, { projection: { _id: 1 } })
          .toArray();
        const known = new Set(rows.map((row) => row._id));
        missing.push(...some.filter((one) => !known.has(rowId(one))));
      }
      return missing;
    },
  };
}

const rowId = ({ booking_id, rev }: Commit): string => `${booking_id}:${rev}`;

const rowFields = { booking_id: 1, event_id: 1, user_id: 1, rev: 1 } as const;
type Row = Pick<BookingAuditDoc, keyof typeof rowFields>;
const commitOf = ({ booking_id, event_id, user_id, rev }: Row): Commit => ({
  booking_id: asBookingId(booking_id),
  event_id: asEventId(event_id),
  user_id: asUserId(user_id),
  rev,
});

const slotFields = { max_users: 1, booked_users: 1, seats: 1, event_rev: 1 } as const;
const bookingFields = {
  user_id: 1,
  slot_id: 1,
  status: 1,
  active: 1,
  holds: 1,
  rev: 1,
  updated_at: 1,
} as const;

const slotSeen = (doc: Pick<SlotDoc, '_id' | keyof typeof slotFields>): SlotSeen => ({
  slot_id: asSlotId(doc._id),
  max_users: doc.max_users,
  booked_users: doc.booked_users.map(asUserId),
  seats: doc.seats.map((seat) => ({
    user_id: asUserId(seat.user_id),
    booking_id: asBookingId(seat.booking_id),
  })),
  event_rev: doc.event_rev,
});

const bookingSeen = (doc: Pick<BookingDoc, '_id' | keyof typeof bookingFields>): BookingSeen => ({
  booking_id: asBookingId(doc._id),
  user_id: asUserId(doc.user_id),
  slot_id: doc.slot_id && asSlotId(doc.slot_id),
  status: doc.status,
  active: doc.active,
  holds: doc.holds.map((hold) => ({
    slot_id: asSlotId(hold.slot_id),
    op: hold.op,
    until: hold.until.getTime(),
  })),
});
