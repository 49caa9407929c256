import { refused } from './commit-once.ts';
import { factsOf } from './facts.ts';
import type { Committed, OpOrder } from './orders.ts';
import type { BookingDeps } from './ports.ts';
import { giveBack } from './settle.ts';

/** Gives back every hold. Begun first: a claim of an older operation that is still on its way finds itself out of date. */
export async function dropHolds(deps: BookingDeps, { booking_id, op }: OpOrder): Promise<Committed> {
  const begun = (await deps.bookings.begin(booking_id, op)) ?? (await deps.bookings.byId(booking_id));
  if (!begun) return refused(deps, 'not_booked', null);
  if (begun.op_seq !== op) return refused(deps, 'stale', begun);
  const slots = begun.holds.filter((hold) => hold.op <= op).map((hold) => hold.slot_id);
  await giveBack(deps, begun, slots, op);
  const rest = slots.length > 0 ? await deps.bookings.forget(booking_id, slots, op) : null;
  return { ok: true, booking: await factsOf(deps, rest ?? begun), announce: null };
}
