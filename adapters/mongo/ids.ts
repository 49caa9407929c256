import { createHash } from 'node:crypto';
import { ObjectId } from 'mongodb';
import {
  type BookingId,
  bookingId,
  type EventId,
  eventId,
  type SlotId,
  slotId,
  type UserId,
  userId,
} from '../../core/shared/ids.ts';

export const oid = (id: BookingId | EventId | SlotId | UserId): ObjectId => new ObjectId(id);
export const asBookingId = (id: ObjectId): BookingId => bookingId(id.toHexString());
export const asEventId = (id: ObjectId): EventId => eventId(id.toHexString());
export const asSlotId = (id: ObjectId): SlotId => slotId(id.toHexString());
export const asUserId = (id: ObjectId): UserId => userId(id.toHexString());

/** The same words are the same id: what is made under it is made once. */
export const idOf = (...words: readonly (string | number)[]): ObjectId =>
  new ObjectId(createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 24));
