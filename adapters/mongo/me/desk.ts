import type { Db } from 'mongodb';
import type { ChangeKind } from '../../../activities/booking/ports.ts';
import type { MessagingReader } from '../../../activities/messaging/ports.ts';
import type { Invitation, OwnBooking, OwnDesk } from '../../../admin/me/ports.ts';
import type { SlotLine } from '../../../core/messages/model.ts';
import { assertNever } from '../../../core/shared/assert-never.ts';
import type { BookingId, EventId, UserId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { BookingDoc } from '../documents/booking.ts';
import type { EventDoc } from '../documents/event.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { asBookingId, asEventId, oid } from '../ids.ts';
import { slotLine } from '../messages/slot-line.ts';
import { bookableFor } from '../seats/free.ts';

/** Of one person; who has more has the newest. */
const mostEvents = 50;
/** What says when and where. */
const appointments: ChangeKind[] = ['booking.created', 'booking.rescheduled', 'booking.place_changed'];
/** More free times than this nobody looks through. */
const mostTimes = 300;

export function createOwnDesk(db: Db, reader: Pick<MessagingReader, 'event'>): OwnDesk {
  const { bookings, slots, users, events } = collections(db);

  /** Another company’s event is none, and neither is one that was not opened yet. */
  const theirs = async (user: UserId) => {
    const person = await users.findOne({ _id: oid(user) }, { projection: { company_id: 1 } });
    return { company_id: person?.company_id ?? '', status: { $ne: 'draft' as const } };
  };
  const latest = (user: UserId, event: EventId) =>
    bookings.findOne({ user_id: oid(user), event_id: oid(event) }, { sort: { created_at: -1 } });

  async function drawn(
    event: EventDoc,
    booking: BookingDoc | null,
    now: number,
  ): Promise<Invitation | undefined> {
    const text = await reader.event(asEventId(event._id));
    if (!text) return undefined;
    const slot = booking?.slot_id ? await slots.findOne({ _id: booking.slot_id }) : null;
    const own = booking && ownBooking(booking, slot, event, now);
    if (!booking || own?.state !== 'booked') return { event: text, booking: own && { ...own, was: null } };
    const asked = !own.fixed && (booking.proposed ?? []).length > 0;
    const [was, proposed] = await Promise.all([
      before(db, own.booking_id),
      asked ? stillFree(db, booking, now) : [],
    ]);
    return { event: text, booking: { ...own, was, proposed } };
  }

  return {
    async invitations(user, now) {
      const found = await events
        .find({ ...(await theirs(user)), status: 'open', $or: [{ audience: null }, { audience: oid(user) }] })
        .limit(mostEvents)
        .toArray();
      const had = await bookings
        .find({ user_id: oid(user) })
        .sort({ created_at: -1 })
        .limit(mostEvents)
        .toArray();
      const open = new Set(found.map(({ _id }) => _id.toHexString()));
      const others = had.map(({ event_id }) => event_id).filter((id) => !open.has(id.toHexString()));
      const rest =
        others.length === 0
          ? []
          : await events.find({ ...(await theirs(user)), _id: { $in: others } }).toArray();
      const all = await Promise.all(
        [...rest, ...found].map((event) =>
          drawn(event, had.find(({ event_id }) => event_id.equals(event._id)) ?? null, now),
        ),
      );
      return all.filter((one) => one !== undefined).toSorted((one, other) => rank(one) - rank(other));
    },
    async invitation({ event_id, user_id }, now) {
      const event = await events.findOne({ ...(await theirs(user_id)), _id: oid(event_id) });
      if (!event) return undefined;
      const booking = await latest(user_id, event_id);
      const invited =
        (event.status === 'open' || event.status === 'closed') &&
        (event.audience === null || event.audience.some((id) => id.equals(oid(user_id))));
      return invited || booking ? drawn(event, booking, now) : undefined;
    },
    async free({ event_id, user_id }, now) {
      const found = await slots
        .find(bookableFor(oid(event_id), oid(user_id), now))
        .sort({ starts_at: 1, _id: 1 })
        .limit(mostTimes)
        .toArray();
      return found.map(slotLine);
    },
  };
}

/** As they were proposed: one that staff moved meanwhile is another time. */
async function stillFree(
  db: Db,
  { event_id, user_id, proposed = [] }: BookingDoc,
  now: number,
): Promise<readonly SlotLine[]> {
  const found = await collections(db)
    .slots.find({
      ...bookableFor(event_id, user_id, now),
      _id: { $in: proposed.map(({ slot_id }) => slot_id) },
    })
    .sort({ starts_at: 1, _id: 1 })
    .toArray();
  return found
    .filter(({ _id, starts_at }) =>
      proposed.some((one) => one.slot_id.equals(_id) && one.starts_at.getTime() === starts_at.getTime()),
    )
    .map(slotLine);
}

/** Who was told nothing, or has not looked, must not take the new time for the one they remember. */
async function before(db: Db, booking: BookingId): Promise<OwnBooking['was']> {
  const last = await collections(db).audit.findOne(
    { booking_id: oid(booking), what: { $in: appointments } },
    { sort: { rev: -1 } },
  );
  if (!last?.old || last.initiated_by.role === 'candidate') return null;
  const { starts_at, location, audience } = last.old;
  return { starts_at: starts_at.getTime(), location, audience };
}

/** What is to come first, by time; then what can be chosen; then what is over. */
function rank({ booking }: Invitation): number {
  if (booking?.state === 'booked') return booking.slot?.starts_at ?? 0;
  return booking === null ? Number.MAX_SAFE_INTEGER - 1 : Number.MAX_SAFE_INTEGER;
}

/** null: nothing was ever confirmed. */
function ownBooking(
  row: BookingDoc,
  slot: SlotDoc | null,
  event: EventDoc,
  now: number,
): Omit<OwnBooking, 'was'> | null {
  const state = stateOf(row, slot, now);
  if (state === null) return null;
  return {
    booking_id: asBookingId(row._id),
    state,
    number: row.number,
    rev: row.rev,
    changed_at: row.updated_at.getTime(),
    slot: slot && slotLine(slot),
    fixed: slot && fixedOf(row, slot, event, now),
    moved: row.moves > 0,
    reminded: row.reminded.length > 0,
    reply: row.reply?.value ?? null,
    proposed: [],
    cancelled_by: row.cancelled?.by.role ?? null,
  };
}

function stateOf(row: BookingDoc, slot: SlotDoc | null, now: number): OwnBooking['state'] | null {
  switch (row.status) {
    case 'pending':
      return null;
    case 'cancelled':
      return row.number === null ? null : 'cancelled';
    case 'done':
    case 'no_show':
      return 'past';
    case 'booked':
      return slot && now >= slotLine(slot).ends_at ? 'past' : 'booked';
    default:
      return assertNever(row.status);
  }
}

/** Why a candidate cannot move it; null: they can. */
export function fixedOf(row: BookingDoc, slot: SlotDoc, event: EventDoc, now: number): OwnBooking['fixed'] {
  if (event.status !== 'open') return 'closed';
  if (event.max_moves !== null && row.moves >= event.max_moves) return 'max_moves';
  return now >= slot.bookable_until.getTime() ? 'too_late' : null;
}
