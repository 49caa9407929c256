import { type Db, ObjectId } from 'mongodb';
import type { BookingDesk, OneBooking, Scope } from '../../../admin/panel/ports/booking.ts';
import type { BookingId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { BookingDoc } from '../documents/booking.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { asBookingId, asSlotId, oid } from '../ids.ts';
import { rowsOf } from './bookings.ts';
import { readHistory } from './history.ts';
import { nameOf } from './names.ts';

const minuteMs = 60_000;

export const createBookingDesk = (db: Db): BookingDesk => ({
  booking: (scope, id) => readBooking(db, scope, id),
  history: (company, booking) => readHistory(db, company, booking),
  async called(company, user) {
    const row = await collections(db).users.findOne({
      _id: oid(user),
      company_id: company,
      erased_at: { $exists: false },
    });
    return row ? { name: nameOf(row) } : undefined;
  },
  async activeOf(company, { event_id, user_id }) {
    const its = { company_id: company, event_id: oid(event_id), user_id: oid(user_id), active: true };
    const found = await collections(db).bookings.findOne(its, { projection: { _id: 1 } });
    return found ? asBookingId(found._id) : undefined;
  },
});

/** The one place where a specialist's view of a booking is narrowed to their own slots. */
const maySee = ({ specialist }: Scope, slot: SlotDoc | null): boolean =>
  specialist === null || slot?.specialist_id?.equals(oid(specialist)) === true;

async function readBooking(db: Db, scope: Scope, id: BookingId): Promise<OneBooking | undefined> {
  const { bookings, slots } = collections(db);
  const found = await bookings.findOne({ _id: oid(id), company_id: scope.company });
  if (!found) return undefined;
  const slot = found.slot_id ? await slots.findOne({ _id: found.slot_id }) : null;
  if (!maySee(scope, slot)) return undefined;
  const [row] = await rowsOf(db, [found]);
  if (!row) return undefined;
  return {
    ...row,
    slot_id: slot ? asSlotId(slot._id) : null,
    ends_at: slot ? slot.starts_at.getTime() + slot.duration_minutes * minuteMs : null,
    previous_at: found.previous?.starts_at.getTime() ?? null,
    active: found.active,
    latest: await isLatest(db, found),
    moves: found.moves,
    reply: found.reply?.value ?? null,
    arrived: found.arrived_at !== null,
    outcome: found.outcome?.value ?? null,
    cancelled: found.cancelled && {
      role: found.cancelled.by.role,
      reason: found.cancelled.reason,
      text: await cancelText(db, found.cancelled),
    },
    informed: found.informed,
  };
}

/** By the rule by which a run finds its booking when it begins. */
async function isLatest(db: Db, { created_at, event_id, user_id }: BookingDoc): Promise<boolean> {
  const newer = { event_id, user_id, created_at: { $gt: created_at } };
  return (await collections(db).bookings.findOne(newer, { projection: { _id: 1 } })) === null;
}

async function cancelText(db: Db, { text_id }: NonNullable<BookingDoc['cancelled']>): Promise<string | null> {
  if (text_id === null || !ObjectId.isValid(text_id)) return null;
  const kept = await collections(db).inboundTexts.findOne({ _id: new ObjectId(text_id) });
  return kept?.text || null;
}
