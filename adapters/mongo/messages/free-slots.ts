import type { Db } from 'mongodb';
import type { Whose } from '../../../activities/booking/orders.ts';
import type { SlotsPage } from '../../../core/messages/model.ts';
import { oid } from '../ids.ts';
import { bookableFor } from '../seats/free.ts';
import { type SlotFields, slotLine, slotLineFields } from './slot-line.ts';

const perPage = 3;

export async function freeSlots(db: Db, whose: Whose, page: number, now: number): Promise<SlotsPage> {
  const slots = db.collection<SlotFields>('interview_slots');
  const filter = bookableFor(oid(whose.event_id), oid(whose.user_id), now);
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
