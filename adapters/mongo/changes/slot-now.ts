import { type Db, ObjectId } from 'mongodb';
import {
  dayAndTime,
  type SlotEdit,
  type SlotField,
  type SlotNow,
  type SlotValues,
} from '../../../core/slots/change.ts';
import { collections } from '../collections.ts';
import type { SlotPatch } from '../documents/change.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { asUserId } from '../ids.ts';

/** Bookings that have their slot: any other seat is only held. */
const booked = ['booked', 'done', 'no_show'] as const;

/** A slot as the rules know it. */
export async function slotNow(db: Db, slot: SlotDoc): Promise<SlotNow> {
  const own = await collections(db)
    .bookings.find({ slot_id: slot._id, status: { $in: [...booked] } }, { projection: { _id: 1 } })
    .toArray();
  const theirs = new Set(own.map(({ _id }) => _id.toHexString()));
  return {
    ...slotValues(slot),
    people: slot.seats.map(({ user_id, booking_id }) => ({
      user_id: asUserId(user_id),
      held: !theirs.has(booking_id.toHexString()),
    })),
  };
}

export const slotValues = (slot: SlotDoc): SlotValues => ({
  ...dayAndTime(slot.starts_at.getTime()),
  minutes: slot.duration_minutes,
  capacity: slot.max_users,
  place: slot.location,
  room: slot.audience,
  specialist: slot.specialist_id && asUserId(slot.specialist_id),
  active: slot.is_active,
});

/** The same edit in the words of the store. */
export function slotPatch(edit: SlotEdit): SlotPatch {
  const values = Object.entries(edit).map(([field, value]) => [
    names[field as SlotField],
    field === 'specialist' && typeof value === 'string' ? new ObjectId(value) : value,
  ]);
  return Object.fromEntries(values) as SlotPatch;
}

const names: Readonly<Record<SlotField, keyof SlotPatch>> = {
  day: 'day',
  time: 'time',
  minutes: 'duration_minutes',
  capacity: 'max_users',
  place: 'location',
  room: 'audience',
  specialist: 'specialist_id',
  active: 'is_active',
};
