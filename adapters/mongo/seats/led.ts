import { type Db, ObjectId } from 'mongodb';
import type { SlotId, UserId } from '../../../core/shared/ids.ts';
import { type Led, ledTwice } from '../../../core/slots/overlap.ts';
import { collections } from '../collections.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { oid } from '../ids.ts';
import { inParts } from '../in-parts.ts';

const minuteMs = 60_000;
/** The longest slot lasts a day. */
const dayMs = 86_400_000;

type Window = { readonly from: number; readonly to: number; readonly except?: SlotId };

/** What a specialist leads then, in whatever event: they are of one company, and so are their slots. */
async function ledBy(
  db: Db,
  specialists: readonly ObjectId[],
  { from, to, except }: Window,
): Promise<readonly Led[]> {
  const starts_at = { $gt: new Date(from - dayMs), $lt: new Date(to) };
  const found = await inParts(specialists, (some) =>
    collections(db)
      .slots.find({ specialist_id: { $in: some }, starts_at })
      .project<Field>({ specialist_id: 1, starts_at: 1, duration_minutes: 1, is_active: 1, booked_users: 1 })
      .toArray(),
  );
  return found.flatMap(({ _id, is_active, booked_users, specialist_id, ...when }) => {
    const takesPlace = is_active || booked_users.length > 0;
    const id = _id.toHexString();
    if (!takesPlace || !specialist_id || id === except) return [];
    const begins = when.starts_at.getTime();
    const ends_at = begins + when.duration_minutes * minuteMs;
    return [{ id, specialist: specialist_id.toHexString(), starts_at: begins, ends_at }];
  });
}
type Field = Pick<
  SlotDoc,
  '_id' | 'specialist_id' | 'starts_at' | 'duration_minutes' | 'is_active' | 'booked_users'
>;

export const ledByOne = (db: Db, specialist: UserId, window: Window): Promise<readonly Led[]> =>
  ledBy(db, [oid(specialist)], window);

/** Which of these slots, by id, have a specialist who leads another one at that time. */
export async function ledElsewhere(
  db: Db,
  slots: readonly Pick<SlotDoc, '_id' | 'specialist_id' | 'starts_at' | 'duration_minutes'>[],
): Promise<ReadonlySet<string>> {
  const led = slots.filter(({ specialist_id }) => specialist_id !== null);
  if (led.length === 0) return new Set();
  const who = new Set(led.map(({ specialist_id }) => specialist_id?.toHexString() ?? ''));
  const times = led.map(({ starts_at }) => starts_at.getTime());
  const longest = Math.max(...led.map(({ duration_minutes }) => duration_minutes)) * minuteMs;
  const window = { from: Math.min(...times), to: Math.max(...times) + longest };
  return ledTwice(
    await ledBy(
      db,
      [...who].map((id) => new ObjectId(id)),
      window,
    ),
  );
}
