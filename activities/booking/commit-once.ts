import type { Refusal } from '../../core/booking/words.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import { factsOf, type Known } from './facts.ts';
import type { Committed, OpOrder } from './orders.ts';
import type { BookingDeps, Change, ChangeKind, Patch, StoredBooking } from './ports.ts';
import { done, type Settled, settle } from './settle.ts';

export type Decision =
  | { readonly kind: 'refuse'; readonly reason: Refusal }
  /** All is as the order wants it: nothing is written. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'commit'; readonly patch: Patch; readonly change: ChangeOf };

/** What a verb says of its change; the rest comes from the order. */
export type ChangeOf = Pick<Change, 'what' | 'announce'> &
  Partial<Pick<Change, 'old' | 'new' | 'reason' | 'detail'>>;

export type Ended =
  | { readonly kind: 'refused'; readonly reason: Refusal; readonly booking: StoredBooking | null }
  | { readonly kind: 'nothing'; readonly booking: StoredBooking }
  | { readonly kind: 'committed'; readonly settled: Settled };

export const tries = 5;

/** Whether a change that stands in the store is what such an order makes. */
type IsOwn = (change: Change) => boolean;
export const isOf =
  (...kinds: readonly ChangeKind[]): IsOwn =>
  ({ what }) =>
    kinds.includes(what);

/**
 * One compare-and-set by the operation. Repeated after it took effect, it only finishes what it owes and answers the same;
 * out of date, it changes nothing.
 */
export async function commitOnce(
  deps: BookingDeps,
  order: OpOrder,
  isOwn: IsOwn,
  decide: (booking: StoredBooking, now: number) => Decision | Promise<Decision>,
): Promise<Ended> {
  const now = await deps.time.now();
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const read = await deps.bookings.byId(order.booking_id);
    if (!read) return { kind: 'refused', reason: 'not_booked', booking: null };
    if (isDone(read, order, isOwn)) return { kind: 'committed', settled: await settle(deps, read) };
    const op = numberFor(read, order);
    if (op === null) return { kind: 'refused', reason: 'stale', booking: read };
    const decision = await decide(read, now);
    if (decision.kind === 'refuse') return { kind: 'refused', reason: decision.reason, booking: read };
    if (decision.kind === 'nothing') return { kind: 'nothing', booking: read };
    const change = changeOf({ ...order, op }, read, now, decision.change);
    const written = await deps.bookings.commit({ read, patch: decision.patch, change });
    if (written !== null && written !== 'number_taken')
      return { kind: 'committed', settled: await settle(deps, written) };
  }
  throw new Error(`the booking ${order.booking_id} kept changing`);
}

const isDone = ({ last_op, last_change }: StoredBooking, { op, trace_id }: OpOrder, isOwn: IsOwn): boolean =>
  last_change !== null &&
  isOwn(last_change) &&
  (last_op === op || (last_op === op + 1 && last_change.trace_id === trace_id));

/**
 * A worker that was lost may have given the number to something else, and what came meanwhile was taken up before that: then
 * the order takes the next. null: something newer has been here.
 */
function numberFor({ op_seq, last_op }: StoredBooking, { op }: OpOrder): number | null {
  if (op_seq < op) return op;
  return op_seq === op && last_op === op ? op + 1 : null;
}

export const changeOf = (
  order: Pick<OpOrder, 'op' | 'trace_id' | 'initiated_by' | 'override_reason'>,
  read: StoredBooking,
  at: number,
  { what, announce, old = null, new: to = null, reason = null, detail = null }: ChangeOf,
): Change => ({
  rev: read.rev + 1,
  op: order.op,
  what,
  announce,
  old,
  new: to,
  reason,
  override_reason: order.override_reason ?? null,
  detail,
  initiated_by: order.initiated_by,
  trace_id: order.trace_id,
  at,
});

export async function answer(deps: BookingDeps, ended: Ended): Promise<Committed> {
  switch (ended.kind) {
    case 'refused':
      return refused(deps, ended.reason, ended.booking);
    case 'nothing':
      return { ok: true, booking: await factsOf(deps, ended.booking), announce: null };
    case 'committed':
      return done(ended.settled);
    default:
      return assertNever(ended);
  }
}

export const refused = async (
  deps: BookingDeps,
  reason: Refusal,
  booking: StoredBooking | null,
  known: Known = {},
): Promise<Committed> => ({ ok: false, reason, booking: booking && (await factsOf(deps, booking, known)) });
