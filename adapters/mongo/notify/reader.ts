import { type Db, type Filter, ObjectId } from 'mongodb';
import type { Circle, Hearer, NotifyReader, Subject, Told } from '../../../activities/notify/ports.ts';
import { langOf } from '../../../core/i18n/lang.ts';
import { collections } from '../collections.ts';
import type { BookingAuditDoc, BookingDoc, ToldDoc } from '../documents/booking.ts';
import type { EventDoc } from '../documents/event.ts';
import type { UserDoc } from '../documents/user.ts';
import { asBookingId, asEventId } from '../ids.ts';
import { slotLine } from '../messages/slot-line.ts';
import { companyEvents, quietHours } from '../settings.ts';
import { adOf } from './ads.ts';
import { settingsOf } from './settings.ts';

const hex = (id: ObjectId): string => id.toHexString();

/** What messages to staff, and to people without Telegram, speak of: read when it is sent. */
export function createNotifyReader(db: Db): NotifyReader {
  const { bookings, slots, users } = collections(db);
  const adminsOf = rememberedAdmins(db);
  const subjects = shared<Subject | null>();
  const rulings = shared<Awaited<ReturnType<NotifyReader['settings']>>>();
  const quiet = shared<Hearer['quiet']>();
  return {
    circle: (booking, rev) => circleOf(db, adminsOf, booking, rev),
    async slotCircle(slot) {
      const found = await slots.findOne({ _id: new ObjectId(slot) }, { projection: { specialist_id: 1 } });
      if (!found) return null;
      const seated = await bookings
        .find({ slot_id: found._id, active: true, status: 'booked' }, { projection: { user_id: 1, rev: 1 } })
        .toArray();
      const without = new Set(await withoutTelegram(db, seated));
      return {
        specialists: found.specialist_id ? [hex(found.specialist_id)] : [],
        bookings: seated
          .filter(({ user_id }) => without.has(hex(user_id)))
          .map(({ _id, user_id, rev }) => ({ booking_id: hex(_id), user_id: hex(user_id), rev })),
      };
    },
    subject: (booking, rev) => subjects(`${booking}:${rev}`, () => subjectOf(db, booking, rev)),
    slotSubject: (slot) => subjects(slot, () => slotSubjectOf(db, slot)),
    async hearer(user) {
      const found = await users.findOne({ _id: new ObjectId(user) }, { projection: hearerFields });
      if (!found) return null;
      const { company_id } = found;
      return hearerOf(found, await quiet(company_id, () => quietHours(db, company_id)));
    },
    settings: (company) => rulings(company, () => settingsOf(db, company)),
    ad: (company, id) => adOf(db, company, id),
  };
}

/**
 * Whoever asks while the same is being read gets that answer, and the next who asks reads anew: of one change many are told
 * at the same time, and what was settled a moment ago holds.
 */
function shared<T>(): (key: string, read: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  return (key, read) => {
    const joined = underWay.get(key);
    if (joined) return joined;
    const begun = read().finally(() => underWay.delete(key));
    underWay.set(key, begun);
    return begun;
  };
}

type AdminsOf = (company: string) => Promise<readonly string[]>;
/** Who became a coordinator a moment ago hears of what is booked a moment later. */
const adminsForMs = 1_000;

