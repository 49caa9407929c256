import type { UserId } from '../../core/shared/ids.ts';
import type { AppliedEvent, AppliedSlot, BookingSignals, ChangeStore, SlotAnnouncer } from './ports.ts';

type Deps = {
  readonly changes: ChangeStore;
  readonly bookingSignals: BookingSignals;
  readonly slotAnnouncer: SlotAnnouncer;
};
/** One page of people: `after` is where the last page ended; null when there are no more. */
export type Told = { readonly told: number; readonly after: UserId | null };

const page = 25;

export const createChangeActivities = ({ changes, bookingSignals, slotAnnouncer }: Deps) => ({
  applySlotChange: ({ change_id }: { change_id: string }): Promise<AppliedSlot> =>
    changes.applySlot(change_id),

  async tellSeated(order: {
    change_id: string;
    slot: Extract<AppliedSlot, { ok: true }>;
    after: UserId | null;
  }): Promise<Told> {
    const { slot, change_id, after } = order;
    const users = await changes.seatedOf(slot.slot_id, after, page);
    const { slot_id, rev, initiated_by, event_id } = slot;
    for (const user_id of users)
      await bookingSignals.slotChanged({ event_id, user_id }, { slot_id, change_id, rev, initiated_by });
    return told(users);
  },

  applyEventChange: ({ change_id }: { change_id: string }): Promise<AppliedEvent> =>
    changes.applyEvent(change_id),

  async copyEventToSlots({
    event,
  }: {
    event: Extract<AppliedEvent, { ok: true }>;
  }): Promise<{ behind: number }> {
    return { behind: await changes.copyToSlots(event.event_id) };
  },

  async tellConcerned(order: {
    change_id: string;
    event: Extract<AppliedEvent, { ok: true }>;
    after: UserId | null;
  }): Promise<Told> {
    const { event, change_id, after } = order;
    const users = await changes.concernedOf(event.event_id, after, page);
    const { event_id, rev, initiated_by } = event;
    for (const user_id of users)
      await bookingSignals.eventChanged({ event_id, user_id }, { change_id, rev, initiated_by });
    return told(users);
  },

  announceSlotChange: ({ change_id, trace_id }: { change_id: string; trace_id: string }): Promise<void> =>
    slotAnnouncer.slotChanged(change_id, trace_id),

  finishChange: ({ change_id, told: count }: { change_id: string; told: number }): Promise<void> =>
    changes.finish(change_id, count),
});

const told = (users: readonly UserId[]): Told => ({
  told: users.length,
  after: users.length < page ? null : (users.at(-1) ?? null),
});

export type ChangeActivities = ReturnType<typeof createChangeActivities>;
