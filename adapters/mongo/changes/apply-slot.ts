import type { Collection, Db, Filter } from 'mongodb';
import type { AppliedSlot } from '../../../activities/changes/ports.ts';
import { eventId, slotId } from '../../../core/shared/ids.ts';
import { bookableUntil, dayOf, seedDateTime, slotInstants } from '../../../core/time/slot-instants.ts';
import { collections } from '../collections.ts';
import type { SlotChangeDoc, SlotPatch } from '../documents/change.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { seatWriteConcern } from '../seats/claim.ts';
import { aloneWithRooms } from '../seats/rooms-lease.ts';
import { mayTakeRoom, roomIsTaken } from './room.ts';

type Stored = SlotDoc & { readonly last_change_id?: string };

/** Seats come and go while staff edit: the revision moves on, and the same edit is tried again on what is there now. */
const tries = 20;

export async function applySlot(db: Db, change: SlotChangeDoc): Promise<AppliedSlot> {
  if (change.applied) return applied(change, change.applied);
  const which = { _id: change.event_id };
  const event = await collections(db).events.findOne(which, { projection: { company_id: 1 } });
  if (!event || !mayTakeRoom(change)) return compareAndSet(db, change);
  // Slots are made under the same lease: between the look and the write nobody else gets the room.
  return aloneWithRooms(db, event.company_id, () => compareAndSet(db, change));
}

async function compareAndSet(db: Db, change: SlotChangeDoc): Promise<AppliedSlot> {
  const { slots, events } = collections(db);
  const changes = db.collection<SlotChangeDoc>('changes');
  const all = slots as unknown as Collection<Stored>;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const slot = await all.findOne({ _id: change.slot_id });
    if (!slot) return { ok: false, reason: 'gone' };
    if (slot.last_change_id === change._id) return finish(changes, change, slot.rev);
    const no = refusal(slot, change);
    if (no) return no;
    const event = await events.findOne({ _id: slot.event_id });
    if (event && mayTakeRoom(change) && (await roomIsTaken(db, { slot, event }, change)))
      return { ok: false, reason: 'room_taken' };
    const next = patched(slot, change.patch, event?.cutoff_minutes ?? 0);
    const done = await all.updateOne(
      { _id: slot._id, rev: slot.rev, ...enoughFor(change.patch) },
      { $set: { ...next, last_change_id: change._id }, $inc: { rev: 1 } },
      { writeConcern: seatWriteConcern },
    );
    if (done.modifiedCount === 1) return finish(changes, change, slot.rev + 1);
  }
  return { ok: false, reason: 'changed_meanwhile' };
}

/** Never below the seats taken: checked in the write itself, because seats are taken while we look. */
const enoughFor = ({ max_users }: SlotPatch): Filter<Stored> =>
  max_users === undefined ? {} : { $expr: { $lte: [{ $size: '$booked_users' }, max_users] } };

function refusal(slot: Stored, { patch, seen, people }: SlotChangeDoc): AppliedSlot | undefined {
  const now: SlotPatch = { ...slot, day: dayOf(slot.starts_at.getTime()) };
  const keys = Object.keys(seen) as (keyof SlotPatch)[];
  if (keys.some((key) => String(now[key] ?? '') !== String(seen[key] ?? '')))
    return { ok: false, reason: 'changed_meanwhile' };
  if (patch.max_users !== undefined && slot.booked_users.length > patch.max_users)
    return { ok: false, reason: 'below_taken' };
  const seated = slot.booked_users.map((id) => id.toHexString()).toSorted();
  if (people && concernsSeated(patch) && people.join() !== seated.join())
    return { ok: false, reason: 'people_changed' };
  return undefined;
}

function patched(slot: Stored, patch: SlotPatch, cutoffMinutes: number): Partial<SlotDoc> {
  const { day, time, ...rest } = patch;
  const minutes = patch.duration_minutes ?? slot.duration_minutes;
  if (day === undefined && time === undefined) return rest;
  const start = slotInstants(day ?? dayOf(slot.starts_at.getTime()), time ?? slot.time, minutes).starts_at;
  return {
    ...rest,
    ...seedDateTime(start),
    starts_at: new Date(start),
    bookable_until: new Date(bookableUntil(start, cutoffMinutes)),
  };
}

async function finish(
  changes: Collection<SlotChangeDoc>,
  change: SlotChangeDoc,
  rev: number,
): Promise<AppliedSlot> {
  const done = { rev, concerns_seated: concernsSeated(change.patch), at: new Date() };
  await changes.updateOne({ _id: change._id, applied: null }, { $set: { applied: done } });
  return applied(change, done);
}

/** Who has a seat is told of another time and another place, not of another capacity. */
const concernsSeated = (patch: SlotPatch): boolean =>
  ['day', 'time', 'duration_minutes', 'location', 'audience'].some((key) => key in patch);

const applied = (
  change: SlotChangeDoc,
  { rev, concerns_seated }: NonNullable<SlotChangeDoc['applied']>,
): AppliedSlot => ({
  ok: true,
  slot_id: slotId(change.slot_id.toHexString()),
  event_id: eventId(change.event_id.toHexString()),
  rev,
  initiated_by: change.initiated_by,
  concerns_seated,
});
