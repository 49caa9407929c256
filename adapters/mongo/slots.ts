import { type Db, ObjectId } from 'mongodb';
import type { EventId, SlotId } from '../../core/shared/ids.ts';
import type { Planned } from '../../core/slots/plan.ts';
import { bookableUntil, dayOf, seedDateTime, slotInstants } from '../../core/time/slot-instants.ts';
import { collections } from './collections.ts';
import type { EventDoc } from './documents/event.ts';
import type { SlotDoc } from './documents/slot.ts';
import { isDuplicateKey } from './errors.ts';
import { findEvent } from './events.ts';
import { asSlotId } from './ids.ts';

export type NewSlot = Pick<SlotDoc, 'duration_minutes' | 'max_users'> &
  Partial<Pick<SlotDoc, 'location' | 'audience' | 'specialist_id' | 'is_active'>> & {
    /** "2026-11-26", in Moscow. */
    readonly day: string;
    /** "14:00" */
    readonly time: string;
  };

/** A planned slot as it is made. */
export const newSlot = (slot: Planned): NewSlot => ({
  day: dayOf(slot.starts_at),
  time: seedDateTime(slot.starts_at).time,
  duration_minutes: slot.minutes,
  max_users: slot.capacity,
  location: slot.place,
  audience: slot.room,
});

const enough = 20;

/**
 * Inserted with the event's values, then the event is read again: one that changed meanwhile is copied once more. Where `ids`
 * are given, those that are there already stay as they are.
 */
export async function insertSlots(
  db: Db,
  id: EventId,
  slots: readonly NewSlot[],
  ids?: readonly ObjectId[],
): Promise<readonly SlotId[]> {
  const event = await existing(db, id);
  const docs = slots.map((slot, index) => slotDoc(event, slot, ids?.[index] ?? new ObjectId()));
  for (let from = 0; from < docs.length; from += perWrite)
    await insertThose(db, docs.slice(from, from + perWrite));
  await catchUp(db, id, event.rev);
  return docs.map((doc) => asSlotId(doc._id));
}

async function insertThose(db: Db, docs: readonly SlotDoc[]): Promise<void> {
  try {
    await collections(db).slots.insertMany(docs, { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

async function catchUp(db: Db, id: EventId, copied: number): Promise<void> {
  let rev = copied;
  for (let attempt = 0; attempt < enough; attempt += 1) {
    const event = await existing(db, id);
    if (event.rev === rev) return;
    await copyEventToSlots(db, event);
    rev = event.rev;
  }
  throw new Error(`the event ${id} kept changing`);
}

async function existing(db: Db, id: EventId): Promise<EventDoc> {
  const event = await findEvent(db, id);
  if (!event) throw new Error(`there is no event ${id}`);
  return event;
}

const copied = (event: EventDoc, startsAt: Date) => ({
  open: event.status === 'open',
  bookable_until: new Date(bookableUntil(startsAt.getTime(), event.cutoff_minutes)),
  audience_ids: event.audience,
  event_rev: event.rev,
});

function slotDoc(event: EventDoc, slot: NewSlot, id: ObjectId): SlotDoc {
  const startsAt = slotInstants(slot.day, slot.time, slot.duration_minutes).starts_at;
  const starts = new Date(startsAt);
  return {
    _id: id,
    event_id: event._id,
    ...seedDateTime(startsAt),
    starts_at: starts,
    duration_minutes: slot.duration_minutes,
    max_users: slot.max_users,
    booked_users: [],
    seats: [],
    location: slot.location ?? null,
    audience: slot.audience ?? null,
    specialist_id: slot.specialist_id ?? null,
    is_active: slot.is_active ?? true,
    ...copied(event, starts),
    rev: 0,
  };
}

const perWrite = 500;

/**
 * Brings the copies of what decides a claim up to this revision of the event. They only ever rise, so an older run that
 * comes late changes nothing. Returns how many slots it changed.
 */
export async function copyEventToSlots(db: Db, event: EventDoc): Promise<number> {
  const { slots } = collections(db);
  let changed = 0;
  for (let attempt = 0; attempt < enough; attempt += 1) {
    const behind = await slots
      .find({ event_id: event._id, event_rev: { $lt: event.rev } }, { projection: { starts_at: 1 } })
      .toArray();
    if (behind.length === 0) return changed;
    for (let from = 0; from < behind.length; from += perWrite) {
      const some = behind.slice(from, from + perWrite).map(({ _id: id, starts_at: startsAt }) => ({
        updateOne: {
          // The cut-off is counted from this start: one that staff moved meanwhile is read again.
          filter: { _id: id, event_rev: { $lt: event.rev }, starts_at: startsAt },
          update: { $set: copied(event, startsAt), $inc: { rev: 1 } },
        },
      }));
      changed += (await slots.bulkWrite(some, { ordered: false })).modifiedCount;
    }
  }
  throw new Error(`the slots of ${event._id.toHexString()} kept changing`);
}
