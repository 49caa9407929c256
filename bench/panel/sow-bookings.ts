import { type AnyBulkWriteOperation, type Db, ObjectId } from 'mongodb';
import { collections } from '../../adapters/mongo/collections.ts';
import type { BookingAuditDoc, BookingDoc, ToldDoc } from '../../adapters/mongo/documents/booking.ts';
import type { SlotDoc } from '../../adapters/mongo/documents/slot.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import { bookingWorkflowId } from '../../contracts/workflows/booking.ts';
import type { InitiatedBy } from '../../core/booking/words.ts';
import { defaultCompany } from '../../core/shared/company.ts';
import type { UserId } from '../../core/shared/ids.ts';
import { seedDateTime } from '../../core/time/slot-instants.ts';
import { insertAll } from './insert-all.ts';
import type { SownEvent, SownSlot } from './sown.ts';

type Ground = {
  readonly events: readonly SownEvent[];
  readonly people: readonly UserId[];
  readonly staff: readonly UserId[];
};
const dayMs = 86_400_000;

/** Every person in turn, so that each has about as many; what is over was held, and of ten one cancelled. */
export async function sowBookings(db: Db, { events, people, staff }: Ground): Promise<readonly BookingDoc[]> {
  const now = Date.now();
  const docs: BookingDoc[] = [];
  let next = 0;
  for (const event of events)
    for (let nth = 0; nth < event.bookings; nth += 1) {
      const slot = event.times[Math.floor(nth / seatsPerSlot(event))];
      const user = people[next % people.length];
      if (!slot || !user) throw new Error('nothing to book, or nobody');
      docs.push(bookingDoc({ event, slot, user, nth: next, now }));
      next += 1;
    }
  const { bookings, audit } = collections(db);
  await insertAll(bookings, docs);
  await insertAll(audit, docs.flatMap(historyOf));
  await insertAll(db.collection('booking_timeline'), docs.map(announcedOf));
  await insertAll(db.collection('anchors'), docs.map(anchorOf));
  await insertAll(db.collection('deliveries'), docs.map(deliveryOf));
  await seat(db, docs, staff);
  return docs;
}

const seatsPerSlot = ({ times, bookings }: SownEvent): number => Math.ceil(bookings / times.length);

type One = {
  readonly event: SownEvent;
  readonly slot: SownSlot;
  readonly user: UserId;
  readonly nth: number;
  readonly now: number;
};

function statusOf(nth: number, isOver: boolean): BookingDoc['status'] {
  if (nth % 10 === 0) return 'cancelled';
  if (isOver) return nth % 10 === 1 ? 'no_show' : 'done';
  return nth % 50 === 1 ? 'pending' : 'booked';
}

function bookingDoc({ event, slot, user, nth, now }: One): BookingDoc {
  const at = new Date(Math.min(now, slot.starts_at) - 3 * dayMs);
  const status = statusOf(nth, slot.starts_at < now);
  const isGone = status === 'cancelled';
  const starts_at = new Date(slot.starts_at);
  const by = initiated(user);
  return {
    _id: new ObjectId(),
    user_id: oid(user),
    event_id: oid(event.id),
    company_id: defaultCompany,
    workflow_id: bookingWorkflowId(event.id, user),
    slot_id: isGone ? null : oid(slot.id),
    ...(isGone ? { date: null, time: null } : seedDateTime(slot.starts_at)),
    starts_at: isGone ? null : starts_at,
    location: isGone ? null : 'Office',
    audience: isGone ? null : '301',
    status,
    active: status === 'booked' || status === 'pending',
    number: status === 'pending' ? null : numberOf(nth),
    rev: 2,
    op_seq: 1,
    last_op: 1,
    holds: status === 'pending' ? [{ slot_id: oid(slot.id), op: 1, until: new Date(now + dayMs) }] : [],
    refused: null,
    previous: null,
    moves: 0,
    reply: null,
    arrived_at: null,
    cancelled: isGone ? { by, reason: null, text_id: null, at } : null,
    outcome: status === 'done' || status === 'no_show' ? { value: status, by, at: starts_at } : null,
    reminded: [],
    due_at: null,
    informed: null,
    rank: 0,
    last_change: null,
    created_at: at,
    booked_at: status === 'pending' ? null : at,
    updated_at: at,
  };
}

