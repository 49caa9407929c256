import { type Db, ObjectId } from 'mongodb';
import type { Whose } from '../../../activities/booking/orders.ts';
import type { Booked, MessagingReader } from '../../../activities/messaging/ports.ts';
import { langOf } from '../../../core/i18n/lang.ts';
import type { EventText } from '../../../core/messages/model.ts';
import { bookingId, slotId } from '../../../core/shared/ids.ts';
import { companyEvents } from '../settings.ts';
import { changeOf } from './change.ts';
import { freeSlots } from './free-slots.ts';
import { type SlotFields, slotLine, slotLineFields } from './slot-line.ts';

type UserFields = {
  readonly telegram_id: number | null;
  readonly lang: 'ru' | 'en' | null;
  readonly language_code: string | null;
  readonly reachable: 'unknown' | 'yes' | 'blocked';
  readonly allowed: boolean;
};
const userFields = { telegram_id: 1, lang: 1, language_code: 1, reachable: 1, allowed: 1 } as const;

type EventFields = Omit<EventText, 'event_id' | 'open'> & {
  readonly status: string;
  readonly company_id: string;
};
const eventFields = {
  title: 1,
  description: 1,
  place: 1,
  bring: 1,
  contact: 1,
  status: 1,
  company_id: 1,
} as const;

type BookingFields = {
  readonly _id: ObjectId;
  readonly rev: number;
  readonly number: string | null;
  readonly slot_id: ObjectId | null;
  readonly updated_at: Date;
};
const bookingFields = { rev: 1, number: 1, slot_id: 1, updated_at: 1 } as const;

/** What messages speak of, read straight from the collections: few fields, several documents at once. */
export const createMessagingReader = (db: Db): MessagingReader => ({
  async person(user) {
    const found = await db
      .collection<UserFields>('users')
      .findOne({ _id: new ObjectId(user) }, { projection: userFields });
    if (!found) return null;
    const { telegram_id, lang, language_code, reachable, allowed } = found;
    return { telegram_id: telegram_id ?? null, lang: langOf(lang, language_code), reachable, allowed };
  },
  async event(event) {
    const found = await db
      .collection<EventFields>('events')
      .findOne({ _id: new ObjectId(event) }, { projection: eventFields });
    if (!found) return null;
    const { title, description, place, bring, status, company_id } = found;
    const contact = found.contact ?? (await companyEvents(db, company_id)).contact;
    return { event_id: event, title, description, place, bring, contact, open: status === 'open' };
  },
  async slots(ids) {
    if (ids.length === 0) return new Map();
    const found = await db
      .collection<SlotFields>('interview_slots')
      .find({ _id: { $in: ids.map((id) => new ObjectId(id)) } }, { projection: slotLineFields })
      .toArray();
    return new Map(found.map((slot) => [slotId(slot._id.toHexString()), slotLine(slot)]));
  },
  freeSlots: (whose, page, now) => freeSlots(db, whose, page, now),
  change: (whose, rev) => changeOf(db, whose, rev),
  booked: (whose) => booked(db, whose),
});

async function booked(db: Db, { event_id, user_id }: Whose): Promise<Booked | null> {
  const ids = { event_id: new ObjectId(event_id), user_id: new ObjectId(user_id) };
  const found = await db
    .collection<BookingFields>('bookings')
    .findOne({ ...ids, active: true, status: 'booked' }, { projection: bookingFields });
  if (!found?.slot_id) return null;
  return {
    booking_id: bookingId(found._id.toHexString()),
    rev: found.rev,
    number: found.number,
    slot_id: slotId(found.slot_id.toHexString()),
    changed_at: found.updated_at.getTime(),
  };
}
