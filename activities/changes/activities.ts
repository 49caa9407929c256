import type { EventId, UserId } from '../../core/shared/ids.ts';
import type { CacheBump } from '../booking/ports.ts';
import type { Openings } from '../wishes/ports.ts';
import type { AppliedEvent, AppliedSlot, BookingSignals, ChangeStore, SlotAnnouncer } from './ports.ts';

type Deps = {
  readonly changes: ChangeStore;
  readonly bookingSignals: BookingSignals;
  readonly slotAnnouncer: SlotAnnouncer;
  readonly cache: CacheBump;
  readonly openings: Openings;
};
/** One page of people: `after` is where the last page ended; null when there are no more. */
export type Told = { readonly told: number; readonly after: UserId | null };

const page = 25;

/** Lists of slots are read anew, and who waits for a seat hears of those that became bookable. */
async function opened({ changes, cache, openings }: Deps, event_id: EventId, key: string): Promise<void> {
  cache.slotsChanged(event_id);
  const opening = await changes.opened(key);
  if (opening) await openings.freed({ event_id, key, ...opening, by: null });
}

export const createChangeActivities = (deps: Deps) => ({
  applySlotChange: ({ change_id }: { change_id: string }): Promise<AppliedSlot> =>
    deps.changes.applySlot(change_id),

  async tellSeated(order: {
    change_id: string;
    slot: Extract<AppliedSlot, { ok: true }>;
    after: UserId | null;
  }): Promise<Told> {
    const { slot, change_id, after } = order;
    const users = await deps.changes.seatedOf(slot.slot_id, after, page);
    const { slot_id, rev, initiated_by, event_id } = slot;
    for (const user_id of users)
      await deps.bookingSignals.slotChanged({ event_id, user_id }, { slot_id, change_id, rev, initiated_by });
    return told(users);
  },

  applyEventChange: ({ change_id }: { change_id: string }): Promise<AppliedEvent> =>
    deps.changes.applyEvent(change_id),

  async copyEventToSlots({
    event,
  }: {
    event: Extract<AppliedEvent, { ok: true }>;
  }): Promise<{ behind: number }> {
    return { behind: await deps.changes.copyToSlots(event.event_id) };
  },

  async tellConcerned(order: {
    change_id: string;
    event: Extract<AppliedEvent, { ok: true }>;
    after: UserId | null;
  }): Promise<Told> {
    const { event, change_id, after } = order;
    // Once, when the slots have what was changed.
    if (after === null) {
      await opened(deps, event.event_id, change_id);
      await deps.slotAnnouncer.slotsCameOrWent(change_id);
    }
    const users = await deps.changes.concernedOf(event.event_id, after, page);
    const { event_id, rev, initiated_by } = event;
    for (const user_id of users)
      await deps.bookingSignals.eventChanged({ event_id, user_id }, { change_id, rev, initiated_by });
    return told(users);
  },

  async announceSlotChange({ change_id, trace_id }: { change_id: string; trace_id: string }): Promise<void> {
    const { event_id } = await deps.slotAnnouncer.slotChanged(change_id, trace_id);
    await opened(deps, event_id, change_id);
  },

  finishChange: ({ change_id, told: count }: { change_id: string; told: number }): Promise<void> =>
    deps.changes.finish(change_id, count),
});

const told = (users: readonly UserId[]): Told => ({
  told: users.length,
  after: users.length < page ? null : (users.at(-1) ?? null),
});

export type ChangeActivities = ReturnType<typeof createChangeActivities>;
