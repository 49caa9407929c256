import type { Refusal } from '../../core/booking/words.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import { type Claiming, refusalOf, type SlotState } from '../../core/slots/seat-rules.ts';
import { changeOf, isOf, refused, tries } from './commit-once.ts';
import { eventOf, type Known } from './facts.ts';
import { begunBy, currentBooking, type Intent, intend } from './intend.ts';
import { drawNumber } from './number.ts';
import type { Committed, ConfirmOrder } from './orders.ts';
import type { BookingDeps, Commit, StoredBooking, StoredEvent, Told } from './ports.ts';
import { claimOrRefuse, endRefusal } from './refuse-seat.ts';
import { done, giveBack, ownSlot, settle } from './settle.ts';

/** Takes or keeps a seat for good; whatever the booking had before is given back only after that. */
export async function confirmSeat(deps: BookingDeps, order: ConfirmOrder): Promise<Committed> {
  const { slot_id, user_id, event_id, op } = order;
  const [now, event, slot, raised] = await Promise.all([
    deps.time.now(),
    eventOf(deps, order),
    deps.slots.forPerson(slot_id, user_id),
    raiseHold(deps, order),
  ]);
  const known = { event };
  const claiming = { event_id, user_id, op, now, override: order.override_reason !== undefined };
  const intent = raised ?? (await intendFresh(deps, order, { claiming, slot, event }));
  switch (intent.kind) {
    case 'committed':
      return ofSeat(intent.booking)
        ? done(await settle(deps, intent.booking, known))
        : refused(deps, 'stale', intent.booking, known);
    case 'refused':
      return refused(deps, intent.reason, await endRefusal(deps, intent.booking, op), known);
    case 'unfit':
      return refused(deps, intent.reason, intent.booking, known);
    case 'stale':
      return refused(deps, 'stale', intent.booking, known);
    case 'ready':
      break;
    default:
      return assertNever(intent);
  }
  const booking_id = intent.booking.booking_id;
  const guess = raised ? 'own' : 'free';
  const [claimed, before] = await Promise.all([
    claimOrRefuse(deps, { ...claiming, booking_id, slot_id, guess }, intent.booking),
    slot ? deps.slots.seatsBefore(slot) : 0,
  ]);
  if (claimed.kind === 'overtaken') return become(deps, intent.booking, order, known);
  if (claimed.kind === 'refused') return refused(deps, claimed.reason, claimed.booking, known);
  // The seat stands under its hold: whoever asked gives it back.
  if (isAnotherTime(order, claimed.slot)) return refused(deps, 'closed', intent.booking, known);
  const rank = before + claimed.slot.seats.findIndex((seat) => seat.user_id === user_id);
  const commit = bookAs(order, intent.booking, claimed.slot, { now, rank });
  const booked = await commitNumbered(deps, commit);
  if (booked) return done(await settle(deps, booked, { event, slots: [claimed.slot] }));
  return become(deps, intent.booking, order, known);
}

/** What a worker that was lost did first may have been something else under this number: a seat is not taken by that. */
const ofSeat = ({ last_change: last }: StoredBooking): boolean => last !== null && isSeated(last);
const isSeated = isOf('booking.created', 'booking.rescheduled');

/** The usual case, a hold that is confirmed: its entry stands and only gets the newer operation. */
async function raiseHold(deps: BookingDeps, order: ConfirmOrder): Promise<Intent | null> {
  const { booking_id, slot_id, op } = order;
  if (!booking_id) return null;
  const statuses = order.as === 'first' ? (['pending'] as const) : (['pending', 'booked'] as const);
  const booking = await deps.bookings.raise({ booking_id, slot_id, op, statuses });
  return booking && { kind: 'ready', booking };
}

type Asked = {
  readonly claiming: Omit<Claiming, 'booking_id'>;
  readonly slot: Parameters<typeof refusalOf>[0];
  readonly event: StoredEvent;
};

