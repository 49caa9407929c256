import type { Db, ObjectId } from 'mongodb';
import type { Draft, Reach, ReachKnown } from '../../../admin/broadcasts/ports.ts';
import { eventId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import { oid } from '../ids.ts';
import { bookableAt } from '../seats/free.ts';
import {
  type CheckedFields,
  checkedFields,
  namedOnTheList,
  onTheList,
  passedOver,
  peopleNamed,
} from './audience.ts';

async function bookedIn(db: Db, event: ObjectId): Promise<ReadonlySet<string>> {
  const rows = await collections(db)
    .bookings.find({ event_id: event, active: true, status: 'booked' }, { projection: { user_id: 1 } })
    .toArray();
  return new Set(rows.map(({ user_id }) => user_id.toHexString()));
}

const unbookedOrNot = (db: Db, company: string, audience: readonly ObjectId[] | null) =>
  audience === null
    ? collections(db).users.find(onTheList(company), { projection: checkedFields }).toArray()
    : namedOnTheList(db, company, audience);

/** `count`: with those whose data is gone. */
function knownOf(people: readonly CheckedFields[], count: number): ReachKnown {
  const why = people.map(passedOver);
  const open = people.filter((_one, at) => why[at] === null);
  const never_opened = open.filter(({ reachable }) => reachable === 'unknown').length;
  const no_telegram = why.filter((one) => one === 'no_telegram').length;
  return {
    can: open.length - never_opened,
    never_opened,
    no_telegram,
    left_out: count - open.length - no_telegram,
  };
}

/** How many it would go to, and how many of them could get a seat. */
export async function reachOf(
  db: Db,
  company: string,
  { command, people }: Pick<Draft, 'command' | 'people'>,
  now: number,
): Promise<Reach> {
  const { events, slots } = collections(db);
  const id = command.event_id === undefined ? null : oid(eventId(command.event_id));
  const event = id && (await events.findOne({ _id: id, company_id: company }));
  if (!event) {
    if (command.target !== 'list') return { people: null, free_seats: null, known: null };
    const known = knownOf(await peopleNamed(db, company, people.map(oid)), people.length);
    return { people: people.length, free_seats: null, known };
  }
  const isPersonal = command.target === 'list' || command.target === 'unbooked';
  const [open, all, booked] = await Promise.all([
    slots
      .find({ event_id: event._id, ...bookableAt(now) }, { projection: { max_users: 1, booked_users: 1 } })
      .toArray(),
    command.target === 'unbooked'
      ? unbookedOrNot(db, company, event.audience)
      : peopleNamed(db, company, people.map(oid)),
    isPersonal ? bookedIn(db, event._id) : null,
  ]);
  const free_seats = open.reduce((sum, slot) => sum + slot.max_users - slot.booked_users.length, 0);
  if (!booked) return { people: null, free_seats, known: null };
  const reached = all.filter(({ _id }) => !booked.has(_id.toHexString()));
  // Whose data is gone has no row, and no booking.
  const gone = command.target === 'list' ? people.length - all.length : 0;
  const count = reached.length + gone;
  return { people: count, free_seats, known: knownOf(reached, count) };
}
