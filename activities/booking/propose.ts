// Staff ask whether another time suits; the booked one stands until the candidate has moved.
import type { SeenTime } from '../../core/booking/machine/happening.ts';
import type { Refusal } from '../../core/booking/words.ts';
import { refusalOf } from '../../core/slots/seat-rules.ts';
import { answer, commitOnce, type Decision } from './commit-once.ts';
import type { Committed, OpOrder, ProposeOrder } from './orders.ts';
import type { BookingDeps, Change, Patch, StoredBooking } from './ports.ts';
import { allOwed } from './settle.ts';

/** In place of what was proposed before. No seat is kept by it: what is gone by then is told when it is pressed. */
export const propose = async (deps: BookingDeps, order: ProposeOrder): Promise<Committed> =>
  answer(
    deps,
    await commitOnce(deps, order, isProposal('asked'), async (booking, now): Promise<Decision> => {
      if (booking.status !== 'booked') return { kind: 'refuse', reason: 'not_booked' };
      const refusals = await Promise.all(order.times.map((time) => whyNot(deps, order, booking, time, now)));
      const reason = refusals.find((one) => one !== null);
      if (reason) return { kind: 'refuse', reason };
      return {
        kind: 'commit',
        patch: { proposed: order.times, holds: allOwed(booking, order, now) },
        change: {
          what: 'booking.proposal',
          announce: 'booking.proposal',
          new: booking.slot,
          reason: 'asked',
          detail: order.times.map(({ starts_at }) => new Date(starts_at).toISOString()).join(' '),
        },
      };
    }),
  );

const isProposal =
  (how: 'asked' | 'declined' | 'withdrawn') =>
  ({ what, reason }: Change): boolean =>
    what === 'booking.proposal' && reason === how;

async function whyNot(
  deps: BookingDeps,
  { event_id, user_id, op }: ProposeOrder,
  { booking_id, slot: booked }: StoredBooking,
  { slot_id, starts_at }: SeenTime,
  now: number,
): Promise<Refusal | null> {
  const slot = await deps.slots.forPerson(slot_id, user_id);
  if (slot_id === booked?.slot_id) return 'already_booked';
  if (slot?.starts_at !== starts_at) return 'outdated';
  return refusalOf(slot, { event_id, user_id, booking_id, op, now, override: false });
}

/** None of them: whoever proposed them is told. */
export const declineProposal = (deps: BookingDeps, order: OpOrder): Promise<Committed> =>
  end(deps, order, 'declined', (booking, now) => ({ holds: allOwed(booking, order, now) }));

/** Whoever proposed them asks no more. A seat that the candidate holds meanwhile is still theirs. */
export const withdrawProposal = (deps: BookingDeps, order: OpOrder): Promise<Committed> =>
  end(deps, order, 'withdrawn', () => ({}));

const end = async (
  deps: BookingDeps,
  order: OpOrder,
  reason: 'declined' | 'withdrawn',
  also: (booking: StoredBooking, now: number) => Partial<Pick<Patch, 'holds'>>,
): Promise<Committed> =>
  answer(
    deps,
    await commitOnce(deps, order, isProposal(reason), (booking, now): Decision => {
      if (booking.status !== 'booked') return { kind: 'refuse', reason: 'not_booked' };
      if (booking.proposed.length === 0) return { kind: 'nothing' };
      return {
        kind: 'commit',
        patch: { proposed: [], ...also(booking, now) },
        change: {
          what: 'booking.proposal',
          announce: 'booking.proposal',
          new: booking.slot,
          reason,
        },
      };
    }),
  );
