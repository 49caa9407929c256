import type { Db } from 'mongodb';
import { collections } from '../../adapters/mongo/collections.ts';
import { createEvent } from '../../adapters/mongo/events.ts';
import { asUserId } from '../../adapters/mongo/ids.ts';
import { newPersonDoc } from '../../adapters/mongo/people.ts';
import { insertSlots, type NewSlot } from '../../adapters/mongo/slots.ts';
import type { UserId } from '../../core/shared/ids.ts';
import { dayAfter, dayOf, slotInstants } from '../../core/time/slot-instants.ts';
import { insertAll } from './insert-all.ts';
import { sowBookings } from './sow-bookings.ts';
import { sowRest } from './sow-rest.ts';
import type { Size, Sown, SownEvent } from './sown.ts';

/** A company as it looks after a season: one event of thousands among many of dozens, past, present and to come. */
export async function sow(db: Db, size: Size): Promise<Sown> {
  for (const { name } of await db.listCollections().toArray())
    if (!kept.has(name)) await db.collection(name).deleteMany({});
  const people = await sowPeople(db, size.people);
  const staff = await sowStaff(db);
  const events = await sowEvents(db, size);
  const booked = await sowBookings(db, { events, people: people.slice(0, -without), staff });
  return sowRest(db, { events, people, staff, booked });
}

/** What the roles themselves rely on. */
const kept = new Set(['settings', 'companies', 'migrations']);
/** Fewer than a page: who looks for those who have not booked looks at everybody. */
const without = 30;

const firstNames = ['Anna', 'Boris', 'Vera', 'Gleb', 'Daria', 'Egor', 'Zoya', 'Ivan', 'Kira', 'Lev'];
const lastNames = ['Orlova', 'Petrov', 'Rybina', 'Sokolov', 'Titova', 'Frolov', 'Chernova'];

async function sowPeople(db: Db, count: number): Promise<readonly UserId[]> {
  const docs = Array.from({ length: count }, (_none, at) =>
    newPersonDoc(
      {
        first_name: firstNames[at % firstNames.length] ?? null,
        last_name: `${lastNames[at % lastNames.length] ?? ''} ${at}`,
        username: `candidate_${at}`,
        telegram_id: 7_000_000 + at,
        phone: `+7900${String(at).padStart(7, '0')}`,
        language_code: 'ru',
        reachable: at % 20 === 0 ? 'blocked' : 'yes',
        allowed: at % 50 !== 0,
      },
      Date.now(),
    ),
  );
  await insertAll(collections(db).users, docs);
  return docs.map(({ _id }) => asUserId(_id));
}

async function sowStaff(db: Db): Promise<readonly UserId[]> {
  const roles = ['admin', 'viewer', 'specialist', 'specialist', 'specialist', 'specialist'] as const;
  const docs = roles.map((role, at) =>
    newPersonDoc({ first_name: `Staff ${at}`, roles: [role], lang: 'en' }, Date.now()),
  );
  await insertAll(collections(db).users, docs);
  return docs.map(({ _id }) => asUserId(_id));
}

const seats = 10;
const dayOfEvent = ['09:00', '10:00', '11:00', '13:00', '14:00', '15:00', '16:00', '17:00'];

/** The largest is in the midst of its days; the others began up to two months ago, or will within two. */
async function sowEvents(db: Db, { events, bookings, largest }: Size): Promise<readonly SownEvent[]> {
  const usual = Math.floor((bookings - largest) / (events - 2));
  const made: SownEvent[] = [];
  for (let at = 0; at < events; at += 1) {
    const count = [largest, 0][at] ?? usual;
    const title = `Interviews ${at}`;
    const id = await createEvent(db, { title, status: at % 40 === 39 ? 'closed' : 'open' }, Date.now());
    const perDay = at === 0 ? 4 : 1;
    const slots = Math.max(3, Math.ceil((count * 1.05) / seats));
    const days = Math.ceil(slots / (dayOfEvent.length * perDay));
    const first = dayAfter(dayOf(Date.now()), at === 0 ? -Math.floor(days / 2) : ((at * 7) % 120) - 60);
    const planned = Array.from(
      { length: slots },
      (_none, nth): NewSlot => ({
        day: dayAfter(first, Math.floor(nth / (dayOfEvent.length * perDay))),
        time: dayOfEvent[Math.floor(nth / perDay) % dayOfEvent.length] ?? '',
        duration_minutes: 30,
        max_users: seats,
        location: `Office ${at % 5}`,
        audience: String(301 + (nth % perDay)),
      }),
    );
    const ids = await insertSlots(db, id, planned);
    const times = ids.map((slot, nth) => ({
      id: slot,
      starts_at: slotInstants(planned[nth]?.day ?? '', planned[nth]?.time ?? '', 30).starts_at,
      seats,
    }));
    made.push({ id, title, times, bookings: count });
  }
  return made;
}
