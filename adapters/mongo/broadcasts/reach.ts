import type { Db, ObjectId } from 'mongodb';
import type { Draft, Reach } from '../../../admin/broadcasts/ports.ts';
import { eventId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import { oid } from '../ids.ts';
import { bookableAt } from '../seats/free.ts';
import { maybeInvited } from './audience.ts';

async function bookedIn(db: Db, event: ObjectId): Promise<ReadonlySet<string>> {
  const rows = await collections(db)
    .bookings.find({ event_id: event, active: true, status: 'booked' }, { projection: { user_id: 1 } })
    .toArray();
  return new Set(rows.map(({ user_id }) => user_id.toHexString()));
}

/** How many it would go to, and how many of them could get a seat. */
export async function reachOf(
  db: Db,
  company: string,
  { command, people }: Pick<Draft, 'command' | 'people'>,
  now: number,
): Promise<Reach> {
  const { events, slots, users } = collections(db);
  const id = command.event_id === undefined ? null : oid(eventId(command.event_id));
  const event = id && (await events.findOne({ _id: id, company_id: company }));
  if (!event) return { people: command.target === 'list' ? people.length : null, free_seats: null };
  const isPersonal = command.target === 'list' || command.target === 'unbooked';
  const [open, all, booked] = await Promise.all([
    slots
      .find({ event_id: event._id, ...bookableAt(now) }, { projection: { max_users: 1, booked_users: 1 } })
      .toArray(),
    command.target === 'unbooked'
      ? users.find(maybeInvited(company, event), { projection: { _id: 1 } }).toArray()
      : people.map((id) => ({ _id: oid(id) })),
    isPersonal ? bookedIn(db, event._id) : null,
  ]);
  const free_seats = open.reduce((sum, slot) => sum + slot.max_users - slot.booked_users.length, 0);
  const reached = booked && all.filter(({ _id }) => !booked.has(_id.toHexString())).length;
  return { people: reached, free_seats };
}
