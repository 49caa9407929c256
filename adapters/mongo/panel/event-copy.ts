import { type Db, ObjectId } from 'mongodb';
import type { EventDesk, EventDetails } from '../../../admin/panel/ports/event-desk.ts';
import { type PreviewRow, previewCopy } from '../../../core/slots/plan.ts';
import { dayAfter, dayOf, slotInstants } from '../../../core/time/slot-instants.ts';
import { collections } from '../collections.ts';
import type { EventDoc } from '../documents/event.ts';
import { createEvent } from '../events.ts';
import { idOf, oid } from '../ids.ts';
import { aloneWithRooms } from '../seats/rooms-lease.ts';
import { standingSlots } from '../seats/standing.ts';
import { insertSlots, type NewSlot } from '../slots.ts';

type When = { readonly now: number; readonly once: string };

/** The copy's own slots, of a first press of the same button, are in nobody's way. */
export function createEventCopy(db: Db): Pick<EventDesk, 'copy' | 'copyPlan'> {
  const { events, slots } = collections(db);
  async function plan({ event_id, company_id }: EventDetails, days: number, { now, once }: When) {
    const rows = await slots
      .find({ event_id: oid(event_id), is_active: true })
      .sort({ starts_at: 1 })
      .toArray();
    const moved: NewSlot[] = rows.map((slot) => ({
      ...slot,
      day: dayAfter(dayOf(slot.starts_at.getTime()), days),
    }));
    const planned = moved.map((slot) => ({
      ...slotInstants(slot.day, slot.time, slot.duration_minutes),
      minutes: slot.duration_minutes,
      capacity: slot.max_users,
      place: slot.location ?? null,
      room: slot.audience ?? null,
    }));
    const to = planned.reduce((latest, slot) => Math.max(latest, slot.ends_at), now);
    const copy = { _id: new ObjectId(idOf(event_id, once)), company_id };
    const standing = await standingSlots(db, copy, { from: now, to });
    const others = standing.filter(({ own }) => !own);
    return { moved, preview: previewCopy(planned, { now, standing: others }) };
  }
  return {
    copyPlan: async (event, days, when): Promise<readonly PreviewRow[]> =>
      (await plan(event, days, when)).preview,
    async copy(event, { title, days }, when) {
      const source = await events.findOne({ _id: oid(event.event_id) });
      if (!source) throw new Error(`the event ${event.event_id} is gone`);
      const { _id, rev: _rev, created_at: _at, ...rest } = source;
      const made = await createEvent(
        db,
        { ...plainEvent(rest), title, status: 'draft' },
        when.now,
        idOf(event.event_id, when.once),
      );
      await aloneWithRooms(db, event.company_id, async () => {
        const { moved, preview } = await plan(event, days, when);
        const kept = moved
          .map((slot, index) => ({ slot, id: idOf(made, index) }))
          .filter((_one, index) => preview[index]?.left_out === null);
        await insertSlots(
          db,
          made,
          kept.map(({ slot }) => slot),
          kept.map(({ id }) => id),
        );
      });
      return made;
    },
  };
}

/** What a change left behind for itself is not copied. */
function plainEvent(event: Omit<EventDoc, '_id' | 'rev' | 'created_at'>) {
  const { last_change_id: _last, ...rest } = event as typeof event & { readonly last_change_id?: string };
  return rest;
}
