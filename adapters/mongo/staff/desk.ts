import { type Db, ObjectId } from 'mongodb';
import type { Proposable, Seen, Seer, StaffDesk } from '../../../activities/staff/ports.ts';
import { staffRoleOf } from '../../../core/messages/commands.ts';
import type { DayLine } from '../../../core/messages/staff/model.ts';
import type { BookingId } from '../../../core/shared/ids.ts';
import { dayAfter, dayOf } from '../../../core/time/slot-instants.ts';
import { collections } from '../collections.ts';
import { asEventId, asUserId, oid } from '../ids.ts';
import { fixedOf } from '../me/desk.ts';
import { slotLine } from '../messages/slot-line.ts';
import { createNotifyReader } from '../notify/reader.ts';
import { createBookingDesk } from '../panel/booking.ts';
import { readBookings } from '../panel/bookings.ts';
import { createPanelReader } from '../panel/reader.ts';
import { bookableFor } from '../seats/free.ts';

const week = 7;
/** Further ahead nobody looks. */
const mostProposable = 50;

/** The same reads as the panel's: what staff see in Telegram is what they would see there. */
export function createStaffDesk(db: Db): StaffDesk {
  const panel = createPanelReader(db);
  return {
    async seer(user) {
      const found = await collections(db).users.findOne(
        { _id: oid(user), erased_at: { $exists: false } },
        { projection: { company_id: 1, roles: 1 } },
      );
      const duty = found ? staffRoleOf(found.roles) : undefined;
      if (!found || duty === undefined || duty === 'viewer') return null;
      return { user_id: user, company_id: found.company_id, duty };
    },
    booking: (seer, booking) => seenBooking(db, seer, booking),
    proposable: (seer, seen, now) => proposable(db, seer, seen, now),
    async day(seer, day, now) {
      const first = dayOf(now);
      const days = Array.from({ length: day === 'today' ? 1 : week }, (_, n) => dayAfter(first, n));
      const found = await Promise.all(days.map((one) => panel.day(seer.company_id, one, own(seer))));
      return found.flat() satisfies readonly DayLine[];
    },
    async find(seer, text, most) {
      const query = { event: undefined, status: undefined, text, after: undefined };
      const { rows, next } = await readBookings(db, seer.company_id, query, most);
      return { found: rows, more: next !== undefined };
    },
    async typed(textId) {
      if (!ObjectId.isValid(textId)) return null;
      const kept = await collections(db).inboundTexts.findOne({ _id: new ObjectId(textId) });
      return kept?.text ?? null;
    },
  };
}

const own = ({ duty, user_id }: Seer) => (duty === 'specialist' ? user_id : undefined);

async function seenBooking(db: Db, seer: Seer, id: BookingId): Promise<Seen | null> {
  const scope = { company: seer.company_id, specialist: own(seer) ?? null };
  const [one, subject, doc] = await Promise.all([
    createBookingDesk(db).booking(scope, id),
    createNotifyReader(db).subject(id, 0),
    collections(db).bookings.findOne(
      { _id: oid(id) },
      { projection: { rev: 1, event_id: 1, user_id: 1, proposed: 1, 'last_change.trace_id': 1 } },
    ),
  ]);
  if (!one || !subject?.candidate || !doc) return null;
  return {
    event_id: asEventId(doc.event_id),
    user_id: asUserId(doc.user_id),
    changed_by: doc.last_change?.trace_id ?? null,
    card: {
      booking_id: id,
      rev: doc.rev,
      number: one.number,
      status: one.status,
      event: subject.event,
      candidate: { name: one.name, phone: subject.candidate.phone },
      slot: subject.slot,
      previous_at: one.previous_at,
      reply: one.reply,
      proposed: (doc.proposed ?? []).map(({ starts_at }) => starts_at.getTime()),
      arrived: one.arrived,
      outcome: one.outcome,
      cancelled_by: one.cancelled?.role ?? null,
      latest: one.latest,
    },
  };
}

/** By the same rules by which the candidate would move on their own. */
async function proposable(
  db: Db,
  { user_id }: Seer,
  { card, ...whose }: Seen,
  now: number,
): Promise<Proposable> {
  const { bookings, events, slots } = collections(db);
  const event_id = oid(whose.event_id);
  const [booking, event, booked, free] = await Promise.all([
    bookings.findOne({ _id: oid(card.booking_id) }),
    events.findOne({ _id: event_id }),
    card.slot && slots.findOne({ _id: oid(card.slot.slot_id) }),
    slots
      .find({ ...bookableFor(event_id, oid(whose.user_id), now), specialist_id: oid(user_id) })
      .sort({ starts_at: 1, _id: 1 })
      .limit(mostProposable)
      .toArray(),
  ]);
  if (!booking || !event || !booked || fixedOf(booking, booked, event, now)) return { kind: 'fixed' };
  return { kind: 'slots', slots: free.map(slotLine) };
}
