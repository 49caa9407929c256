import { collections } from '../../adapters/mongo/collections.ts';
import type { SlotDoc } from '../../adapters/mongo/documents/slot.ts';
import { findEvent } from '../../adapters/mongo/events.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import { cleanLine } from '../../core/i18n/clean.ts';
import { eventId, isObjectId } from '../../core/shared/ids.ts';
import { dayOf } from '../../core/time/slot-instants.ts';
import { table } from '../../local/launcher/table.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk } from '../desk.ts';
import { eventOption, noSuchEvent } from '../event/change-status.ts';
import { say } from '../say.ts';

export const usage: Usage = {
  what: 'The slots of an event, the earliest first: id, when by Moscow’s clock, seats taken and all, whether one can book, where.',
  options: { ...eventOption, json: { what: 'for programs' } },
};

export async function run(given: Given): Promise<number> {
  const id = given.needed('event');
  if (!isObjectId(id)) return noSuchEvent(id);
  return atDesk(async ({ db, now }) => {
    const event = eventId(id);
    if (!(await findEvent(db, event))) return noSuchEvent(id);
    const slots = await collections(db)
      .slots.find({ event_id: oid(event) })
      .sort({ starts_at: 1, _id: 1 })
      .toArray();
    const rows = slots.map((slot) => rowOf(slot, now));
    if (given.has('json')) say(JSON.stringify(rows, null, 2));
    else if (rows.length === 0) say('It has no slots. `zapis slots add --help` tells how to add some.');
    else say(table(['id', 'when', 'minutes', 'taken', 'booking', 'where'], rows.map(cellsOf)));
    return 0;
  });
}

const rowOf = (slot: SlotDoc, now: number) => ({
  id: slot._id.toHexString(),
  day: dayOf(slot.starts_at.getTime()),
  time: slot.time,
  minutes: slot.duration_minutes,
  place: slot.location,
  room: slot.audience,
  taken: slot.booked_users.length,
  seats: slot.max_users,
  booking: bookingOf(slot, now),
});

/** Why nobody can book it, or `open`. `off`: by `slots change`; `over`: it has begun, or soon will. */
function bookingOf({ is_active, open, bookable_until }: SlotDoc, now: number) {
  if (now >= bookable_until.getTime()) return 'over';
  if (!is_active) return 'off';
  return open ? 'open' : 'closed';
}

const cellsOf = (row: ReturnType<typeof rowOf>) => [
  row.id,
  `${row.day} ${row.time}`,
  String(row.minutes),
  `${row.taken}/${row.seats}`,
  row.booking,
  [row.place, row.room].flatMap((part) => (part === null ? [] : [cleanLine(part)])).join(' · '),
];
