import type { Db, ObjectId } from 'mongodb';
import type { People } from '../../admin/ports.ts';
import type { Identity, PersonRole } from '../../contracts/api/identity.ts';
import { eventId, userId } from '../../core/shared/ids.ts';
import type { Clock } from './api-slots.ts';

type PersonRow = {
  readonly _id: ObjectId;
  readonly telegram_id?: number | null;
  readonly roles?: readonly PersonRole[];
  readonly allowed?: boolean;
  readonly lang?: 'ru' | 'en' | null;
  readonly language_code?: string | null;
  readonly waits_for_reason?: { readonly event_id: ObjectId; readonly until: Date } | null;
  readonly reachable?: 'unknown' | 'yes' | 'blocked';
  readonly reachable_at?: Date | null;
};
type EventRow = { readonly _id: ObjectId; readonly status: string };
type BookingRow = { readonly event_id: ObjectId };

export function createPeople(db: Db, clock: Clock): People {
  const users = db.collection<PersonRow>('users');
  return {
    async allowedTelegramIds() {
      const rows = await users
        .find({ allowed: true, telegram_id: { $gt: 0 } })
        .project<{ telegram_id: number }>({ _id: 0, telegram_id: 1 })
        .toArray();
      return rows.map((row) => row.telegram_id);
    },
    async identity(telegramId) {
      const row = await users.findOne({ telegram_id: telegramId });
      return row && { ...identityOf(row, telegramId, await clock()), events: await eventsOf(db, row._id) };
    },
    async find(telegramId) {
      const row = await users.findOne({ telegram_id: telegramId }, { projection: { allowed: 1 } });
      return row ? { user_id: userId(row._id.toHexString()), allowed: row.allowed === true } : undefined;
    },
    async reached({ telegram_id, reachable, at }) {
      const when = new Date(at);
      const { matchedCount } = await users.updateOne(
        { telegram_id, $or: [{ reachable_at: null }, { reachable_at: { $lt: when } }] },
        { $set: { reachable, reachable_at: when } },
      );
      if (matchedCount > 0) return true;
      return (await users.countDocuments({ telegram_id }, { limit: 1 })) > 0 ? false : undefined;
    },
  };
}

function identityOf(row: PersonRow, telegramId: number, now: number): Omit<Identity, 'events'> {
  const waits = row.waits_for_reason;
  return {
    user_id: userId(row._id.toHexString()),
    telegram_id: telegramId,
    roles: [...(row.roles ?? [])],
    allowed: row.allowed === true,
    lang: row.lang ?? null,
    language_code: row.language_code ?? null,
    waits_for_reason:
      waits && waits.until.getTime() > now ? { event_id: eventId(waits.event_id.toHexString()) } : null,
  };
}

/** What they may book in, and what they have a booking in. */
async function eventsOf(db: Db, user: ObjectId): Promise<Identity['events']> {
  const booked = await db
    .collection<BookingRow>('bookings')
    .find({ user_id: user, active: true })
    .project<BookingRow>({ _id: 0, event_id: 1 })
    .toArray();
  const bookedIn = new Set(booked.map((row) => row.event_id.toHexString()));
  const theirs = { $or: [{ audience: null }, { audience: user }] };
  const rows = await db
    .collection<EventRow>('events')
    .find({ $or: [{ _id: { $in: booked.map((row) => row.event_id) } }, { status: 'open', ...theirs }] })
    .project<EventRow>({ status: 1 })
    .sort({ _id: 1 })
    .toArray();
  return rows.map(({ _id, status }) => {
    const id = _id.toHexString();
    return { event_id: eventId(id), open: status === 'open', active_booking: bookedIn.has(id) };
  });
}