async function intendFresh(
  deps: BookingDeps,
  order: ConfirmOrder,
  { claiming, slot, event }: Asked,
): Promise<
  Intent | { readonly kind: 'unfit'; readonly booking: StoredBooking | null; readonly reason: Refusal }
> {
  const { slot_id, op } = order;
  const booking = await currentBooking(deps, order);
  if (!booking && order.as !== 'first') return { kind: 'unfit', booking, reason: 'not_booked' };
  const held = booking?.holds.some((hold) => hold.slot_id === slot_id) ?? false;
  if (!begunBy(booking, op) && !held) {
    const reason =
      (booking && unfit(booking, order)) ??
      (isAnotherTime(order, slot) ? 'closed' : null) ??
      refusalOf(slot, { ...claiming, booking_id: booking?.booking_id ?? null });
    if (reason) return { kind: 'unfit', booking, reason };
  }
  const whose = { ...order, company_id: event.company_id, now: claiming.now };
  // Nothing was promised to the candidate: a hold that a crash leaves behind is over at once.
  const hold = { slot_id, op, until: claiming.now };
  return intend(deps, whose, hold, booking, (now) => unfit(now, order));
}

const isAnotherTime = ({ starts_at }: ConfirmOrder, slot: { readonly starts_at: number } | null): boolean =>
  starts_at !== undefined && slot !== null && slot.starts_at !== starts_at;

/** What the stored booking says against it, whatever the caller believes. */
function unfit(booking: StoredBooking, order: ConfirmOrder): Refusal | null {
  if (booking.op_seq >= order.op) return 'stale';
  if (booking.status === 'pending') return null;
  if (booking.status !== 'booked') return 'already_booked';
  return order.as === 'first' || ownSlot(booking) === order.slot_id ? 'already_booked' : null;
}

const told = ({ slot_id, starts_at, location, audience }: SlotState): Told => ({
  slot_id,
  starts_at,
  location,
  audience,
});

function bookAs(
  order: ConfirmOrder,
  read: StoredBooking,
  slot: SlotState,
  { now, rank }: { now: number; rank: number },
): Commit {
  const old = read.status === 'booked' ? read.slot : read.previous;
  const to = told(slot);
  const kept = old?.slot_id === to.slot_id;
  const owed = [...read.holds.map((hold) => hold.slot_id), ...(ownSlot(read) ? [ownSlot(read)] : [])];
  return {
    read,
    intended: order.slot_id,
    patch: {
      status: 'booked',
      slot: to,
      previous: null,
      number: read.number ?? drawNumber(),
      moves: read.moves + (old && !kept ? 1 : 0),
      booked_at: now,
      rank,
      reply: null,
      arrived_at: null,
      proposed: [],
      due_at: null,
      holds: owed.flatMap((id) =>
        id && id !== to.slot_id ? [{ slot_id: id, op: order.op, until: now }] : [],
      ),
    },
    change: changeOf(order, read, now, {
      what: old ? 'booking.rescheduled' : 'booking.created',
      announce: old ? 'booking.rescheduled' : 'booking.created',
      old: kept ? to : old,
      new: to,
      reason: kept ? 'kept' : null,
    }),
  };
}

async function commitNumbered(deps: BookingDeps, commit: Commit): Promise<StoredBooking | null> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const number = attempt === 0 ? {} : { number: drawNumber() };
    const written = await deps.bookings.commit({ ...commit, patch: { ...commit.patch, ...number } });
    if (written !== 'number_taken') return written;
  }
  throw new Error('no free booking number was found');
}

/** Not ours to decide any more: the booking says what became of this operation, and a seat it left behind goes back. */
async function become(
  deps: BookingDeps,
  before: StoredBooking,
  { slot_id, op }: ConfirmOrder,
  known: Known,
): Promise<Committed> {
  const now = (await deps.bookings.byId(before.booking_id)) ?? before;
  if (now.last_op === op && ofSeat(now)) return done(await settle(deps, now, known));
  await giveBack(deps, now, [slot_id], op);
  return refused(deps, now.refused?.op === op ? now.refused.reason : 'stale', now, known);
}