/** As they are drawn in life, and each once. */
const numberOf = (nth: number): string =>
  String(nth)
    .padStart(6, '0')
    .replaceAll(/\d/g, (digit) => '34679ACDEF'[Number(digit)] ?? '')
    .replace(/^.{3}/, '$&-');

const initiated = (user: UserId): InitiatedBy => ({ user_id: user, role: 'candidate', channel: 'tg_bot' });

const toldOf = ({ slot_id, starts_at }: BookingDoc): ToldDoc | null =>
  slot_id && starts_at && { slot_id, starts_at, location: 'Office', audience: '301' };

function historyOf(row: BookingDoc): readonly BookingAuditDoc[] {
  const then = row.status === 'cancelled' ? 'booking.cancelled' : 'booking.reply';
  return (['booking.created', then] as const).map((one, rev) => ({
    _id: `${row._id.toHexString()}:${rev + 1}`,
    kind: 'booking',
    booking_id: row._id,
    event_id: row.event_id,
    user_id: row.user_id,
    company_id: row.company_id,
    rev: rev + 1,
    op: 1,
    what: one,
    announce: one === 'booking.reply' ? null : one,
    old: null,
    new: toldOf(row),
    reason: null,
    override_reason: null,
    detail: null,
    initiated_by: { user_id: row.user_id.toHexString(), role: 'candidate', channel: 'tg_bot' },
    trace_id: row._id.toHexString(),
    at: new Date(row.created_at.getTime() + rev),
    published_at: row.created_at,
  }));
}

const announcedOf = (row: BookingDoc) => ({
  booking_id: row._id,
  event_id: row.event_id,
  event_type: 'booking.created',
  rev: row.rev,
  superseded: false,
  at: row.created_at,
});

const anchorOf = ({ event_id, user_id, rank }: BookingDoc) => ({
  event_id,
  user_id,
  chat_id: rank,
  message_id: 1,
  hash: null,
  retiring: [],
  seq: 1,
});

const deliveryOf = ({ _id, event_id, user_id, created_at }: BookingDoc) => ({
  event_id,
  user_id,
  booking_ids: [_id],
  what: 'booked',
  trace_id: null,
  state: 'sent',
  open: 1,
  message_id: 1,
  finished: true,
  resent: 0,
  detail: null,
  claimed_at: created_at,
  settled_at: created_at,
});

/** Who is in a slot stands in the slot too; every other one is led by a specialist. */
async function seat(db: Db, docs: readonly BookingDoc[], staff: readonly UserId[]): Promise<void> {
  const specialists = staff.slice(2);
  const inSlot = Map.groupBy(
    docs.filter(({ slot_id }) => slot_id !== null),
    ({ slot_id }) => slot_id?.toHexString() ?? '',
  );
  const writes = [...inSlot].map(([slot, theirs], nth): AnyBulkWriteOperation<SlotDoc> => {
    const leader = nth % 2 === 0 ? specialists[nth % specialists.length] : undefined;
    return {
      updateOne: {
        filter: { _id: new ObjectId(slot) },
        update: {
          $set: {
            booked_users: theirs.map(({ user_id }) => user_id),
            seats: theirs.map(({ _id, user_id, created_at }) => ({
              user_id,
              booking_id: _id,
              op: 1,
              at: created_at,
            })),
            specialist_id: leader === undefined ? null : oid(leader),
          },
        },
      },
    };
  });
  for (let from = 0; from < writes.length; from += 500)
    await collections(db).slots.bulkWrite(writes.slice(from, from + 500), { ordered: false });
}
