import type { Db } from 'mongodb';
import type { AuditLog } from '../../../activities/booking/ports.ts';
import { collections } from '../collections.ts';
import type { BookingAuditDoc } from '../documents/booking.ts';
import { isDuplicateKey } from '../errors.ts';
import { asBookingId, asEventId, asUserId, oid } from '../ids.ts';
import type { Index } from '../indexes.ts';
import { changeDoc, storedChange } from './stored.ts';

export const auditIndexes: readonly Index[] = [
  {
    collection: 'audit_log',
    keys: { booking_id: 1, rev: 1 },
    options: { name: 'history_of_booking' },
    guards: 'one booking’s history reads everything that ever happened',
  },
  {
    collection: 'audit_log',
    keys: { unpublished: 1, at: 1 },
    options: { name: 'unpublished', partialFilterExpression: { unpublished: true } },
    guards: 'counting what the broker has not confirmed reads everything that ever happened',
  },
  {
    collection: 'audit_log',
    keys: { user_id: 1, event_id: 1 },
    options: { name: 'unpublished_of_person', partialFilterExpression: { unpublished: true } },
    guards: 'a run that begins reads everything that ever happened to find what it still has to announce',
  },
  {
    collection: 'audit_log',
    keys: { user_id: 1 },
    options: { name: 'history_of_person' },
    guards: 'what is kept about one person is looked for in everything that ever happened',
  },
  {
    collection: 'audit_log',
    keys: { company_id: 1, at: -1, _id: -1 },
    options: { name: 'audit_by_time' },
    guards: 'a page of the audit log sorts everything that ever happened',
  },
  {
    collection: 'audit_log',
    keys: { company_id: 1, 'initiated_by.user_id': 1, at: -1, _id: -1 },
    options: { name: 'audit_by_actor' },
    guards: 'what one person changed is looked for in everything that ever happened',
  },
  {
    collection: 'audit_log',
    keys: { company_id: 1, subject: 1, at: -1, _id: -1 },
    options: { name: 'audit_by_subject', partialFilterExpression: { kind: 'act' } },
    guards: 'the few changes of one kind are looked for among all bookings’ history',
  },
];

const mostAtOnce = 100;

const rowId = (booking: string, rev: number): string => `${booking}:${rev}`;

/** Append only. The id is made from what happened: the same commit cannot be written twice. */
export function createAuditLog(db: Db): AuditLog {
  const { audit } = collections(db);
  return {
    async record(booking, change) {
      const row: BookingAuditDoc = {
        _id: rowId(booking.booking_id, change.rev),
        kind: 'booking',
        booking_id: oid(booking.booking_id),
        event_id: oid(booking.event_id),
        user_id: oid(booking.user_id),
        company_id: booking.company_id,
        ...changeDoc(change),
        ...(change.announce ? { unpublished: true } : {}),
        published_at: null,
      };
      try {
        await audit.insertOne(row);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async read(booking, rev) {
      const row = await audit.findOne({ _id: rowId(booking, rev) });
      if (!row) return null;
      return {
        ...storedChange(row),
        booking_id: booking,
        event_id: asEventId(row.event_id),
        user_id: asUserId(row.user_id),
        published: row.published_at !== null,
      };
    },
    async published(booking, rev, at) {
      await audit.updateOne(
        { _id: rowId(booking, rev), published_at: null },
        { $set: { published_at: new Date(at) }, $unset: { unpublished: '' } },
      );
    },
    async unpublished({ event_id, user_id }) {
      const theirs = { user_id: oid(user_id), event_id: oid(event_id), unpublished: true } as const;
      const rows = await audit.find(theirs).sort({ at: 1, rev: 1 }).limit(mostAtOnce).toArray();
      return rows.flatMap(({ booking_id, rev, announce: type }) =>
        type ? [{ booking_id: asBookingId(booking_id), rev, type }] : [],
      );
    },
  };
}
