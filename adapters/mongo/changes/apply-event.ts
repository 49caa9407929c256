import type { Collection } from 'mongodb';
import type { AppliedEvent } from '../../../activities/changes/ports.ts';
import { eventId } from '../../../core/shared/ids.ts';
import type { EventChangeDoc, EventPatch } from '../documents/change.ts';
import type { EventDoc } from '../documents/event.ts';
import { seatWriteConcern } from '../seats/claim.ts';

type Stored = EventDoc & { readonly last_change_id?: string };
type Changes = Collection<EventChangeDoc>;

export async function applyEvent(
  events: Collection<EventDoc>,
  changes: Changes,
  change: EventChangeDoc,
): Promise<AppliedEvent> {
  if (change.applied) return applied(change, change.applied.rev);
  const all = events as unknown as Collection<Stored>;
  for (let attempt = 0; attempt < tries; attempt += 1) {
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
    if (done.modifiedCount === 1) return finish(changes, change, event.rev + 1);
  }
  return { ok: false, reason: 'changed_meanwhile' };
}

/** Another field may have been changed between: what this editor saw decides, and is looked at again. */
const tries = 20;

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
