import { type Db, ObjectId } from 'mongodb';
import type { Whose } from '../../../activities/booking/orders.ts';
import type { ChangeText, SlotLine } from '../../../core/messages/model.ts';
import { slotId } from '../../../core/shared/ids.ts';

/** A slot as the person was told of it. */
type ToldFields = {
  readonly slot_id: ObjectId;
  readonly starts_at: Date;
  readonly location: string | null;
  readonly audience: string | null;
};
type ChangeFields = {
  readonly rev: number;
  readonly old: ToldFields | null;
  readonly new: ToldFields | null;
};

const minuteMs = 60_000;

/** The audit log's row of that revision; until it is written the booking itself keeps it. */
export async function changeOf(db: Db, whose: Whose, rev: number): Promise<ChangeText | null> {
  const booking = await db
    .collection<{ readonly last_change: ChangeFields | null }>('bookings')
    .findOne(
      { event_id: new ObjectId(whose.event_id), user_id: new ObjectId(whose.user_id) },
      { projection: { last_change: 1 }, sort: { created_at: -1 } },
    );
  if (!booking) return null;
  const change =
    booking.last_change?.rev === rev
      ? booking.last_change
      : await db
          .collection<ChangeFields & { readonly _id: string }>('audit_log')
          .findOne({ _id: `${booking._id.toHexString()}:${rev}` }, { projection: { old: 1, new: 1 } });
  if (!change?.old || !change.new) return null;
  const minutes = await durations(db, [change.old.slot_id, change.new.slot_id]);
  return { from: lineOf(change.old, minutes), to: lineOf(change.new, minutes) };
}

async function durations(db: Db, ids: readonly ObjectId[]): Promise<ReadonlyMap<string, number>> {
  const found = await db
    .collection<{ readonly _id: ObjectId; readonly duration_minutes: number }>('interview_slots')
    .find({ _id: { $in: [...ids] } }, { projection: { duration_minutes: 1 } })
    .toArray();
  return new Map(found.map((slot) => [slot._id.toHexString(), slot.duration_minutes]));
}

const lineOf = (told: ToldFields, minutes: ReadonlyMap<string, number>): SlotLine => ({
  slot_id: slotId(told.slot_id.toHexString()),
  starts_at: told.starts_at.getTime(),
  ends_at: told.starts_at.getTime() + (minutes.get(told.slot_id.toHexString()) ?? 0) * minuteMs,
  location: told.location,
  audience: told.audience,
});
