import type { Db } from 'mongodb';
import { collections } from '../../adapters/mongo/collections.ts';
import { createEvent } from '../../adapters/mongo/events.ts';
import { asEventId, oid } from '../../adapters/mongo/ids.ts';
import { createPerson, findByTelegramId } from '../../adapters/mongo/people.ts';
import { insertSlots, type NewSlot } from '../../adapters/mongo/slots.ts';
import type { EventId } from '../../core/shared/ids.ts';
import { dayAfter, dayOf } from '../../core/time/slot-instants.ts';
import { demoEvent, demoPeople, demoTimes } from './content.ts';

export type Demo = {
  readonly event_id: EventId;
  readonly made: boolean;
  readonly slots: number;
};

/** An open event with a week of slots, and people who may book: what is there already stays as it is. */
export async function seedDemo(db: Db, now: number): Promise<Demo> {
  const { events, slots } = collections(db);
  const hasAhead = async (event: EventId) =>
    (await slots.countDocuments(
      { event_id: oid(event), is_active: true, bookable_until: { $gt: new Date(now) } },
      { limit: 1 },
    )) > 0;
  const newest = await events.findOne(
    { title: demoEvent.title, status: { $ne: 'archived' } },
    { sort: { created_at: -1 } },
  );
  // One that closed itself after its last slot is over; one that somebody closed before stays closed.
  const known =
    newest && (newest.status !== 'closed' || (await hasAhead(asEventId(newest._id)))) ? newest : null;
  const event = known ? asEventId(known._id) : await createEvent(db, demoEvent, now);
  const added = (await hasAhead(event))
    ? []
    : await insertSlots(db, event, weekFrom(dayAfter(dayOf(now), 1)));
  for (const { id, role, first_name, username, language_code } of demoPeople)
    if (!(await findByTelegramId(db, id)))
      await createPerson(db, { telegram_id: id, roles: [role], first_name, username, language_code }, now);
  return { event_id: event, made: known === null, slots: added.length };
}

const days = 7;

const weekFrom = (first: string): NewSlot[] =>
  Array.from({ length: days }, (_, later) => dayAfter(first, later)).flatMap((day) =>
    demoTimes.map(({ time, room, seats }) => ({
      day,
      time,
      duration_minutes: 45,
      max_users: seats,
      location: 'Офис А',
      audience: room,
    })),
  );
