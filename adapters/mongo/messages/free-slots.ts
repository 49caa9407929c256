import { type Db, ObjectId } from 'mongodb';
import type { Whose } from '../../../activities/booking/orders.ts';
import type { SlotsPage } from '../../../core/messages/model.ts';
import { type SlotFields, slotLine, slotLineFields } from './slot-line.ts';

const perPage = 3;

/** The conditions of a seat (seats/claim.ts), asked of all slots of an event: what is offered could be taken now. */
const free = ({ event_id, user_id }: Whose, now: number) => ({
  event_id: new ObjectId(event_id),
  open: true,
  is_active: true,
  bookable_until: { $gt: new Date(now) },
  $or: [{ audience_ids: null }, { audience_ids: new ObjectId(user_id) }],
  booked_users: { $ne: new ObjectId(user_id) },
  $expr: { $lt: [{ $size: '$booked_users' }, '$max_users'] },
});

export async function freeSlots(db: Db, whose: Whose, page: number, now: number): Promise<SlotsPage> {
  const slots = db.collection<SlotFields>('interview_slots');
  const filter = free(whose, now);
  const read = (from: number) =>
    slots
      .find(filter, { projection: slotLineFields, sort: { starts_at: 1, _id: 1 } })
      .skip(from * perPage)
      .limit(perPage)
      .toArray();
  const [total, asked] = await Promise.all([slots.countDocuments(filter), read(page)]);
  const last = Math.max(0, Math.ceil(total / perPage) - 1);
  const shown = Math.min(page, last);
  const found = shown === page ? asked : await read(shown);
  return { slots: found.map(slotLine), page: shown, earlier: shown > 0, later: shown < last, total };
}
