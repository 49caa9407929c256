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
