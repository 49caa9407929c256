import { assertNever } from '../../core/shared/assert-never.ts';
import { commitOnce, type Decision } from './commit-once.ts';
import { eventOf, factsOf } from './facts.ts';
import type { Adopted, AdoptOrder } from './orders.ts';
import type { BookingDeps, Change, StoredBooking, Told } from './ports.ts';
import { allOwed } from './settle.ts';

/** The booking takes over what staff changed of its slot; the seat stays the same. */
export async function adoptSlotChange(deps: BookingDeps, order: AdoptOrder): Promise<Adopted> {
  const event = await eventOf(deps, order);
  const nothing = async (booking: StoredBooking): Promise<Adopted> => ({
    ok: true,
    what: 'nothing',
    booking: await factsOf(deps, booking, { event }),
    announce: null,
  });
  const ended = await commitOnce(deps, order, isAdopted, async (booking, now): Promise<Decision> => {
    const was = booking.status === 'booked' ? booking.slot : null;
    const [slot] = was ? await deps.slots.byIds([was.slot_id]) : [];
    if (!was || !slot) return { kind: 'nothing' };
    const { slot_id, starts_at, location, audience } = slot;
    const to: Told = { slot_id, starts_at, location, audience };
    if (starts_at !== was.starts_at) {
      const rank = await deps.slots.seatsBefore(slot);
      const holds = allOwed(booking, order, now);
      const patch = { slot: to, booked_at: now, rank, reply: null, due_at: null, proposed: [], holds };
      const what = 'booking.rescheduled';
      return {
        kind: 'commit',
        patch,
        change: { what, announce: what, old: was, new: to, reason: 'slot_changed', detail: order.change_id },
      };
    }
    if (location === was.location && audience === was.audience) return { kind: 'nothing' };
    const change = {
      what: 'booking.place_changed',
      announce: null,
      old: was,
      new: to,
      reason: 'slot_changed',
      detail: order.change_id,
    } as const;
    return { kind: 'commit', patch: { slot: to }, change };
  });
  switch (ended.kind) {
    case 'committed': {
      const { facts, change } = ended.settled;
      return { ok: true, what: whatChanged(change), booking: facts, announce: announced(change) };
    }
    case 'refused':
      if (!ended.booking) throw new Error(`there is no booking ${order.booking_id}`);
      return nothing(ended.booking);
    case 'nothing':
      return nothing(ended.booking);
    default:
      return assertNever(ended);
  }
}

const isAdopted = ({ reason }: Change): boolean => reason === 'slot_changed';

const whatChanged = ({ what }: Change) => (what === 'booking.rescheduled' ? 'time' : 'place');
const announced = ({ announce, rev }: Change) => (announce ? { rev, type: announce } : null);
