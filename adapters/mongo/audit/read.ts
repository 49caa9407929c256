import type { Db, Filter } from 'mongodb';
import type { AuditQuery, AuditReader, AuditRow } from '../../../admin/panel/ports/audit.ts';
import { dayAfter, slotInstants } from '../../../core/time/slot-instants.ts';
import { collections } from '../collections.ts';
import { asUserId } from '../ids.ts';
import { loginsOf, nameOf } from '../panel/names.ts';
import { type AuditDoc, rowsOf } from './rows.ts';

/** Everything that was changed, bookings and the rest, read as one list. */
export const createAuditReader = (db: Db): AuditReader => ({
  async page(company, query, most) {
    const found = await db
      .collection<AuditDoc>('audit_log')
      .find({ company_id: company, ...filterOf(query) })
      .sort({ at: -1, _id: -1 })
      .limit(most + 1)
      .toArray();
    const shown = found.slice(0, most);
    const last = shown.at(-1);
    const next = found.length > most && last ? { next: `${last.at.getTime()}~${last._id}` } : {};
    return { rows: await rowsOf(db, shown), ...next };
  },
  async people(company) {
    const found = await collections(db)
      .users.find({ company_id: company, roles: { $in: ['admin', 'specialist', 'viewer'] } })
      .sort({ first_name: 1, last_name: 1, _id: 1 })
      .toArray();
    const nameless = found.filter((person) => nameOf(person) === '').map(({ _id }) => _id);
    const logins = await loginsOf(db, nameless);
    return found.map((person) => ({
      user_id: asUserId(person._id),
      name: nameOf(person) || (logins.get(person._id.toHexString()) ?? ''),
    }));
  },
});

function filterOf({ person, subject, day, after }: AuditQuery): Filter<AuditDoc> {
  const bounds: Filter<AuditDoc>[] = [];
  if (day !== undefined) bounds.push({ at: { $gte: startOf(day), $lt: startOf(dayAfter(day, 1)) } });
  const from = after === undefined ? undefined : placeOf(after);
  if (from) bounds.push({ $or: [{ at: { $lt: from.at } }, { at: from.at, _id: { $lt: from.id } }] });
  return {
    ...(person === undefined ? {} : { 'initiated_by.user_id': person === 'system' ? null : person }),
    ...(subject === undefined ? {} : kindOf(subject)),
    // Only where it must be: with it the embedded engine uses no index.
    ...(bounds.length > 1 ? { $and: bounds } : bounds[0]),
  };
}

const kindOf = (subject: AuditRow['subject']): Filter<AuditDoc> =>
  subject === 'booking' ? { kind: 'booking' } : { kind: 'act', subject };

const startOf = (day: string): Date => new Date(slotInstants(day, '00:00', 1).starts_at);

/** `undefined`: no place of ours; the list begins at its beginning then. */
function placeOf(after: string): { readonly at: Date; readonly id: string } | undefined {
  const [, at, id] = /^(\d{1,15})~(.{1,200})$/.exec(after) ?? [];
  return at === undefined || id === undefined ? undefined : { at: new Date(Number(at)), id };
}
