import { type Db, ObjectId } from 'mongodb';
import type { OneBooking, TimelineRow } from '../../../admin/panel/ports/booking.ts';
import type { Actor } from '../../../core/audit/act.ts';
import type { BookingEventType } from '../../../core/booking/words.ts';
import { isObjectId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { ToldDoc } from '../documents/booking.ts';
import { oid } from '../ids.ts';
import type { AnchorDoc } from '../messages/anchors.ts';
import { messagesAbout } from './messages-about.ts';
import { namesOf } from './names.ts';
import { notesOf } from './staff-notes.ts';

type Whose = Pick<OneBooking, 'booking_id' | 'event_id' | 'user_id'>;
type AnnouncedRow = {
  readonly event_type: BookingEventType;
  readonly at: Date;
  readonly superseded: boolean;
};
/** More lines than this nobody reads on one page. */
const most = 500;

/** Everything that was kept about one booking, in no order. */
export async function readHistory(
  db: Db,
  company: string,
  { booking_id, event_id, user_id }: Whose,
): Promise<TimelineRow[]> {
  const ids = { event_id: oid(event_id), user_id: oid(user_id) };
  const { audit, acts: others } = collections(db);
  const [changes, acts, announced, messages, anchor] = await Promise.all([
    audit
      .find({ booking_id: oid(booking_id) })
      .limit(most)
      .toArray(),
    others
      .find({ kind: 'act', company_id: company, subject: 'message', target: booking_id })
      .limit(most)
      .toArray(),
    db
      .collection<AnnouncedRow>('booking_timeline')
      .find({ booking_id: oid(booking_id) })
      .limit(most)
      .toArray(),
    messagesAbout(db, { booking_id, event_id, user_id }),
    db.collection<AnchorDoc>('anchors').findOne(ids, { projection: { told: 1 } }),
  ]);
  const who = await actorsOf(db, [...changes, ...acts]);
  const notes = await notesOf(
    db,
    changes.flatMap(({ override_reason }) => override_reason ?? []),
  );
  return [
    ...changes.map(
      (row): TimelineRow => ({
        kind: 'change',
        at: row.at.getTime(),
        what: row.what,
        by: who(row.initiated_by),
        from: placeOf(row.old),
        to: placeOf(row.new),
        detail: row.detail ?? row.reason,
        override:
          row.override_reason === null ? null : (notes.get(row.override_reason) ?? row.override_reason),
      }),
    ),
    ...acts.flatMap((row): TimelineRow[] =>
      row.what === 'message.resent'
        ? [{ kind: 'staff', at: row.at.getTime(), what: 'resent', by: who(row.initiated_by) }]
        : [],
    ),
    ...announced.map(
      (row): TimelineRow => ({
        kind: 'announced',
        at: row.at.getTime(),
        what: row.event_type,
        superseded: row.superseded,
      }),
    ),
    ...(anchor?.told ?? []).map(
      (row): TimelineRow => ({ kind: 'shown', at: row.at.getTime(), what: `anchor:${row.what}` }),
    ),
    ...messages,
  ];
}

const placeOf = (told: ToldDoc | null) =>
  told && {
    starts_at: told.starts_at.getTime(),
    where: [told.location, told.audience].filter(Boolean).join(', '),
  };

async function actorsOf(db: Db, rows: readonly { readonly initiated_by: Actor }[]) {
  const ids = [...new Set(rows.flatMap(({ initiated_by }) => initiated_by.user_id ?? []))].filter(isObjectId);
  const names = await namesOf(
    db,
    ids.map((id) => new ObjectId(id)),
  );
  return ({ user_id, role }: Actor) => ({
    name: names.get(user_id ?? '')?.name ?? '',
    role,
  });
}
