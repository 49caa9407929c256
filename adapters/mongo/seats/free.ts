import type { ObjectId } from 'mongodb';

// What makes a seat free, once. A claim puts the pieces into the filter of its update and decides by it; everything that
// shows free seats asks the same, so what is offered could be taken now.

export const openAt = (now: Date) => ({ open: true, is_active: true, bookable_until: { $gt: now } });

export const admits = (user: ObjectId) => ({ $or: [{ audience_ids: null }, { audience_ids: user }] });

export const withoutSeatOf = (user: ObjectId) => ({ booked_users: { $ne: user } });

export const withRoom = { $expr: { $lt: [{ $size: '$booked_users' }, '$max_users'] } };

/** Where somebody could book now. */
export const bookableAt = (now: number) => ({ ...openAt(new Date(now)), ...withRoom });

/** What this person could book now in this event. */
export const bookableFor = (event: ObjectId, user: ObjectId, now: number) => ({
  event_id: event,
  ...bookableAt(now),
  ...admits(user),
  ...withoutSeatOf(user),
});
