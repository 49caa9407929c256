import { type Db, ObjectId } from 'mongodb';
import type { HeldNotice, Rounds } from '../../../activities/notices/ports.ts';
import type { Notification } from '../../../contracts/events/notification.ts';
import { noticeKey } from '../../../contracts/workflows/notices.ts';
import { dayAfter, slotInstants } from '../../../core/time/slot-instants.ts';
import { collections } from '../collections.ts';
import { inserted } from '../errors.ts';
import { inParts } from '../in-parts.ts';
import type { Index } from '../indexes.ts';
import { isBegun, noteTold, settledAmong } from '../messages/deliveries.ts';
import { unique } from '../panel/names.ts';
import { settingsOf } from './settings.ts';

export const heldNoticeIndexes: readonly Index[] = [
  {
    collection: 'held_notices',
    keys: { until: 1, user_id: 1 },
    options: { name: 'held_by_instant' },
    guards: 'every minute all that is kept for the staff would be read',
  },
];

const minuteMs = 60_000;
const startOf = (day: string): Date => new Date(slotInstants(day, '00:00', 1).starts_at);
const thatDay = (day: string) => ({ $gte: startOf(day), $lt: startOf(dayAfter(day, 1)) });
const hex = (id: ObjectId): string => id.toHexString();

/** The same message again is kept once, until the instant it was first kept for. */
export async function keepNotice(db: Db, message: Notification, until: number): Promise<void> {
  const { heldNotices } = collections(db);
  const row = { user_id: new ObjectId(message.recipient.user_id), until: new Date(until), message };
  await inserted(() => heldNotices.insertOne({ _id: message.message_id, ...row }));
  // Whoever kept it first may have died before the broker heard of it, and the digest may be out by now.
  const told = await settledAmong(db, [message.message_id]);
  if (told.length > 0) await heldNotices.deleteOne({ _id: message.message_id });
}

export const createRounds = (db: Db): Rounds => {
  const { heldNotices, slots } = collections(db);
  return {
    async interviewers(day) {
      const found = await slots
        .find({ starts_at: thatDay(day) }, { projection: { specialist_id: 1, booked_users: 1 } })
        .toArray();
      const theirs = found.flatMap(({ specialist_id, booked_users }) =>
        specialist_id && booked_users.length > 0 ? [specialist_id] : [],
      );
      return unique(theirs).map(hex);
    },
    unrecorded: (day, now) => unrecorded(db, day, now),
    settings: (company) => settingsOf(db, company),
    async unsent(notices) {
      // What is kept is sent again with the row that says that it was: only then it is let go.
      const keys = notices.filter(({ kind }) => kind !== 'held').map(noticeKey);
      const over = new Set(await settledAmong(db, keys));
      return notices.filter((notice) => !over.has(noticeKey(notice)));
    },
    async heldUntil(now) {
      const found = await heldNotices
        .find({ until: { $lte: new Date(now) } }, { projection: { user_id: 1, until: 1 } })
        .toArray();
      const each = new Map(
        found.map(({ user_id, until }) => [
          `${hex(user_id)} ${until.getTime()}`,
          { user_id: hex(user_id), until: until.getTime() },
        ]),
      );
      return [...each.values()];
    },
    async held(notice) {
      const theirs = keptFor(notice);
      const key = noticeKey(notice);
      if (!(await isBegun(db, key))) await heldNotices.updateMany(theirs, { $set: { taken: true } });
      const found = await heldNotices.find({ ...theirs, taken: true }).toArray();
      return found.map(({ message }) => message).toSorted((one, other) => one.ts - other.ts);
    },
    async letGo(notice, told, now) {
      const theirs = keptFor(notice);
      // The ledger first: what comes once more finds itself there, or still kept.
      for (const message of told.messages) await noteTold(db, message, told.state);
      await heldNotices.deleteMany({ ...theirs, taken: true });
      // Another instant is another message.
      await heldNotices.updateMany(theirs, { $set: { until: new Date(Math.max(now, notice.until + 1)) } });
    },
  };
};

const keptFor = ({ user_id, until }: HeldNotice) => ({
  user_id: new ObjectId(user_id),
  until: new Date(until),
});

async function unrecorded(db: Db, day: string, now: number): ReturnType<Rounds['unrecorded']> {
  const { bookings, slots, users } = collections(db);
  const today = await bookings
    .find({ starts_at: thatDay(day) }, { projection: { status: 1, slot_id: 1, company_id: 1 } })
    .toArray();
  const booked = today.filter(({ status }) => status === 'booked');
  const ids = unique(booked.flatMap(({ slot_id }) => (slot_id ? [slot_id] : [])));
  const found = await inParts(ids, (some) =>
    slots
      .find({ _id: { $in: some } }, { projection: { starts_at: 1, duration_minutes: 1, specialist_id: 1 } })
      .toArray(),
  );
  const over = new Map(
    found
      .filter((slot) => slot.starts_at.getTime() + slot.duration_minutes * minuteMs <= now)
      .map((slot) => [hex(slot._id), slot]),
  );
  const left = booked.flatMap(({ slot_id, company_id }) => {
    const slot = slot_id && over.get(hex(slot_id));
    return slot ? [{ company_id, specialist: slot.specialist_id }] : [];
  });
  const companies = [...new Set(left.map(({ company_id }) => company_id))];
  const admins = await Promise.all(
    companies.map((company_id) =>
      users.find({ company_id, roles: 'admin' }, { projection: { company_id: 1 } }).toArray(),
    ),
  );
  return [
    ...admins
      .flat()
      .map(({ _id, company_id }) => ({ user_id: hex(_id), role: 'admin' as const, company_id })),
    ...left.flatMap(({ company_id, specialist }) =>
      specialist ? [{ user_id: hex(specialist), role: 'specialist' as const, company_id }] : [],
    ),
  ];
}
