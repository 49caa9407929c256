import { type Db, ObjectId } from 'mongodb';
import type { AuditRow } from '../../../admin/panel/ports/audit.ts';
import { difference, type Values } from '../../../core/audit/act.ts';
import { isObjectId } from '../../../core/shared/ids.ts';
import { moscowStamp } from '../../../core/time/moscow.ts';
import { collections } from '../collections.ts';
import type { ActDoc } from '../documents/act.ts';
import type { BookingAuditDoc, ToldDoc } from '../documents/booking.ts';
import { loginsOf, namesOf } from '../panel/names.ts';
import { notesOf } from '../panel/staff-notes.ts';

export type AuditDoc = ActDoc | BookingAuditDoc;

/** Names as they are today: the log itself has ids, so that who was forgotten is forgotten here too. */
export async function rowsOf(db: Db, docs: readonly AuditDoc[]): Promise<AuditRow[]> {
  const ids = docs.flatMap((doc) => [doc.user_id?.toHexString(), doc.initiated_by.user_id]);
  const reasons = docs.flatMap((doc) => (doc.kind === 'booking' ? (doc.override_reason ?? []) : []));
  const [names, numbers, programs, notes] = await Promise.all([
    namesOf(db, known(ids)),
    numbersOf(db, docs),
    programsOf(db, docs),
    notesOf(db, reasons),
  ]);
  const logins = await loginsOf(db, known([...names].map(([id, { name }]) => (name === '' ? id : null))));
  const called = (id: string | undefined | null) => names.get(id ?? '')?.name || (logins.get(id ?? '') ?? '');
  return docs.map((doc) => ({
    id: doc._id,
    at: doc.at.getTime(),
    by: {
      ...doc.initiated_by,
      name: called(doc.initiated_by.user_id),
      program: 'token_id' in doc ? (programs.get(doc.token_id ?? '') ?? null) : null,
    },
    verb: doc.what.slice(doc.what.indexOf('.') + 1),
    trace_id: doc.trace_id,
    ...(doc.kind === 'act'
      ? actPart(doc, called(doc.user_id?.toHexString()))
      : bookingPart(
          withWords(doc, notes),
          called(doc.user_id.toHexString()),
          numbers.get(doc.booking_id.toHexString()),
        )),
  }));
}

type Part = Pick<AuditRow, 'subject' | 'target' | 'title' | 'before' | 'after' | 'reason'>;

const actPart = ({ subject, target, title, before, after, reason }: ActDoc, name: string): Part => ({
  subject,
  target,
  title: title ?? name,
  ...difference(before, after),
  reason,
});

/** What staff wrote is kept elsewhere, and forgotten there. */
const withWords = (doc: BookingAuditDoc, notes: ReadonlyMap<string, string>): BookingAuditDoc =>
  doc.override_reason === null
    ? doc
    : { ...doc, override_reason: notes.get(doc.override_reason) ?? doc.override_reason };

const bookingPart = (
  { booking_id, old, new: now, detail, reason, override_reason }: BookingAuditDoc,
  name: string,
  number: string | null | undefined,
): Part => ({
  subject: 'booking',
  target: booking_id.toHexString(),
  title: [number, name].filter(Boolean).join(' · '),
  // Both say all of a time; people look for what became of it.
  ...difference(valuesOf(old), { ...valuesOf(now), ...(detail === null ? {} : { detail }) }),
  reason: override_reason ?? reason,
});

const valuesOf = (told: ToldDoc | null): Values =>
  told
    ? { starts_at: moscowStamp(told.starts_at.getTime()), location: told.location, room: told.audience }
    : {};

const known = (ids: readonly (string | null | undefined)[]): ObjectId[] =>
  [...new Set(ids)].filter(isObjectId).map((id) => new ObjectId(id));

async function numbersOf(db: Db, docs: readonly AuditDoc[]): Promise<ReadonlyMap<string, string | null>> {
  const ids = known(docs.map((doc) => (doc.kind === 'booking' ? doc.booking_id.toHexString() : null)));
  if (ids.length === 0) return new Map();
  const found = await collections(db)
    .bookings.find({ _id: { $in: ids } }, { projection: { number: 1 } })
    .toArray();
  return new Map(found.map(({ _id, number }) => [_id.toHexString(), number]));
}

async function programsOf(db: Db, docs: readonly AuditDoc[]): Promise<ReadonlyMap<string, string>> {
  const ids = known(docs.map((doc) => (doc.kind === 'act' ? doc.token_id : null)));
  if (ids.length === 0) return new Map();
  const found = await collections(db)
    .serviceTokens.find({ _id: { $in: ids } }, { projection: { name: 1 } })
    .toArray();
  return new Map(found.map(({ _id, name }) => [_id.toHexString(), name]));
}