/** Asked for with every event, and hardly ever another answer. */
function rememberedAdmins(db: Db): AdminsOf {
  const known = new Map<string, { readonly until: number; readonly admins: Promise<readonly string[]> }>();
  const read = async (company_id: string) => {
    const found = await collections(db)
      .users.find({ company_id, roles: 'admin' }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .toArray();
    return found.map(({ _id }) => hex(_id));
  };
  return (company) => {
    const now = Date.now();
    const kept = known.get(company);
    if (kept && kept.until > now) return kept.admins;
    const admins = read(company);
    known.set(company, { until: now + adminsForMs, admins });
    // A read that failed is not remembered.
    admins.catch(() => known.delete(company));
    return admins;
  };
}

async function withoutTelegram(db: Db, seated: readonly Pick<BookingDoc, 'user_id'>[]): Promise<string[]> {
  if (seated.length === 0) return [];
  const wanted: Filter<UserDoc> = { _id: { $in: seated.map(({ user_id }) => user_id) }, telegram_id: null };
  const found = await collections(db)
    .users.find(wanted, { projection: { _id: 1 } })
    .toArray();
  return found.map(({ _id }) => hex(_id));
}

type Change = Pick<BookingAuditDoc, 'old' | 'new' | 'reason'>;

/** The audit log's row of that revision; until it is written the booking itself keeps it. */
async function changeOf(db: Db, booking: BookingDoc, rev: number): Promise<Change | null> {
  if (booking.last_change?.rev === rev) return booking.last_change;
  return collections(db).audit.findOne({ _id: `${hex(booking._id)}:${rev}` });
}

async function circleOf(db: Db, adminsOf: AdminsOf, id: string, rev: number): Promise<Circle | null> {
  const { bookings, slots } = collections(db);
  const booking = await bookings.findOne({ _id: new ObjectId(id) });
  const change = booking && (await changeOf(db, booking, rev));
  if (!booking || !change) return null;
  const ids = [change.old?.slot_id, change.new?.slot_id, booking.slot_id].filter((one) => one != null);
  const [found, admins] = await Promise.all([
    slots.find({ _id: { $in: ids } }, { projection: { specialist_id: 1, booked_users: 1 } }).toArray(),
    adminsOf(booking.company_id),
  ]);
  const together = found.find(({ _id }) => change.new && _id.equals(change.new.slot_id));
  return {
    specialists: [
      ...new Set(found.flatMap(({ specialist_id }) => (specialist_id ? [hex(specialist_id)] : []))),
    ],
    admins,
    // Staff changed a slot: everybody in it is told of the same act.
    touched: change.reason === 'slot_changed' ? (together?.booked_users.length ?? 1) : 1,
  };
}

const told = (one: ToldDoc | null): Told | null =>
  one && { starts_at: one.starts_at.getTime(), location: one.location, audience: one.audience };

const leads = { projection: { specialist_id: 1 } } as const;

async function subjectOf(db: Db, id: string, rev: number): Promise<Subject | null> {
  const { bookings, events, slots, users } = collections(db);
  const booking = await bookings.findOne({ _id: new ObjectId(id) });
  if (!booking) return null;
  const at = booking.slot_id ?? new ObjectId();
  const [change, event, person, slot] = await Promise.all([
    changeOf(db, booking, rev),
    events.findOne({ _id: booking.event_id }),
    users.findOne({ _id: booking.user_id }),
    slots.findOne({ _id: at }),
  ]);
  if (!event) return null;
  const held = slot ?? (booking.previous && (await slots.findOne({ _id: booking.previous.slot_id }, leads)));
  const left =
    change?.old && !held?._id.equals(change.old.slot_id)
      ? await slots.findOne({ _id: change.old.slot_id }, leads)
      : held;
  return {
    company_id: booking.company_id,
    rev: booking.rev,
    standing: {
      status: booking.status,
      starts_at: booking.starts_at?.getTime() ?? null,
      has_outcome: booking.outcome !== null,
      is_asked: (booking.proposed ?? []).length > 0,
    },
    number: booking.number,
    event: await eventText(db, event),
    candidate: {
      user_id: hex(booking.user_id),
      name: [person?.first_name, person?.last_name].filter(Boolean).join(' '),
      phone: person?.phone ?? null,
    },
    slot: slot && { ...slotLine(slot), specialist: await nameOf(db, slot.specialist_id) },
    old: told(change?.old ?? null),
    new: told(change?.new ?? null),
    led: { old: left?.specialist_id?.toHexString() ?? null, now: held?.specialist_id?.toHexString() ?? null },
    cancelled_by: booking.cancelled?.by.role ?? null,
  };
}

async function slotSubjectOf(db: Db, id: string): Promise<Subject | null> {
  const { events, slots } = collections(db);
  const slot = await slots.findOne({ _id: new ObjectId(id) });
  const event = slot && (await events.findOne({ _id: slot.event_id }));
  if (!slot || !event) return null;
  const starts_at = slot.starts_at.getTime();
  return {
    company_id: event.company_id,
    rev: 0,
    standing: { status: 'booked', starts_at, has_outcome: false, is_asked: false },
    number: null,
    event: await eventText(db, event),
    candidate: null,
    seated: slot.seats.map(({ booking_id }) => asBookingId(booking_id)),
    slot: { ...slotLine(slot), specialist: await nameOf(db, slot.specialist_id) },
    old: null,
    new: null,
    led: { old: null, now: null },
    cancelled_by: null,
  };
}

async function eventText(db: Db, event: EventDoc): Promise<Subject['event']> {
  const { _id, title, description, place, bring, status, company_id } = event;
  const contact = event.contact ?? (await companyEvents(db, company_id)).contact;
  return { event_id: asEventId(_id), title, description, place, bring, contact, open: status === 'open' };
}

async function nameOf(db: Db, user: ObjectId | null): Promise<string | null> {
  const found = user && (await collections(db).users.findOne({ _id: user }));
  const name = [found?.first_name, found?.last_name].filter(Boolean).join(' ');
  return name === '' ? null : name;
}

const hearerFields = {
  telegram_id: 1,
  lang: 1,
  language_code: 1,
  reachable: 1,
  roles: 1,
  company_id: 1,
  notices: 1,
} as const;

const hearerOf = (
  { telegram_id, lang, language_code, reachable, roles, company_id, notices = 'instant' }: UserDoc,
  quiet: Hearer['quiet'],
): Hearer => ({
  telegram_id: telegram_id ?? null,
  lang: langOf(lang, language_code),
  reachable,
  roles,
  company_id,
  choice: notices,
  quiet,
});
