import type { Refusal } from '../../core/booking/words.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import { factsOf, type Known } from './facts.ts';
import type { Committed, OpOrder } from './orders.ts';
import type { BookingDeps, Change, Patch, StoredBooking } from './ports.ts';
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

/**
 * One compare-and-set by the operation. Repeated after it took effect, it only finishes what it owes and answers the same;
 * out of date, it changes nothing.
 */
export async function commitOnce(
  deps: BookingDeps,
  order: OpOrder,
  decide: (booking: StoredBooking, now: number) => Decision | Promise<Decision>,
): Promise<Ended> {
  const now = await deps.time.now();
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const read = await deps.bookings.byId(order.booking_id);
    if (!read) return { kind: 'refused', reason: 'not_booked', booking: null };
    if (read.last_op === order.op) return { kind: 'committed', settled: await settle(deps, read) };
    if (read.op_seq >= order.op) return { kind: 'refused', reason: 'stale', booking: read };
    const decision = await decide(read, now);
    if (decision.kind === 'refuse') return { kind: 'refused', reason: decision.reason, booking: read };
    if (decision.kind === 'nothing') return { kind: 'nothing', booking: read };
    const change = changeOf(order, read, now, decision.change);
    const written = await deps.bookings.commit({ read, patch: decision.patch, change });
    if (written !== null && written !== 'number_taken')
      return { kind: 'committed', settled: await settle(deps, written) };
  }
  throw new Error(`the booking ${order.booking_id} kept changing`);
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
