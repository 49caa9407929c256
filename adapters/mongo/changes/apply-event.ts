import type { Collection } from 'mongodb';
import type { AppliedEvent } from '../../../activities/changes/ports.ts';
import { eventId } from '../../../core/shared/ids.ts';
import { bookableUntil } from '../../../core/time/slot-instants.ts';
import type { EventChangeDoc, EventPatch } from '../documents/change.ts';
import type { EventDoc } from '../documents/event.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { seatWriteConcern } from '../seats/claim.ts';

type Stored = EventDoc & { readonly last_change_id?: string };
type Changes = Collection<EventChangeDoc>;

export async function applyEvent(events: Collection<EventDoc>, changes: Changes, change: EventChangeDoc): Promise<AppliedEvent> {
  if (change.applied) return applied(change, change.applied.rev);
  const all = events as unknown as Collection<Stored>;
  const event = await all.findOne({ _id: change.event_id });
  if (!event) return { ok: false, reason: 'gone' };
  if (event.last_change_id === change._id) return finish(changes, change, event.rev);
  const keys = Object.keys(change.seen) as (keyof EventPatch)[];
  if (keys.some((key) => JSON.stringify(event[key]) !== JSON.stringify(change.seen[key])))
    return { ok: false, reason: 'changed_meanwhile' };
  const done = await all.updateOne(
    { _id: event._id, rev: event.rev },
    { $set: { ...change.patch, last_change_id: change._id }, $inc: { rev: 1 } },
    { writeConcern: seatWriteConcern },
  );
  return done.modifiedCount === 1
    ? finish(changes, change, event.rev + 1)
    : { ok: false, reason: 'changed_meanwhile' };
}

async function finish(changes: Changes, change: EventChangeDoc, rev: number): Promise<AppliedEvent> {
  await changes.updateOne(
    { _id: change._id, applied: null },
    { $set: { applied: { rev, concerns_seated: false, at: new Date() } } },
  );
  return applied(change, rev);
}

const applied = (change: EventChangeDoc, rev: number): AppliedEvent => ({
  ok: true,
  event_id: eventId(change.event_id.toHexString()),
  rev,
  initiated_by: change.initiated_by,
});

/** What decides a claim, as the event has it now. */
export const copiesOf = (event: EventDoc, slot: Pick<SlotDoc, 'starts_at'>) => ({
  open: event.status === 'open',
  bookable_until: new Date(bookableUntil(slot.starts_at.getTime(), event.cutoff_minutes)),
  audience_ids: event.audience,
  event_rev: event.rev,
});

/** Copies to the slots that are behind. The revision on a slot only rises: a slow copy never undoes a newer one. */
export async function copyToSlots(slots: Collection<SlotDoc>, event: EventDoc): Promise<number> {
  const behind = { event_id: event._id, event_rev: { $lt: event.rev } };
  const found = await slots.find(behind, { projection: { starts_at: 1 } }).toArray();
  const writes = found.map((slot) => ({
    updateOne: {
      // Its start may have been changed since it was read: then the next round copies it.
      filter: { _id: slot._id, event_rev: { $lt: event.rev }, starts_at: slot.starts_at },
      update: { $set: copiesOf(event, slot), $inc: { rev: 1 } },
    },
  }));
  if (writes.length > 0) await slots.bulkWrite(writes, { ordered: false, writeConcern: seatWriteConcern });
  return slots.countDocuments(behind);
}
